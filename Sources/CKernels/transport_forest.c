#include "transport_forest.h"

#include <string.h>

#include "transport_arena.h"

enum { ROOT = 0, NONE = -1 };

static int is_source(const Forest *f, int32_t v) { return v <= (int32_t)f->sources; }

static void attach(Forest *f, int32_t v, int32_t parent) {
  Node *node = f->node;
  node[v].parent = parent;
  node[v].next = node[parent].child;
  node[v].previous = NONE;
  if (node[parent].child != NONE) node[node[parent].child].previous = v;
  node[parent].child = v;
}

static void detach(Forest *f, int32_t v) {
  Node *node = f->node, *a = node + v;
  if (a->previous != NONE)
    node[a->previous].next = a->next;
  else
    node[a->parent].child = a->next;
  if (a->next != NONE) node[a->next].previous = a->previous;
}

/* The node after v in depth-first order of the tree below `top`; NONE behind the last. */
static int32_t following(const Node *node, int32_t v, int32_t top) {
  if (node[v].child != NONE) return node[v].child;
  while (v != top && node[v].next == NONE) v = node[v].parent;
  return v == top ? NONE : node[v].next;
}

size_t gfk_forest_place(Forest *f, char *arena) {
  size_t offset = 0;
  f->node = GFK_TAKE(Node, 1 + f->sources + f->slots);
  f->level = GFK_TAKE(double, f->sources);
  return offset;
}

/* The neighbours of every node: arc numbers others[first[v] ..< first[v + 1]]. */
static void list_neighbours(
    const Forest *f, const Arc *arcs, size_t count, int32_t *first, int32_t *others) {
  size_t nodes = 1 + f->sources + f->slots;
  memset(first, 0, (nodes + 1) * sizeof *first);
  for (size_t a = 0; a < count; a++) {
    first[arcs[a].source + 1]++;
    first[f->sources + (size_t)arcs[a].slot + 1]++;
  }
  for (size_t v = 0; v < nodes; v++) first[v + 1] += first[v];
  for (size_t a = count; a-- > 0;) {
    others[--first[arcs[a].source + 1]] = (int32_t)a;
    others[--first[f->sources + (size_t)arcs[a].slot + 1]] = (int32_t)a;
  }
}

/* Grows the tree that a root belongs to, breadth first; returns its number of nodes. */
static size_t grow(
    Forest *f, const Arc *arcs, const int32_t *first, const int32_t *others, int32_t root,
    int32_t *queue) {
  size_t head = 0, tail = 0;
  Node *node = f->node;
  attach(f, root, ROOT);
  queue[tail++] = root;
  while (head < tail) {
    int32_t v = queue[head++];
    for (int32_t q = first[v]; q < first[v + 1]; q++) {
      const Arc *arc = arcs + others[q];
      int32_t x = 1 + arc->source, y = 1 + (int32_t)f->sources + arc->slot;
      int32_t w = v == x ? y : x;
      if (w == node[v].parent || node[w].parent != NONE) continue;
      node[w].flow = arc->flow;
      node[w].cost = arc->cost;
      attach(f, w, v);
      queue[tail++] = w;
    }
  }
  for (size_t q = tail; q-- > 1;) node[node[queue[q]].parent].size += node[queue[q]].size;
  return tail;
}

void gfk_forest_plant(
    Forest *f, const Arc *arcs, size_t count, int32_t *queue, int32_t *first) {
  size_t nodes = 1 + f->sources + f->slots;
  int32_t *others = first + nodes + 1;
  for (size_t v = 0; v < nodes; v++) f->node[v] = (Node){NONE, NONE, NONE, NONE, 1, 0, 0};
  f->node[ROOT].size = INT32_MAX;
  list_neighbours(f, arcs, count, first, others);
  for (size_t v = 1 + f->sources; v < nodes; v++)
    if (first[v] < first[v + 1] && f->node[v].parent == NONE)
      grow(f, arcs, first, others, (int32_t)v, queue);
  gfk_forest_settle(f);
}

void gfk_forest_settle(Forest *f) {
  const Node *node = f->node;
  double *level = f->level - 1, *price = f->price - 1 - f->sources;
  for (int32_t root = node[ROOT].child; root != NONE; root = node[root].next)
    for (int32_t v = following(node, root, root); v != NONE; v = following(node, v, root)) {
      if (is_source(f, v))
        level[v] = node[v].cost + price[node[v].parent];
      else
        price[v] = level[node[v].parent] - node[v].cost;
    }
}

/* Adds to the potentials of everything below `top`. */
static void shift(Forest *f, int32_t top, double by) {
  const Node *node = f->node;
  double *level = f->level - 1, *price = f->price - 1 - f->sources;
  f->moved += node[top].size;
  for (int32_t v = top; v != NONE; v = following(node, v, top)) {
    double *potential = is_source(f, v) ? level + v : price + v;
    *potential += by;
  }
}

