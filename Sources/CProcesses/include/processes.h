#pragma once
#include <sys/types.h>

/* What Swift does not see of processes: `fork`, which it hides on some platforms, and `prctl`, which takes
 * arguments that it cannot name. */

/* Makes a copy of the calling process, which must have one thread. The copy is killed when its original
 * ends. Returns its number to the original and 0 to the copy, or -1 with `errno`. */
pid_t gfproc_copy(void);

/* Keeps memory that is given back for the next who asks, up to 64 MiB, in one pool for all threads. */
void gfproc_keep_memory(void);
