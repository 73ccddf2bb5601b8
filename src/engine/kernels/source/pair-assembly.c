#include "pair-features.h"
#include "products.h"

enum { FEATURES = 38 };

/* Columns of a group of effects j, centred over the rows in which j was not set. */
enum { EFFECT, EFFECT_SQUARE, ERROR, ERROR_SQUARE, ERROR_CUBE, FULL_ERROR, FULL_ERROR_SQUARE, EFFECTS };
/* Columns of all causes i. */
enum { Z, SQUARE, HERMITE, ABSOLUTE, CAUSE_ERROR, CAUSE_ERROR_SQUARE, CAUSE_FULL_ERROR, CAUSE_FULL_ERROR_SQUARE };

/* The products of feature[at] (counted from 0): sums over the kept rows of j; the first, of EFFECT and Z, is a
   correlation, the others are divided by the root of the rows and scaled by a signed logarithm. */
static const struct {
  uint8_t at, effect, cause;
  double scale;
} sums[] = {
    {2, EFFECT, Z, 3},
    {17, ERROR, SQUARE, .7},
    {18, ERROR_SQUARE, Z, .7},
    {19, ERROR_SQUARE, SQUARE, .7},
    {20, ERROR, HERMITE, .7},
    {21, ERROR, ABSOLUTE, .7},
    {22, ERROR, CAUSE_ERROR, .7},
    {23, ERROR_SQUARE, CAUSE_ERROR_SQUARE, .7},
    {24, ERROR_CUBE, CAUSE_ERROR, .7},
    {25, EFFECT, SQUARE, .5},
    {26, EFFECT_SQUARE, SQUARE, .5},
    {31, FULL_ERROR, Z, .7},
    {32, FULL_ERROR, SQUARE, .7},
    {33, FULL_ERROR, HERMITE, .7},
    {34, FULL_ERROR_SQUARE, Z, .7},
    {35, FULL_ERROR_SQUARE, SQUARE, .7},
    {36, FULL_ERROR, CAUSE_FULL_ERROR, .7},
    {37, FULL_ERROR_SQUARE, CAUSE_FULL_ERROR_SQUARE, .7},
};
_Static_assert(sizeof sums / sizeof *sums == SUMS, "the sums are counted in pair-features.h");

static const double *causes(const pair_state *s, size_t kind) {
  const double *all[] = {s->z,           s->square,           s->hermite,     s->absolute,
                         s->residual[0], s->residual_square[0], s->residual[1], s->residual_square[1]};
  return all[kind];
}

static void fill_effects(const pair_state *s, size_t from, double *effects) {
  size_t rows = s->rows;
  for (size_t k = 0; k < EFFECTS * GROUP * rows; k++) effects[k] = 0;
  for (size_t j = from; j < from + GROUP && j < s->size; j++) {
    double *column[EFFECTS];
    for (size_t kind = 0; kind < EFFECTS; kind++) column[kind] = effects + (kind * GROUP + j - from) * rows;
    const int32_t *target = s->target;
    centre(s->z + j * rows, target, rows, (int32_t)j, column[EFFECT]);
    centre(s->square + j * rows, target, rows, (int32_t)j, column[EFFECT_SQUARE]);
    for (size_t r = 0; r < rows; r++) {
      double error = s->residual[0][j * rows + r];
      column[ERROR][r] = error;
      column[ERROR_CUBE][r] = error * error * error;
      column[ERROR_SQUARE][r] = s->residual_square[0][j * rows + r];
      column[FULL_ERROR][r] = s->residual[1][j * rows + r];
      column[FULL_ERROR_SQUARE][r] = s->residual_square[1][j * rows + r];
    }
    centre(column[ERROR_CUBE], target, rows, (int32_t)j, column[ERROR_CUBE]);
  }
}

/* Sum of squares of z_i about its mean over the rows in which j was not set. */
static double kept_squares(const pair_state *s, size_t i, size_t j) {
  double squares = s->gram[i * s->padded + i], sum = 0;
  for (int32_t k = s->first_set[j]; k < s->first_set[j + 1]; k++) {
    double z = s->z[i * s->rows + s->set_row[k]];
    squares -= z * z;
    sum += z;
  }
  return squares - sum * sum / rows_kept(s, j);
}

static double correlation(double product, double left, double right, double rows) {
  double least = 1e-9 * rows;
  return left > least && right > least ? product / square_root(left * right) : 0;
}

