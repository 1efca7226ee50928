#define _GNU_SOURCE
#include <sched.h>

#include "processor.h"

int gfp_may_run_on(int core) {
  cpu_set_t set;
  if (core < 0 || core >= CPU_SETSIZE || sched_getaffinity(0, sizeof set, &set)) return 0;
  return CPU_ISSET(core, &set) != 0;
}

int gfp_stay_on(int core) {
  cpu_set_t set;
  if (core < 0 || core >= CPU_SETSIZE) return -1;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  return sched_setaffinity(0, sizeof set, &set);
}