/* Hangs the subtree of `cut`, turned so that its node v is on top, below `parent`. */
static void rehang(Forest *f, int32_t v, int32_t parent, int32_t cut, int64_t flow, double cost) {
  Node *node = f->node;
  int32_t whole = node[cut].size, below = 0;
  for (;;) {
    Node old = node[v];
    detach(f, v);
    attach(f, v, parent);
    node[v].flow = flow;
    node[v].cost = cost;
    node[v].size = whole - below;
    if (v == cut) return;
    below = old.size;
    parent = v;
    v = old.parent;
    flow = old.flow;
    cost = old.cost;
  }
}

/* The circle that an arc from x to y closes with a tree, and the arc to drop from it. */
typedef struct {
  int32_t join;  /* where the ways up from x and y meet */
  int32_t cut;   /* the lower node of the arc to drop */
  int32_t over_x; /* whether that arc is on x's way */
  int64_t flow;  /* how much can go round */
} Circle;

/* Of the arcs that limit the flow the last one, as seen from the join in the direction of the flow,
 * is dropped: that keeps the tree strongly feasible. Nothing flows from node 0 down to a root, while
 * the way up to it is open. */
static Circle circle(const Forest *f, int32_t x, int32_t y) {
  const Node *node = f->node;
  Circle c = {ROOT, NONE, 1, INT64_MAX};
  int32_t a = x, b = y;
  while (a != b) {
    if (node[a].size >= node[b].size) {
      b = node[b].parent;
      continue;
    }
    if ((is_source(f, a) || node[a].parent == ROOT) && node[a].flow < c.flow) {
      c.flow = node[a].flow;
      c.cut = a;
    }
    a = node[a].parent;
  }
  c.join = a;
  for (b = y; b != c.join; b = node[b].parent)
    if (!is_source(f, b) && node[b].parent != ROOT && node[b].flow <= c.flow) {
      c.flow = node[b].flow;
      c.cut = b;
      c.over_x = 0;
    }
  return c;
}

static void send(Forest *f, int32_t x, int32_t y, const Circle *c) {
  Node *node = f->node;
  if (c->flow > 0) {
    for (int32_t v = x; v != c->join; v = node[v].parent)
      node[v].flow += is_source(f, v) ? -c->flow : c->flow;
    for (int32_t v = y; v != c->join; v = node[v].parent)
      node[v].flow += is_source(f, v) ? c->flow : -c->flow;
  }
  int32_t size = node[c->cut].size;
  for (int32_t v = node[c->cut].parent; v != c->join; v = node[v].parent) node[v].size -= size;
  for (int32_t v = c->over_x ? y : x; v != c->join; v = node[v].parent) node[v].size += size;
}

/* The root of the tree that stays behind when `cut` goes elsewhere in it, where that is the smaller
 * part; otherwise NONE. */
static int32_t smaller_rest(const Forest *f, const Circle *c) {
  enum { SMALL = 32 };
  const Node *node = f->node;
  if (c->join == ROOT || node[c->cut].size < SMALL) return NONE;
  int32_t root = c->join;
  while (node[root].parent != ROOT) root = node[root].parent;
  return 2 * node[c->cut].size > node[root].size ? root : NONE;
}

void gfk_forest_pivot(Forest *f, size_t i, int32_t slot, double cost, double slack) {
  int32_t x = 1 + (int32_t)i, y = 1 + (int32_t)f->sources + slot;
  Circle c = circle(f, x, y);
  int32_t rest = smaller_rest(f, &c), from = c.over_x ? x : y, to = c.over_x ? y : x;
  double by = c.over_x ? slack : -slack;
  send(f, x, y, &c);
  f->pivots++;
  if (rest != NONE) {
    int32_t parent = f->node[c.cut].parent;
    detach(f, c.cut);
    f->moved -= f->node[c.cut].size;
    shift(f, rest, -by);
    attach(f, c.cut, parent);
  }
  rehang(f, from, to, c.cut, c.flow, cost);
  if (rest == NONE) shift(f, from, by);
}

size_t gfk_forest_arcs(const Forest *f, Arc *arcs) {
  const Node *node = f->node;
  int32_t below = 1 + (int32_t)f->sources;
  size_t count = 0;
  for (int32_t x = 1; x < below; x++) {
    if (node[x].parent != ROOT && node[x].flow > 0)
      arcs[count++] = (Arc){x - 1, node[x].parent - below, node[x].flow, node[x].cost};
    for (int32_t y = node[x].child; y != NONE; y = node[y].next)
      if (node[y].flow > 0) arcs[count++] = (Arc){x - 1, y - below, node[y].flow, node[y].cost};
  }
  return count;
}
