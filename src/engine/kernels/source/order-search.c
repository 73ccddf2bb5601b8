#include "gaussian-score.h"

/* The best order score search with grow-shrink trees (Andrews, Ramsey, Sanchez-Romero, Camchong & Kummerfeld 2023, "Fast
   scalable and accurate discovery of DAGs using the best order score search and grow-shrink trees") for Gaussian scores.
   The same steps as discover/order/grow-shrink-tree.ts and order-search.ts, in the same order of arithmetic. */

/* A parent needs this many rows for each of its columns at least: with fewer, perfect fits to noise would win. */
enum { ROWS_PER_PARENT = 4 };
/* A move must raise the total score by more than this, which keeps rounding from moving variables in circles. */
#define SMALLEST_MOVE 1e-6
/* Memory is taken from the arena in pieces of this many bytes: each time it grows the page's collector looks around. */
#define PIECE ((size_t)1 << 22)
enum { NOT_EXPANDED = -1, NO_SLOT = -1 };

/* A set of parents reached by additions from the root, and what is left when those that no longer pay are dropped. */
typedef struct node {
  struct node *above;
  int32_t added;
  /* Parents. */
  int32_t count;
  double score;
  /* Variables that would raise the score, best first, by how much, and the nodes they lead to. */
  int32_t candidates;
  int32_t *candidate;
  double *gain;
  struct node **below;
  /* Columns conditioned on, those of this node last. */
  int32_t active, fresh;
  int32_t *column;
  double **weights, *projection;
  /* Where the residuals of all columns are kept; they are computed again when others have taken the place. */
  int32_t slot;
  /* After shrinking: parents, or 0 when that was not asked yet. */
  int32_t *kept;
  int32_t kept_count;
  double kept_score;
} node;

typedef struct {
  gaussian score;
  const uint8_t *forbidden, *required, *precedes;
  /* For each variable: its tree, the parents it must have, and how many it may have. */
  node **root;
  int32_t **causes;
  int32_t *cause_count, *most;
  /* Candidates that explain less than this cannot pay. */
  double *worth;

  /* Memory of the nodes: pieces, the one in use and how much of it is taken. */
  char **piece;
  size_t pieces, most_pieces, current, used;
  /* Residuals of the nodes used last, in a ring. */
  double **slot;
  node **owner;
  size_t slots, next_slot;
  /* Rises when all nodes are given up. */
  size_t epoch;

  int32_t *order;
  size_t placed;
  double *local;
  node **at;
  uint8_t *before;

  conditioned path, trial;
  double **trial_weights;
  double *scratch, *losses, *worth_residual;
  int32_t *found, *others;
  double *found_gain, *without, *with, *own;
  node **node_without, **node_with, **node_own;
} search;

/* Takes memory from the arena. Returns 0 when there is none. */
#define TAKE(place, count) ((place = arena_take((count) * sizeof *(place))) != 0)

static void give_up_nodes(search *s) {
  s->current = 0;
  s->used = 0;
  s->epoch++;
  s->next_slot = 0;
  for (size_t k = 0; k < s->slots; k++) s->owner[k] = 0;
  for (size_t v = 0; v < s->score.size; v++) s->root[v] = s->at[v] = 0;
}

/* Returns 0 when the memory of the nodes is full. */
static void *node_memory(search *s, size_t bytes) {
  bytes = (bytes + 7) & ~(size_t)7;
  if (bytes > PIECE) return 0;
  if (s->pieces == 0 || s->used + bytes > PIECE) {
    size_t next = s->pieces == 0 ? 0 : s->current + 1;
    if (next == s->pieces) {
      if (next == s->most_pieces) return 0;
      char *taken = arena_take(PIECE);
      if (!taken) return 0;
      s->piece[s->pieces++] = taken;
    }
    s->current = next;
    s->used = 0;
  }
  void *block = s->piece[s->current] + s->used;
  s->used += bytes;
  return block;
}

