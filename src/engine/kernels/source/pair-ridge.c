#include "pair-features.h"
#include "positive-definite.h"
#include "products.h"

/* A residual variance below this counts as a perfect fit, which has no t statistic. */
static const double PERFECT = 1e-9;

/* From column j of the inverse of the penalised products, and its diagonal, to coefficients and t statistics. With
   inverse Q: b_i = -Q_ij / Q_jj, and (without j) inverse_ii = Q_ii - Q_ij^2 / Q_jj. */
static void read_regression(const pair_state *s, size_t j, double penalty, const double *column, const double *diagonal,
                            double *coefficient, double *statistic) {
  double squares = 1 / column[j] - penalty;
  double variance = squares / rows_kept(s, j);
  for (size_t i = 0; i < s->padded; i++) {
    coefficient[i] = i == j ? 0 : -column[i] / column[j];
    double factor = diagonal[i] - column[i] * column[i] / column[j];
    statistic[i] = variance > PERFECT && factor > 0 ? coefficient[i] / square_root(variance * factor) : 0;
  }
}

/* Rows of z in which j was set, one after the other, `padded` entries each. */
static void gather_rows(const pair_state *s, size_t j, double *out) {
  for (size_t k = 0; k < s->padded; k++)
    for (size_t t = 0; t < times_set(s, j); t++)
      out[t * s->padded + k] = s->z[k * s->rows + s->set_row[s->first_set[j] + t]];
}

/* The inverse after rows are taken out, by the Woodbury formula: with the rows and their centre as columns of V,
   (A - V V')^-1 = Q + Q V (I - V' Q V)^-1 V' Q. removed and solved hold V and Q V, one column after the other. */
static int take_out(const pair_state *s, size_t j, const double *removed, const double *solved, double *column,
                    double *diagonal) {
  size_t n = s->padded, m = times_set(s, j), all = m + 1;
  double *v = arena_take(all * n * sizeof *v), *y = arena_take(all * n * sizeof *y);
  double *small = arena_take(all * all * sizeof *small);
  if (!v || !y || !small) return 0;
  double scale = -1 / square_root(rows_kept(s, j));
  for (size_t i = 0; i < n; i++) {
    double of_rows = 0, of_solved = 0;
    for (size_t t = 0; t < m; t++) {
      v[t * n + i] = removed[t * n + i];
      y[t * n + i] = solved[t * n + i];
      of_rows += removed[t * n + i];
      of_solved += solved[t * n + i];
    }
    v[m * n + i] = of_rows * scale;
    y[m * n + i] = of_solved * scale;
  }
  for (size_t a = 0; a < all; a++)
    for (size_t b = 0; b <= a; b++) small[a * all + b] = (a == b) - product(v + a * n, y + b * n, n);
  for (size_t a = 0; a < all; a++) {
    factor_row(small, all, a);
    for (size_t b = 0; b < a; b++)
      for (size_t i = 0; i < n; i++) y[a * n + i] -= small[a * all + b] * y[b * n + i];
    for (size_t i = 0; i < n; i++) {
      y[a * n + i] /= small[a * all + a];
      diagonal[i] += y[a * n + i] * y[a * n + i];
    }
    double own = y[a * n + j];
    for (size_t i = 0; i < n; i++) column[i] += y[a * n + i] * own;
  }
  return 1;
}

/* The same inverse from scratch, where more rows go than there are variables. */
static int start_again(const pair_state *s, size_t j, double penalty, double *column, double *diagonal) {
  size_t n = s->padded, m = times_set(s, j);
  double *rows = arena_take(n * m * sizeof *rows), *matrix = arena_take(n * n * sizeof *matrix);
  double *sums = arena_take(n * sizeof *sums);
  if (!rows || !matrix || !sums) return 0;
  for (size_t k = 0; k < n; k++) {
    sums[k] = 0;
    for (size_t t = 0; t < m; t++) {
      rows[k * m + t] = s->z[k * s->rows + s->set_row[s->first_set[j] + t]];
      sums[k] += rows[k * m + t];
    }
  }
  products(rows, n, rows, n, m, matrix);
  for (size_t a = 0; a < n; a++) {
    for (size_t b = 0; b < n; b++)
      matrix[a * n + b] = s->gram[a * n + b] - matrix[a * n + b] - sums[a] * sums[b] / rows_kept(s, j);
    matrix[a * n + a] += penalty;
  }
  if (!invert(matrix, n)) return 0;
  for (size_t i = 0; i < n; i++) {
    column[i] = matrix[i * n + j];
    diagonal[i] = matrix[i * n + i];
  }
  return 1;
}

int masked_ridge(const pair_state *s, size_t from, size_t to, double *coefficient, double *statistic) {
  size_t n = s->padded, mark = arena_mark(), taken = 0;
  double penalty = ridge_penalty(REGRESSION_SHARE, s) * (double)s->rows;
  /* The rows of all these variables together, since products come four columns at a time. */
  for (size_t j = from; j < to; j++)
    if (times_set(s, j) < s->size) taken += times_set(s, j);
  size_t room = (taken + 3) & ~(size_t)3;
  double *removed = arena_take(room * n * sizeof *removed), *solved = arena_take(room * n * sizeof *solved);
  double *column = arena_take(n * sizeof *column), *diagonal = arena_take(n * sizeof *diagonal);
  int enough = removed && solved && column && diagonal;
  if (enough) {
    size_t at = 0;
    for (size_t j = from; j < to; j++) {
      if (times_set(s, j) >= s->size) continue;
      gather_rows(s, j, removed + at * n);
      at += times_set(s, j);
    }
    for (size_t k = at * n; k < room * n; k++) removed[k] = 0;
    products(removed, room, s->ridge, n, n, solved);
  }
  size_t at = 0;
  for (size_t j = from; j < to && enough; j++) {
    size_t inner = arena_mark(), times = times_set(s, j);
    for (size_t i = 0; i < n; i++) {
      column[i] = s->ridge[j * n + i];
      diagonal[i] = s->ridge[i * n + i];
    }
    if (times >= s->size) enough = start_again(s, j, penalty, column, diagonal);
    else if (times > 0) enough = take_out(s, j, removed + at * n, solved + at * n, column, diagonal);
    if (times < s->size) at += times;
    if (enough)
      read_regression(s, j, penalty, column, diagonal, coefficient + (j - from) * n, statistic + (j - from) * n);
    arena_release(inner);
  }
  arena_release(mark);
  return enough;
}
