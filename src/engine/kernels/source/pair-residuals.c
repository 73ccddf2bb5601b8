#include "pair-features.h"
#include "positive-definite.h"
#include "products.h"

/* Ridge of both regressions, per row. */
static const double DESIGN_RIDGE = 1e-4;

/* A regression of one variable: `columns` regressors and then the variable itself, all centred over its kept rows. */
typedef struct {
  size_t columns, padded;
  double *values, *gram, *coefficient;
} regression;

static int fit(const pair_state *s, size_t j, regression *g) {
  size_t rows = s->rows, width = g->padded;
  for (size_t k = 0; k < g->columns; k++)
    centre(g->values + k * rows, s->target, rows, (int32_t)j, g->values + k * rows);
  centre(s->z + j * rows, s->target, rows, (int32_t)j, g->values + g->columns * rows);
  for (size_t k = (g->columns + 1) * rows; k < width * rows; k++) g->values[k] = 0;
  g->gram = arena_take(width * width * sizeof *g->gram);
  g->coefficient = arena_take(width * sizeof *g->coefficient);
  if (!g->gram || !g->coefficient) return 0;
  products(g->values, width, g->values, width, rows, g->gram);
  /* The matrix of the regressors alone; the rest of the square becomes a unit matrix. */
  for (size_t k = 0; k < width; k++) {
    g->coefficient[k] = k < g->columns ? g->gram[k * width + g->columns] : 0;
    for (size_t m = 0; m < width; m++)
      if (k >= g->columns || m >= g->columns) g->gram[k * width + m] = k == m;
    if (k < g->columns) g->gram[k * width + k] += DESIGN_RIDGE * rows_kept(s, j);
  }
  return 1;
}

static void residual_of(const pair_state *s, size_t j, const regression *g, size_t which) {
  size_t rows = s->rows;
  double *residual = s->residual[which] + j * rows, *square = s->residual_square[which] + j * rows;
  for (size_t r = 0; r < rows; r++) residual[r] = g->values[g->columns * rows + r];
  for (size_t k = 0; k < g->columns; k++)
    for (size_t r = 0; r < rows; r++) residual[r] -= g->coefficient[k] * g->values[k * rows + r];
  standardise(residual, s->target, rows, (int32_t)j);
  for (size_t r = 0; r < rows; r++) square[r] = residual[r] * residual[r];
  centre(square, s->target, rows, (int32_t)j, square);
}

/* Room for the regressors and for the variable itself behind them. */
static int make_room(const pair_state *s, regression *g, size_t columns) {
  g->columns = columns;
  g->padded = (columns + 4) & ~(size_t)3;
  g->values = arena_take(g->padded * s->rows * sizeof *g->values);
  return g->values != 0;
}

static int fit_quadratic(pair_state *s, size_t j) {
  const int32_t *parents = s->quadratic.parents + s->quadratic.first_parent[j];
  size_t count = s->quadratic.first_parent[j + 1] - s->quadratic.first_parent[j], rows = s->rows;
  regression g;
  if (!make_room(s, &g, 2 * count)) return 0;
  for (size_t k = 0; k < count; k++)
    for (size_t r = 0; r < rows; r++) {
      double value = s->z[parents[k] * rows + r];
      g.values[2 * k * rows + r] = value;
      g.values[(2 * k + 1) * rows + r] = value * value;
    }
  if (!fit(s, j, &g)) return 0;
  for (size_t k = 0; k < g.padded; k++) factor_row(g.gram, g.padded, k);
  solve_factored(g.gram, g.padded, g.coefficient);
  residual_of(s, j, &g, 0);
  return 1;
}

static double strongest(const pair_state *s, size_t i, size_t j) {
  double linear = s->linear.strength[i * s->size + j], quadratic = s->quadratic.strength[i * s->size + j];
  return linear > quadratic ? linear : quadratic;
}

static size_t add_parents(const pair_state *s, const search_result *found, size_t j, int32_t *list, size_t count) {
  for (int32_t k = found->first_parent[j]; k < found->first_parent[j + 1]; k++) {
    int32_t parent = found->parents[k];
    size_t at = count;
    for (size_t m = 0; m < count; m++)
      if (list[m] == parent) at = PARENTS_AT_MOST + 1;
    if (at > PARENTS_AT_MOST) continue;
    /* In falling order of strength; what falls off the end is forgotten. */
    while (at > 0 && strongest(s, parent, j) > strongest(s, list[at - 1], j)) {
      if (at < PARENTS_AT_MOST) list[at] = list[at - 1];
      at--;
    }
    if (at == PARENTS_AT_MOST) continue;
    list[at] = parent;
    if (count < PARENTS_AT_MOST) count++;
  }
  return count;
}