/* The columns conditioned on from the root to the node. */
static void gather_path(search *s, const node *to) {
  s->path.active = (size_t)to->active;
  for (const node *at = to; at; at = at->above) {
    size_t first = (size_t)(at->active - at->fresh);
    for (size_t k = 0; k < (size_t)at->fresh; k++) {
      s->path.column[first + k] = at->column[k];
      s->path.weights[first + k] = at->weights[k];
      s->path.projection[first + k] = at->projection[k];
    }
  }
}

/* Conditions a new node on the columns of the parents it adds. Returns 0 when memory is full. */
static int join_parents(search *s, size_t variable, node *to, const int32_t *parents, size_t count) {
  const gaussian *g = &s->score;
  size_t width = g->width, start = 0;
  s->path.active = 0;
  if (to->above) {
    gather_path(s, to->above);
    start = s->path.active;
  }
  to->column = node_memory(s, count * width * sizeof *to->column);
  to->projection = node_memory(s, count * width * sizeof *to->projection);
  to->weights = node_memory(s, count * width * sizeof *to->weights);
  if (!to->column || !to->projection || !to->weights) return 0;
  for (size_t k = 0; k < count * width; k++) {
    size_t fresh = s->path.active - start, column = (size_t)parents[k / width] * width + k % width;
    to->weights[fresh] = node_memory(s, (s->path.active + 1) * sizeof(double));
    if (!to->weights[fresh]) return 0;
    condition_on(g, variable, &s->path, column, to->weights[fresh], s->scratch);
  }
  to->active = (int32_t)s->path.active;
  to->fresh = (int32_t)(s->path.active - start);
  for (size_t k = 0; k < s->path.active - start; k++) {
    to->column[k] = s->path.column[start + k];
    to->projection[k] = s->path.projection[start + k];
  }
  return 1;
}

static node *new_node(search *s, node *above, int32_t added, size_t count, double score) {
  node *made = node_memory(s, sizeof *made);
  if (!made) return 0;
  *made = (node){.above = above,
                 .added = added,
                 .count = (int32_t)count,
                 .score = score,
                 .candidates = NOT_EXPANDED,
                 .active = -1,
                 .slot = NO_SLOT};
  return made;
}

static node *new_root(search *s, size_t variable) {
  size_t count = (size_t)s->cause_count[variable];
  node *made = new_node(s, 0, -1, count, 0);
  if (!made || !join_parents(s, variable, made, s->causes[variable], count)) return 0;
  gather_path(s, made);
  made->score = score_of(&s->score, variable, variance_given(&s->score, variable, &s->path), count);
  return s->root[variable] = made;
}

/* Room for residuals from this place of the ring on. Returns 0 when there is none. */
static int add_slots(search *s, size_t place) {
  size_t doubles = residual_doubles(&s->score), count = PIECE / (doubles * sizeof(double));
  if (count < 2) count = 2;
  if (count > s->slots - place) count = s->slots - place;
  double *room = arena_take(count * doubles * sizeof *room);
  if (!room) return 0;
  for (size_t k = 0; k < count; k++) s->slot[place + k] = room + k * doubles;
  return 1;
}

/* The residuals of all columns at a node; `path` holds the way to the node or further. */
static double *residuals_at(search *s, size_t variable, node *at) {
  if (at->slot != NO_SLOT) return s->slot[at->slot];
  const gaussian *g = &s->score;
  const double *above = at->above ? residuals_at(s, variable, at->above) : 0;
  size_t place = s->next_slot;
  if (!s->slot[place] && !add_slots(s, place)) {
    /* Memory is out: the ring ends here, and has the first places at least. */
    s->slots = place;
    place = above == s->slot[0] ? 1 : 0;
  }
  s->next_slot = place + 1 == s->slots ? 0 : place + 1;
  if (s->owner[place]) s->owner[place]->slot = NO_SLOT;
  s->owner[place] = at;
  at->slot = (int32_t)place;
  double *residual = s->slot[place];
  if (above)
    for (size_t k = 0; k < residual_doubles(g); k++) residual[k] = above[k];
  else
    residual_start(g, variable, residual);
  for (size_t m = (size_t)(at->active - at->fresh); m < (size_t)at->active; m++)
    residual_remove(g, variable, &s->path, m, residual, s->scratch);
  return residual;
}

