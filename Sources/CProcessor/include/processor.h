#pragma once
/* What the system knows of processors and their time. Swift does not see its own functions, some of
 * which are GNU extensions, or sees them with types that depend on what else was imported. */

/* Whether the calling thread may run on `core`; 0 where the system does not say. */
int gfp_may_run_on(int core);

/* Keeps the calling thread, and what it starts, on `core`. Returns 0, or -1 where the system does
 * not agree. */
int gfp_stay_on(int core);

/* Seconds of CPU time of all processes that this one started and waited for. */
double gfp_children_seconds(void);
