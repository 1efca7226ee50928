#include "transport_auction.h"

#include <math.h>
#include <stdlib.h>

#include "clones.h"
#include "transport_arena.h"

#pragma STDC FP_CONTRACT OFF

/* Candidates kept per source. */
enum { KEPT = 5 };

/* An assignment in the making, with what each source remembers. */
typedef struct {
  Oracle *oracle;
  int32_t *slot;     /* [sources]: the slot a source holds, or -1 */
  int32_t *owner;    /* [slots]: the source that holds a slot, or -1 */
  int32_t *kept;     /* [sources][KEPT]: its cheapest targets when it last asked */
  double *kept_cost; /* [sources][KEPT] */
  double *horizon;   /* [sources]: nothing it did not keep has a value below this */
  int32_t *queue;    /* [sources], a ring */
  size_t keep;       /* min(KEPT, sources) */
  int64_t bids;
  char *arena;
} Auction;

static size_t place(Auction *s, char *arena) {
  size_t n = s->oracle->sources, offset = 0;
  s->slot = GFK_TAKE(int32_t, n);
  s->owner = GFK_TAKE(int32_t, s->oracle->slots);
  s->kept = GFK_TAKE(int32_t, n *KEPT);
  s->kept_cost = GFK_TAKE(double, n *KEPT);
  s->horizon = GFK_TAKE(double, n);
  s->queue = GFK_TAKE(int32_t, n);
  return offset;
}

/* The two least values of a source and the slot of the least. */
typedef struct {
  double best, second;
  int32_t slot;
} Offer;

/* Prices only rise, so a kept list is right while its second value stays below the horizon. */
static Offer offer(Auction *s, size_t i, int both) {
  for (int asked = 0;; asked = 1) {
    Offer offer = {INFINITY, INFINITY, -1};
    int32_t *kept = s->kept + i * KEPT;
    double *costs = s->kept_cost + i * KEPT, values[KEPT], ceiling = INFINITY;
    if (s->horizon[i] > -INFINITY) {
      ceiling = -INFINITY;
      for (size_t q = 0; q < s->keep; q++) {
        double v = costs[q] + s->oracle->price[kept[q]];
        ceiling = v > ceiling ? v : ceiling;
        if (v < offer.best) {
          offer.second = offer.best;
          offer.best = v;
          offer.slot = kept[q];
        } else if (v < offer.second) {
          offer.second = v;
        }
      }
      if (asked || (both ? offer.second : offer.best) <= s->horizon[i]) return offer;
    }
    gfk_oracle_nearest(s->oracle, i, s->keep, ceiling, -1, (Nearest){kept, values, costs});
    s->horizon[i] = values[s->keep - 1];
  }
}

/* Frees every source whose target is more than `epsilon` above its best; queues those without one. */
static size_t open_phase(Auction *s, double epsilon) {
  size_t waiting = 0;
  for (size_t i = 0; i < s->oracle->sources; i++) {
    int32_t k = s->slot[i];
    if (k >= 0) {
      double held = gfk_oracle_cost(s->oracle, i, (size_t)k) + s->oracle->price[k];
      if (held <= offer(s, i, 0).best + epsilon) continue;
      s->owner[k] = -1;
      s->slot[i] = -1;
    }
    s->queue[waiting++] = (int32_t)i;
  }
  return waiting;
}

/* Gives every source that waits a target that nobody holds, whichever. */
static void give_up(Auction *s) {
  int32_t slot = 0;
  for (size_t i = 0; i < s->oracle->sources; i++) {
    if (s->slot[i] >= 0) continue;
    while (s->owner[slot] >= 0 || s->oracle->original[slot] < 0) slot++;
    s->owner[slot] = (int32_t)i;
    s->slot[i] = slot;
  }
}

/* Sources without a target bid until all have one, or until there have been `most` bids: where many
 * want few targets that are nearly alike, prices rise by little more than the increment at a time. */
static void bid_all(Auction *s, double epsilon, size_t waiting, int64_t most) {
  size_t n = s->oracle->sources, head = 0;
  while (waiting > 0 && s->bids < most) {
    size_t i = (size_t)s->queue[head];
    head = head + 1 == n ? 0 : head + 1;
    waiting--;
    s->bids++;
    Offer found = offer(s, i, 1);
    double rise = n == 1 ? 0 : found.second - found.best;
    size_t k = (size_t)found.slot;
    s->oracle->price[k] += rise + epsilon;
    int32_t ousted = s->owner[k];
    s->owner[k] = (int32_t)i;
    s->slot[i] = (int32_t)k;
    if (ousted < 0) continue;
    s->slot[ousted] = -1;
    size_t tail = head + waiting;
    s->queue[tail >= n ? tail - n : tail] = ousted;
    waiting++;
  }
  give_up(s);
}

/* Runs the auction at falling increments until its dual is as near as a hundredth of what the cost
 * exceeds that of the nearest targets by, which no offset of the clouds changes, or until so many bids
 * were made that the simplex method is faster. The first increment, the ratio, that share and that
 * number are the fastest of those tried; none of them changes what the simplex method makes of it. */
static void bid_in_phases(Auction *s, double greatest, double nearest) {
  enum { MOST = 80 };
  const double ratio = 10, enough = 1e-2, least = 1e-7 * greatest;
  const int64_t most = MOST * (int64_t)s->oracle->sources;
  for (double epsilon = greatest / 20; epsilon > least && s->bids < most; epsilon /= ratio) {
    bid_all(s, epsilon, open_phase(s, epsilon), most);
    double primal = 0, gap = 0;
    for (size_t i = 0; i < s->oracle->sources; i++) {
      double cost = gfk_oracle_cost(s->oracle, i, (size_t)s->slot[i]);
      primal += cost;
      gap += cost + s->oracle->price[s->slot[i]] - offer(s, i, 0).best;
    }
    if (gap <= enough * (primal - nearest)) break;
  }
}

/* The range of the costs; `least` becomes the sum of every source's least one. */
static double cost_range(const Oracle *o, double *least) {
  double low = INFINITY, high = -INFINITY;
  *least = 0;
  for (size_t i = 0; i < o->sources; i++) {
    double nearest = INFINITY;
    for (size_t k = 0; k < o->targets; k++) {
      double c = o->rows[i * o->slots + k];
      nearest = c < nearest ? c : nearest;
      high = c > high ? c : high;
    }
    *least += nearest;
    low = nearest < low ? nearest : low;
  }
  return high - low;
}

int gfk_auction(Task *t) {
  Oracle *o = &t->oracle;
  size_t n = o->sources;
  Auction s = {.oracle = o, .keep = n < KEPT ? n : KEPT};
  if (posix_memalign((void **)&s.arena, 64, place(&s, NULL)) != 0) return -1;
  place(&s, s.arena);
  for (size_t i = 0; i < n; i++) {
    s.slot[i] = -1;
    s.horizon[i] = -INFINITY;
  }
  for (size_t k = 0; k < o->slots; k++) s.owner[k] = -1;
  double nearest, range = cost_range(o, &nearest);
  if (range > 0) bid_in_phases(&s, range, nearest);
  for (size_t i = 0; range > 0 && i < n; i++)
    gfk_task_add(t, i, (size_t)o->original[s.slot[i]], t->problem->supply[i]);
  t->bids = s.bids;
  free(s.arena);
  return 0;
}