/* Best first; equal ones as the columns stand. */
static int comes_before(double gain_a, int32_t a, double gain_b, int32_t b) {
  return gain_a > gain_b || (gain_a == gain_b && a < b);
}

static void sort_found(search *s, size_t count) {
  size_t step = 1;
  while (step < count / 3) step = 3 * step + 1;
  for (; step > 0; step /= 3)
    for (size_t k = step; k < count; k++) {
      int32_t variable = s->found[k];
      double gain = s->found_gain[k];
      size_t to = k;
      for (; to >= step && comes_before(gain, variable, s->found_gain[to - step], s->found[to - step]); to -= step) {
        s->found[to] = s->found[to - step];
        s->found_gain[to] = s->found_gain[to - step];
      }
      s->found[to] = variable;
      s->found_gain[to] = gain;
    }
}

/* Finds the additions that raise the score. Returns 0 when memory is full. */
static int expand(search *s, size_t variable, node *at) {
  const gaussian *g = &s->score;
  if (at->active < 0 && !join_parents(s, variable, at, &at->added, 1)) return 0;
  size_t count = 0;
  if (at->count < s->most[variable]) {
    gather_path(s, at);
    const double *residual = residuals_at(s, variable, at);
    double penalty = g->of[variable].penalty;
    for (size_t z = 0; z < g->size; z++) {
      double explained = explained_by(g, variable, residual, z);
      if (explained < s->worth[variable]) continue;
      if (s->forbidden && s->forbidden[z * g->size + variable]) continue;
      double net = gain_of(g, variable, explained) - penalty;
      if (net <= 0) continue;
      s->found[count] = (int32_t)z;
      s->found_gain[count++] = net;
    }
    sort_found(s, count);
  }
  at->candidate = node_memory(s, count * sizeof *at->candidate);
  at->gain = node_memory(s, count * sizeof *at->gain);
  at->below = node_memory(s, count * sizeof *at->below);
  if (!at->candidate || !at->gain || !at->below) return 0;
  for (size_t k = 0; k < count; k++) {
    at->candidate[k] = s->found[k];
    at->gain[k] = s->found_gain[k];
    at->below[k] = 0;
  }
  at->candidates = (int32_t)count;
  return 1;
}

/* Conditions on any parents, without a node; a column for which there is no memory is left out. */
static void condition_trial(search *s, size_t variable, const int32_t *parents, size_t count) {
  size_t width = s->score.width;
  s->trial.active = 0;
  for (size_t k = 0; k < count * width; k++) {
    double **weights = &s->trial_weights[s->trial.active];
    if (!*weights && !TAKE(*weights, s->trial.active + 1)) return;
    condition_on(&s->score, variable, &s->trial, (size_t)parents[k / width] * width + k % width, *weights, s->scratch);
  }
}

/* Drops the parent whose loss is furthest below its penalty, until none is. Returns 0 when memory is full. */
static int shrink(search *s, size_t variable, node *at) {
  const gaussian *g = &s->score;
  size_t count = (size_t)at->count, required = (size_t)s->cause_count[variable];
  int32_t *parents = node_memory(s, (count + 1) * sizeof *parents);
  if (!parents) return 0;
  for (size_t k = 0; k < required; k++) parents[k] = s->causes[variable][k];
  for (const node *up = at; up->above; up = up->above) parents[up->count - 1] = up->added;
  double best = at->score, penalty = g->of[variable].penalty;
  /* The latest addition raised the score, so with one free parent there is nothing to drop. */
  if (count > required + 1) {
    gather_path(s, at);
    const conditioned *given = &s->path;
    for (;;) {
      losses_of(g, variable, given, parents, count, s->losses);
      double gained = 0;
      size_t dropped = count;
      for (size_t k = required; k < count; k++)
        if (penalty - s->losses[k] > gained) {
          gained = penalty - s->losses[k];
          dropped = k;
        }
      if (dropped == count) break;
      best += gained;
      count--;
      for (size_t k = dropped; k < count; k++) parents[k] = parents[k + 1];
      condition_trial(s, variable, parents, count);
      given = &s->trial;
    }
  }
  at->kept = parents;
  at->kept_count = (int32_t)count;
  at->kept_score = best;
  return 1;
}