/* Regressors of the full design that parent k takes part in: its three powers, then its products in the order of the
   pairs (0,1), (0,2), (1,2), (0,3) ... */
static size_t taking_part(size_t k, size_t parents, size_t *columns) {
  size_t count = 0, at = 3 * parents;
  for (size_t power = 0; power < 3; power++) columns[count++] = 3 * k + power;
  for (size_t b = 1; b < parents; b++)
    for (size_t a = 0; a < b; a++, at++)
      if (a == k || b == k) columns[count++] = at;
  return count;
}

/* Chi-square of dropping parent k, (chi2 - df) / sqrt(2 df), from the inverse of the penalised products: without the
   regressors B the sum of squares grows by b_B' (inverse_BB)^-1 b_B. */
static double drop_statistic(const pair_state *s, size_t j, const regression *g, size_t k, size_t parents,
                             double squares) {
  enum { MOST = 3 + PARENTS_AT_MOST - 1 };
  size_t columns[MOST];
  double block[MOST * MOST] = {0}, solution[MOST];
  size_t df = taking_part(k, parents, columns);
  for (size_t a = 0; a < df; a++) {
    solution[a] = g->coefficient[columns[a]];
    for (size_t b = 0; b < df; b++) block[a * df + b] = g->gram[columns[a] * g->padded + columns[b]];
  }
  for (size_t a = 0; a < df; a++) factor_row(block, df, a);
  solve_factored(block, df, solution);
  double growth = 0;
  for (size_t a = 0; a < df; a++) growth += solution[a] * g->coefficient[columns[a]];
  if (!(growth > 0 && squares > 0)) return 0;
  double chi_square = rows_kept(s, j) * natural_log(1 + growth / squares);
  return (chi_square - (double)df) / square_root(2 * (double)df);
}

static int fit_design(pair_state *s, size_t j) {
  int32_t list[PARENTS_AT_MOST];
  size_t parents = add_parents(s, &s->linear, j, list, 0);
  parents = add_parents(s, &s->quadratic, j, list, parents);
  size_t rows = s->rows;
  regression g;
  if (!make_room(s, &g, 3 * parents + parents * (parents - 1) / 2 * (parents > 0))) return 0;
  size_t at = 3 * parents;
  for (size_t b = 0; b < parents; b++) {
    const double *z = s->z + list[b] * rows;
    for (size_t r = 0; r < rows; r++) {
      g.values[3 * b * rows + r] = z[r];
      g.values[(3 * b + 1) * rows + r] = z[r] * z[r];
      g.values[(3 * b + 2) * rows + r] = z[r] * z[r] * z[r];
    }
    for (size_t a = 0; a < b; a++, at++)
      for (size_t r = 0; r < rows; r++) g.values[at * rows + r] = s->z[list[a] * rows + r] * z[r];
  }
  if (!fit(s, j, &g)) return 0;
  double *with_target = arena_take(g.padded * sizeof *with_target);
  if (!with_target || !invert(g.gram, g.padded)) return 0;
  const double *target = g.values + g.columns * rows;
  for (size_t k = 0; k < g.padded; k++) with_target[k] = g.coefficient[k];
  double squares = product(target, target, rows);
  for (size_t k = 0; k < g.columns; k++) {
    g.coefficient[k] = product(g.gram + k * g.padded, with_target, g.columns);
    squares -= g.coefficient[k] * with_target[k];
  }
  residual_of(s, j, &g, 1);
  for (size_t i = 0; i < s->size; i++) s->drop[i * s->size + j] = 0;
  for (size_t k = 0; k < parents; k++)
    s->drop[list[k] * s->size + j] = drop_statistic(s, j, &g, k, parents, squares);
  return 1;
}

int fit_residuals(pair_state *s, size_t j) {
  size_t mark = arena_mark();
  int fitted = fit_quadratic(s, j);
  arena_release(mark);
  fitted = fitted && fit_design(s, j);
  arena_release(mark);
  return fitted;
}
