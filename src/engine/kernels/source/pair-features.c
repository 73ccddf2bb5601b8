#include "pair-features.h"
#include "positive-definite.h"
#include "products.h"

/* PARTIAL + .. and RIDGE + .. are the three parts of an inverse. */
enum {
  COLUMNS,
  GRAM,
  PARTIAL,
  PARTIAL_FACTOR = PARTIAL,
  PARTIAL_INVERSE,
  PARTIAL_PRODUCT,
  RIDGE,
  RIDGE_FACTOR = RIDGE,
  RIDGE_INVERSE,
  RIDGE_PRODUCT,
  FITS,
  ASSEMBLY,
  PHASES
};
/* Columns that products take at a time. */
enum { TILE = 4 };

static size_t units_of(const pair_state *s, size_t phase) {
  switch (phase) {
    case GRAM:
    case PARTIAL_PRODUCT:
    case RIDGE_PRODUCT:
      return s->padded / TILE;
    case ASSEMBLY:
      return (s->size + GROUP - 1) / GROUP;
    case PARTIAL_FACTOR:
    case PARTIAL_INVERSE:
    case RIDGE_FACTOR:
    case RIDGE_INVERSE:
      return s->padded;
    default:
      return s->size;
  }
}

/* Multiplications of a unit, roughly. */
static double cost_of(const pair_state *s, size_t phase) {
  double n = (double)s->padded, rows = (double)s->rows;
  switch (phase) {
    case COLUMNS:
      return 20 * rows;
    case GRAM:
      return TILE * n * rows;
    case PARTIAL_PRODUCT:
    case RIDGE_PRODUCT:
      return TILE * n * n;
    case FITS:
      return 4000 * rows;
    case ASSEMBLY:
      return GROUP * n * (SUMS * rows + n + 500);
    default:
      return n * n / 4;
  }
}

static void take_in_column(pair_state *s, size_t j) {
  size_t at = j * s->rows;
  standardise(s->z + at, s->target, s->rows, NOBODY);
  for (size_t r = at; r < at + s->rows; r++) {
    double z = s->z[r];
    s->square[r] = z * z;
    s->hermite[r] = z * z * z - 3 * z;
    s->absolute[r] = z < 0 ? -z : z;
  }
  centre(s->square + at, s->target, s->rows, NOBODY, s->square + at);
}

static void invert_unit(pair_state *s, double *matrix, double share, size_t part, size_t unit) {
  size_t n = s->padded;
  if (part == 0) {
    for (size_t k = 0; k < n; k++) matrix[unit * n + k] = s->gram[unit * n + k];
    matrix[unit * n + unit] += ridge_penalty(share, s) * (double)s->rows;
    factor_row(matrix, n, unit);
  } else if (part == 1) {
    inverse_factor_row(matrix, s->transposed, n, unit);
  } else {
    products(s->transposed + TILE * unit * n, TILE, s->transposed, n, n, matrix + TILE * unit * n);
  }
}

static int do_unit(pair_state *s) {
  size_t unit = s->unit;
  switch (s->phase) {
    case COLUMNS:
      take_in_column(s, unit);
      return 1;
    case GRAM:
      products(s->z + TILE * unit * s->rows, TILE, s->z, s->padded, s->rows, s->gram + TILE * unit * s->padded);
      return 1;
    case FITS:
      return fit_residuals(s, unit);
    case ASSEMBLY:
      return assemble(s, GROUP * unit);
    default:
      if (s->phase < RIDGE) invert_unit(s, s->partial, 1, s->phase - PARTIAL, unit);
      else invert_unit(s, s->ridge, REGRESSION_SHARE, s->phase - RIDGE, unit);
      return 1;
  }
}

static double *zeros(size_t count) {
  double *block = arena_take(count * sizeof *block);
  for (size_t k = 0; block && k < count; k++) block[k] = 0;
  return block;
}

/* Rows in which each variable was set, sorted by variable. */
static void index_targets(pair_state *s) {
  for (size_t j = 0; j <= s->size; j++) s->first_set[j] = 0;
  for (size_t r = 0; r < s->rows; r++)
    if (s->target[r] >= 0) s->first_set[s->target[r] + 1]++;
  for (size_t j = 0; j < s->size; j++) s->first_set[j + 1] += s->first_set[j];
  for (size_t r = 0; r < s->rows; r++)
    if (s->target[r] >= 0) s->set_row[s->first_set[s->target[r]]++] = (int32_t)r;
  for (size_t j = s->size; j > 0; j--) s->first_set[j] = s->first_set[j - 1];
  s->first_set[0] = 0;
}

/* columns: size x rows, complete, any scale; target: `rows` variables, negative for none; results of the two searches
   as in search_result; out: size x size x 38. All of it must stay until the work is done. Returns 0 without memory. */
EXPORT(pair_features_start)
pair_state *pair_features_start(size_t size, size_t rows, const double *columns, const int32_t *target,
                                const int32_t *linear_first, const int32_t *linear_parents,
                                const double *linear_strength, const double *linear_before,
                                const int32_t *quadratic_first, const int32_t *quadratic_parents,
                                const double *quadratic_strength, const double *quadratic_before, float *out) {
  pair_state *s = arena_take(sizeof *s);
  if (!s) return 0;
  size_t n = (size + TILE - 1) / TILE * TILE;
  *s = (pair_state){.size = size, .rows = rows, .padded = n, .target = target, .out = out};
  s->linear = (search_result){linear_first, linear_parents, linear_strength, linear_before};
  s->quadratic = (search_result){quadratic_first, quadratic_parents, quadratic_strength, quadratic_before};
  s->first_set = arena_take((size + 1) * sizeof *s->first_set);
  s->set_row = arena_take(rows * sizeof *s->set_row);
  double **of_rows[] = {&s->z,           &s->square,      &s->hermite,           &s->absolute,
                        &s->residual[0], &s->residual[1], &s->residual_square[0], &s->residual_square[1]};
  double **of_pairs[] = {&s->gram, &s->partial, &s->ridge, &s->transposed, &s->drop};
  int enough = s->first_set && s->set_row;
  for (size_t k = 0; k < sizeof of_rows / sizeof *of_rows; k++) enough = (*of_rows[k] = zeros(n * rows)) && enough;
  for (size_t k = 0; k < sizeof of_pairs / sizeof *of_pairs; k++) enough = (*of_pairs[k] = zeros(n * n)) && enough;
  s->position = zeros(n);
  if (!enough || !s->position) return 0;
  index_targets(s);
  for (size_t k = 0; k < size * rows; k++) s->z[k] = columns[k];
  for (size_t j = 0; j < size; j++)
    for (size_t i = 0; i < size; i++)
      if (i != j) s->position[j] += quadratic_before[i * size + j];
  return s;
}

/* Works for some milliseconds. Returns the share that is done, 1 at the end, or -1 without memory. */
EXPORT(pair_features_step) double pair_features_step(pair_state *s) {
  const double budget = 4e6;
  double spent = 0, all = 0;
  for (size_t phase = 0; phase < PHASES; phase++) all += cost_of(s, phase) * (double)units_of(s, phase);
  while (s->phase < PHASES && spent < budget) {
    if (!do_unit(s)) return -1;
    spent += cost_of(s, s->phase);
    s->done += cost_of(s, s->phase);
    if (++s->unit < units_of(s, s->phase)) continue;
    s->unit = 0;
    s->phase++;
  }
  return s->phase == PHASES ? 1 : .999 * s->done / all;
}