static node *grow(search *s, size_t variable) {
  node *at = s->root[variable] ? s->root[variable] : new_root(s, variable);
  if (!at) return 0;
  for (;;) {
    if (at->candidates == NOT_EXPANDED && !expand(s, variable, at)) return 0;
    int32_t k = 0, count = at->candidates;
    while (k < count && !s->before[at->candidate[k]]) k++;
    if (k == count) break;
    node *next = at->below[k];
    if (!next) {
      next = new_node(s, at, at->candidate[k], (size_t)at->count + 1, at->score + at->gain[k]);
      if (!next) return 0;
      at->below[k] = next;
    }
    at = next;
  }
  return at->kept || shrink(s, variable, at) ? at : 0;
}

/* The node of the best parents among those before the variable. */
static node *best_parents(search *s, size_t variable) {
  node *found = grow(s, variable);
  if (found) return found;
  give_up_nodes(s);
  return grow(s, variable);
}

static int on_path(const node *to, int32_t variable) {
  for (; to->above; to = to->above)
    if (to->added == variable) return 1;
  return 0;
}

/* A search over `size` variables whose parents enter by `width` columns each, with no variable placed yet. `bytes`
   bounds the memory of the trees; when it is full they grow anew. 0 when memory is out. */
EXPORT(order_search_start)
search *order_search_start(size_t size, size_t width, size_t bytes) {
  search *s = arena_take(sizeof *s);
  if (!s) return 0;
  *s = (search){0};
  size_t columns = size * width;
  s->score = (gaussian){.size = size, .width = width, .columns = columns};
  size_t slot_bytes = residual_doubles(&s->score) * sizeof(double);
  s->slots = bytes / 3 / slot_bytes < 16 ? 16 : bytes / 3 / slot_bytes;
  s->most_pieces = bytes / 3 * 2 / PIECE < 2 ? 2 : bytes / 3 * 2 / PIECE;
  if (!(TAKE(s->score.of, size) && TAKE(s->root, size) && TAKE(s->causes, size) && TAKE(s->cause_count, size) &&
        TAKE(s->most, size) && TAKE(s->worth, size) && TAKE(s->piece, s->most_pieces) && TAKE(s->slot, s->slots) &&
        TAKE(s->owner, s->slots) && TAKE(s->order, size) && TAKE(s->local, size) && TAKE(s->at, size) &&
        TAKE(s->before, size) && TAKE(s->path.column, columns) && TAKE(s->path.weights, columns) &&
        TAKE(s->path.projection, columns) && TAKE(s->trial.column, columns) && TAKE(s->trial.weights, columns) &&
        TAKE(s->trial.projection, columns) && TAKE(s->trial_weights, columns) && TAKE(s->scratch, 2 * columns) &&
        TAKE(s->losses, size) && TAKE(s->found, size) && TAKE(s->others, size) && TAKE(s->found_gain, size) &&
        TAKE(s->without, size) && TAKE(s->with, size) && TAKE(s->own, size) && TAKE(s->node_without, size) &&
        TAKE(s->node_with, size) && TAKE(s->node_own, size) && TAKE(s->worth_residual, residual_doubles(&s->score))))
    return 0;
  for (size_t k = 0; k < s->slots; k++) s->slot[k] = 0;
  for (size_t k = 0; k < columns; k++) s->trial_weights[k] = 0;
  give_up_nodes(s);
  return s;
}

/* The moments of one variable and what a parent of it costs; they stay where they are while the search lives. */
EXPORT(order_search_moments)
void order_search_moments(search *s, size_t variable, double rows, double penalty, const double *correlation,
                          size_t removed_rows, const double *removed, const double *scale) {
  s->score.of[variable] = (moments){.correlation = correlation,
                                    .removed = removed,
                                    .scale = scale,
                                    .removed_rows = removed_rows,
                                    .rows = rows,
                                    .penalty = penalty};
}

