#ifndef GFK_TRANSPORT_SOLVER_H
#define GFK_TRANSPORT_SOLVER_H

#include "transport.h"
#include "transport_oracle.h"

/* Candidates kept per source. */
enum { KEPT = 5 };

/* An assignment in the making, with what each source remembers. */
typedef struct {
  Oracle oracle;
  int32_t *slot;       /* [count]: the slot a source holds, or -1 */
  int32_t *owner;      /* [slots]: the source that holds a slot, or -1 */
  int32_t *kept;       /* [count][KEPT]: its cheapest targets when it last asked */
  double *kept_cost;   /* [count][KEPT] */
  double *horizon;     /* [count]: nothing it did not keep has a value below this */
  double *value;       /* [KEPT], scratch */
  int32_t *queue;      /* [count], a ring */
  size_t keep;         /* min(KEPT, count) */
  gfk_transport_result *result;
} Solver;

/* The two least values of a source and the slot of the least. */
typedef struct {
  double best, second;
  int32_t slot;
} Offer;

/* The offer to source i; the second value is right only where `both` is asked for. */
Offer gfk_solver_offer(Solver *solver, size_t i, int both);

/* Turns a nearly optimal assignment and its prices into an optimal one. Returns 0 or -1 (memory). */
int gfk_solver_repair(Solver *solver);

#endif
