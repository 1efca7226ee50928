#define _GNU_SOURCE
#include <dlfcn.h>

#include "products.h"

/* The symbol is looked up at run time: the program links no OpenMP itself, a library it uses
   may. The setting is per calling thread in OpenMP, hence the flag per thread. */
void gfk_use_one_thread(void) {
  static _Thread_local int done = 0;
  if (done) return;
  done = 1;
  void (*setThreads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (setThreads) setThreads(1);
}