/* Once all moments are there. forbidden[a * size + b]: a may not be a parent of b; required: it must be;
   precedes: it has to stay before b. All three 0 where nothing is known. Returns 0 when memory is out. */
EXPORT(order_search_ready)
int order_search_ready(search *s, const uint8_t *forbidden, const uint8_t *required, const uint8_t *precedes) {
  size_t size = s->score.size;
  s->forbidden = forbidden;
  s->required = required;
  s->precedes = precedes;
  for (size_t v = 0; v < size; v++) {
    double rows = s->score.of[v].rows;
    int32_t most = (int32_t)(rows / (double)(ROWS_PER_PARENT * s->score.width));
    s->most[v] = most < 1 ? 1 : most;
    size_t count = 0;
    for (size_t a = 0; required && a < size; a++) count += required[a * size + v];
    s->cause_count[v] = (int32_t)count;
    if (!TAKE(s->causes[v], count + 1)) return 0;
    count = 0;
    for (size_t a = 0; required && a < size; a++)
      if (required[a * size + v]) s->causes[v][count++] = (int32_t)a;
    /* The share of explained variance whose gain is the penalty, a little less for rounding. */
    double low = 0, high = 1, penalty = s->score.of[v].penalty;
    for (int k = 0; k < 60; k++) {
      double middle = (low + high) / 2;
      if (gain_of(&s->score, v, middle) < penalty) low = middle;
      else high = middle;
    }
    s->worth[v] = low * (1 - 1e-9);
  }
  return add_slots(s, 0);
}

/* Takes all variables out of the order; what the trees have learned stays. */
EXPORT(order_search_clear) void order_search_clear(search *s) {
  s->placed = 0;
  for (size_t v = 0; v < s->score.size; v++) s->local[v] = 0;
}

/* Puts a variable at the end of the order. */
EXPORT(order_search_append) void order_search_append(search *s, size_t variable) {
  for (size_t v = 0; v < s->score.size; v++) s->before[v] = 0;
  for (size_t k = 0; k < s->placed; k++) s->before[s->order[k]] = 1;
  node *found = best_parents(s, variable);
  s->local[variable] = found->kept_score;
  s->at[variable] = found;
  s->order[s->placed++] = (int32_t)variable;
}

/* Puts the variable, or moves it, to the place in the order where the total score is highest. Returns 1 when the order
   changed. */
