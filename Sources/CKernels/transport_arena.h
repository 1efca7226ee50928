#ifndef GFK_TRANSPORT_ARENA_H
#define GFK_TRANSPORT_ARENA_H

#include <stddef.h>

/* Takes room for `count` values from the variables `arena`, which may be NULL to learn the size, and
 * `offset`, which moves on. Everything begins at a multiple of 64 bytes where the arena does. */
#define GFK_TAKE(type, count) \
  ((type *)(void *)gfk_take(arena, &offset, (size_t)(count) * sizeof(type)))

static inline char *gfk_take(char *arena, size_t *offset, size_t bytes) {
  char *at = arena ? arena + *offset : NULL;
  *offset += (bytes + 63) / 64 * 64;
  return at;
}

#endif
