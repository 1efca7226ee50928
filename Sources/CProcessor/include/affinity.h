#pragma once
/* The cores that the calling thread may run on. Swift does not see the system's own functions,
 * which are GNU extensions. */

/* Whether the calling thread may run on `core`; 0 where the system does not say. */
int gfp_may_run_on(int core);

/* Keeps the calling thread, and what it starts, on `core`. Returns 0, or -1 where the system does
 * not agree. */
int gfp_stay_on(int core);