EXPORT(order_search_improve) int order_search_improve(search *s, size_t variable) {
  size_t size = s->score.size, count = 0, from = s->placed;
  int32_t moving = (int32_t)variable;
  for (size_t k = 0; k < s->placed; k++) {
    if (s->order[k] == moving) from = k;
    else s->others[count++] = s->order[k];
  }
  int present = count < s->placed;
  size_t first = 0, last = count;
  if (s->precedes)
    for (size_t k = 0; k < count; k++) {
      size_t other = (size_t)s->others[k];
      if (s->precedes[other * size + variable] && k + 1 > first) first = k + 1;
      if (s->precedes[variable * size + other] && k < last) last = k;
    }
  size_t epoch = s->epoch;
  for (size_t v = 0; v < size; v++) s->before[v] = 0;
  /* Behind `last` a variable that stays in the order changes nothing; one that joins does. */
  size_t end = present ? last : count;
  for (size_t k = 0; k <= end; k++) {
    if (k >= first && k <= last) {
      if (present && k == from) {
        s->own[k] = s->local[variable];
        s->node_own[k] = s->at[variable];
      } else {
        s->node_own[k] = best_parents(s, variable);
        s->own[k] = s->node_own[k]->kept_score;
      }
    }
    if (k == end) break;
    size_t other = (size_t)s->others[k];
    s->without[k] = s->with[k] = s->local[other];
    s->node_without[k] = s->node_with[k] = s->at[other];
    if (k >= first) {
      if (k >= from) {
        /* A variable that was not chosen on the way is not missed. */
        if (!s->at[other] || on_path(s->at[other], moving)) {
          s->node_without[k] = best_parents(s, other);
          s->without[k] = s->node_without[k]->kept_score;
        }
      } else {
        s->before[variable] = 1;
        s->node_with[k] = best_parents(s, other);
        s->with[k] = s->node_with[k]->kept_score;
        s->before[variable] = 0;
      }
    }
    s->before[other] = 1;
  }
  /* relative = total score at place k less the total at `first`, for the part that moving changes. */
  double relative = s->own[first], passed = 0;
  double best_relative = relative, here_relative = first == from ? relative : 0;
  size_t best = first;
  for (size_t k = first + 1; k <= last; k++) {
    passed += s->without[k - 1] - s->with[k - 1];
    relative = s->own[k] + passed;
    if (k == from) here_relative = relative;
    if (relative > best_relative) {
      best_relative = relative;
      best = k;
    }
  }
  if (present && best_relative <= here_relative + SMALLEST_MOVE) return 0;
  s->local[variable] = s->own[best];
  s->at[variable] = s->node_own[best];
  for (size_t k = best < from ? best : from; k < (best < from ? from : best); k++) {
    size_t other = (size_t)s->others[k];
    s->local[other] = k < best ? s->without[k] : s->with[k];
    s->at[other] = k < best ? s->node_without[k] : s->node_with[k];
  }
  if (s->epoch != epoch)
    for (size_t v = 0; v < size; v++) s->at[v] = 0;
  for (size_t k = 0; k < best; k++) s->order[k] = s->others[k];
  s->order[best] = moving;
  for (size_t k = best; k < count; k++) s->order[k + 1] = s->others[k];
  s->placed = count + 1;
  return 1;
}

EXPORT(order_search_score) double order_search_score(const search *s) {
  double total = 0;
  for (size_t v = 0; v < s->score.size; v++) total += s->local[v];
  return total;
}

/* How often the memory of the trees was full, so that they grew anew. */
EXPORT(order_search_regrown) size_t order_search_regrown(const search *s) { return s->epoch - 1; }

EXPORT(order_search_placed) size_t order_search_placed(const search *s) { return s->placed; }

EXPORT(order_search_order) const int32_t *order_search_order(const search *s) { return s->order; }

/* Writes the best parents of the variable among those before it, of one not yet in the order those that it must have,
   and returns how many they are. */
EXPORT(order_search_parents) size_t order_search_parents(search *s, size_t variable, int32_t *parents) {
  size_t place = 0;
  while (place < s->placed && s->order[place] != (int32_t)variable) place++;
  for (size_t v = 0; v < s->score.size; v++) s->before[v] = 0;
  for (size_t k = 0; place < s->placed && k < place; k++) s->before[s->order[k]] = 1;
  const node *found = best_parents(s, variable);
  for (size_t k = 0; k < (size_t)found->kept_count; k++) parents[k] = found->kept[k];
  return (size_t)found->kept_count;
}

/* gains[z]: what the log-likelihood of the variable gains when z joins its parents; 0 for itself and for them.
   losses[k]: what it loses when parents[k] alone leaves. */
EXPORT(order_search_worth)
void order_search_worth(search *s, size_t variable, const int32_t *parents, size_t count, double *gains,
                        double *losses) {
  const gaussian *g = &s->score;
  condition_trial(s, variable, parents, count);
  losses_of(g, variable, &s->trial, parents, count, losses);
  double *residual = s->worth_residual;
  residual_start(g, variable, residual);
  for (size_t m = 0; m < s->trial.active; m++) residual_remove(g, variable, &s->trial, m, residual, s->scratch);
  for (size_t z = 0; z < g->size; z++)
    gains[z] = z == variable ? 0 : gain_of(g, variable, explained_by(g, variable, residual, z));
  for (size_t k = 0; k < count; k++) gains[parents[k]] = 0;
}