/* What happens to j in the rows in which i was set: features 6 to 10, 30 and 31. */
static void when_set(const pair_state *s, size_t i, size_t j, double *feature) {
  double product = 0, shift = 0, square = 0, error_square = 0, error = 0, full_square = 0, full_error = 0;
  size_t cause = i * s->rows, effect = j * s->rows;
  for (int32_t k = s->first_set[i]; k < s->first_set[i + 1]; k++) {
    int32_t r = s->set_row[k];
    double z = s->z[cause + r];
    product += z * s->z[effect + r];
    shift += s->z[effect + r];
    square += s->square[effect + r];
    error_square += s->residual_square[0][effect + r];
    error += z * s->residual[0][effect + r];
    full_square += s->residual_square[1][effect + r];
    full_error += z * s->residual[1][effect + r];
  }
  double count = (double)times_set(s, i), root = count > 0 ? square_root(count) : 1;
  feature[5] = .7 * signed_log(product / root);
  feature[6] = .7 * signed_log(shift / root);
  feature[7] = .7 * signed_log(square / root);
  feature[8] = .7 * signed_log(error_square / root);
  feature[9] = .7 * signed_log(error / root);
  feature[27] = natural_log(1 + count) / 4;
  feature[29] = .7 * signed_log(full_square / root);
  feature[30] = .7 * signed_log(full_error / root);
}

static int is_parent(const search_result *found, size_t i, size_t j) {
  for (int32_t k = found->first_parent[j]; k < found->first_parent[j + 1]; k++)
    if ((size_t)found->parents[k] == i) return 1;
  return 0;
}

static void from_search(const pair_state *s, const search_result *found, size_t i, size_t j, double *feature) {
  feature[0] = .5 * signed_log(found->strength[i * s->size + j]);
  feature[1] = is_parent(found, i, j);
  feature[2] = found->before[i * s->size + j];
}

int assemble(const pair_state *s, size_t from) {
  size_t n = s->padded, rows = s->rows, mark = arena_mark();
  double *effects = arena_take(EFFECTS * GROUP * rows * sizeof *effects);
  double *products_of = arena_take(SUMS * GROUP * n * sizeof *products_of);
  double *coefficient = arena_take(2 * GROUP * n * sizeof *coefficient), *statistic = coefficient + GROUP * n;
  size_t to = from + GROUP < s->size ? from + GROUP : s->size;
  int enough = effects && products_of && coefficient && masked_ridge(s, from, to, coefficient, statistic);
  if (enough) {
    fill_effects(s, from, effects);
    for (size_t k = 0; k < SUMS; k++)
      products(effects + sums[k].effect * GROUP * rows, GROUP, causes(s, sums[k].cause), n, rows,
               products_of + k * GROUP * n);
  }
  for (size_t j = from; j < to && enough; j++) {
    double kept = rows_kept(s, j), own = kept_squares(s, j, j);
    for (size_t i = 0; i < s->size; i++) {
      double feature[FEATURES] = {0};
      float *out = s->out + (i * s->size + j) * FEATURES;
      if (i != j) {
        feature[0] = 3 * correlation(s->gram[i * n + j], s->gram[i * n + i], s->gram[j * n + j], (double)rows);
        feature[1] = -3 * s->partial[i * n + j] / square_root(s->partial[i * n + i] * s->partial[j * n + j]);
        feature[3] = 3 * coefficient[(j - from) * n + i];
        feature[4] = .7 * signed_log(statistic[(j - from) * n + i]);
        when_set(s, i, j, feature);
        from_search(s, &s->linear, i, j, feature + 10);
        from_search(s, &s->quadratic, i, j, feature + 13);
        feature[16] = (s->position[j] - s->position[i]) / (double)s->size;
        feature[28] = .5 * signed_log(s->drop[i * s->size + j]);
        for (size_t k = 0; k < SUMS; k++) {
          double total = products_of[(k * GROUP + j - from) * n + i];
          feature[sums[k].at] = k == 0 ? 3 * correlation(total, own, kept_squares(s, i, j), kept)
                                       : sums[k].scale * signed_log(total / square_root(kept));
        }
      }
      for (size_t f = 0; f < FEATURES; f++) out[f] = (float)(feature[f] > 8 ? 8 : feature[f] < -8 ? -8 : feature[f]);
    }
  }
  arena_release(mark);
  return enough;
}
