#ifndef GFK_TRANSPORT_AUCTION_H
#define GFK_TRANSPORT_AUCTION_H

#include "transport_scales.h"

/* Starts a task whose sources and targets are equally many and have equal masses with a nearly
 * optimal assignment and its prices, found over dense rows. Returns 0, or -1 where memory is short. */
int gfk_auction(Task *task);

#endif
