#ifndef GFK_TRANSPORT_SCALES_H
#define GFK_TRANSPORT_SCALES_H

#include "transport.h"
#include "transport_forest.h"
#include "transport_oracle.h"

/* A problem in the making. */
typedef struct {
  Oracle oracle;
  const gfk_transport_problem *problem;
  Arc *arcs;        /* [sources + targets - 1] */
  size_t count;     /* of the arcs in use */
  double *level;    /* [sources]: the least value of each */
  int32_t *slot_of; /* [targets] */
  int64_t bids, pivots;
  char *arena;
} Task;

/* Prepares a task at zero prices, without arcs. Returns 0, or -1 where memory is short. */
int gfk_task_open(Task *task, const gfk_transport_problem *problem);
void gfk_task_close(Task *task);

/* Adds an arc from source i to target j to the flow that a solution starts from. */
void gfk_task_add(Task *task, size_t i, size_t j, int64_t flow);

/* Finds an optimal flow, starting from the arcs that were added, or where there are none,
 * from an optimal flow between clusters of the points. Returns 0, or -1 where memory is short. */
int gfk_task_solve(Task *task);

#endif
