/* What the parts of the pair features share. The definitions are in pair-feature-table.ts. */
#ifndef PAIR_FEATURES_H
#define PAIR_FEATURES_H

#include "kernels.h"

/* GROUP: effects that are assembled together; SUMS: products of columns for each of them. */
enum { PARENTS_AT_MOST = 9, RESIDUALS = 2, GROUP = 8, SUMS = 18 };

/* What a BOSS run found: parents[first_parent[j] .. first_parent[j + 1] - 1] are those of j; strength and before are
   size x size, row i column j for i -> j. */
typedef struct {
  const int32_t *first_parent;
  const int32_t *parents;
  const double *strength;
  const double *before;
} search_result;

typedef struct {
  size_t size, rows;
  /* size and rows, up to the next multiples of 4. */
  size_t padded;
  /* The variable that was set in each row, negative for none. */
  const int32_t *target;
  search_result linear, quadratic;
  /* Rows in which j was set: set_row[first_set[j] .. first_set[j + 1] - 1]. */
  int32_t *first_set, *set_row;
  /* Columns of `rows` entries, `padded` of each: standardised and clipped; minus 1, its square; its third Hermite
     polynomial; its absolute value. */
  double *z, *square, *hermite, *absolute;
  /* [0] the residual on the quadratic search's parents, [1] on the full design; and their squares minus 1. All are 0 in
     the rows in which the variable was set. */
  double *residual[RESIDUALS], *residual_square[RESIDUALS];
  /* padded x padded: sums of products of z; inverses with the penalty of partial correlations and of the regressions. */
  double *gram, *partial, *ridge, *transposed;
  /* size x size: the scaled chi-square of dropping i from the full design of j. */
  double *drop;
  /* mean_position[j]: variables before j, over the runs of the quadratic search. */
  double *position;
  float *out;
  size_t phase, unit;
  double done;
} pair_state;

static inline size_t times_set(const pair_state *s, size_t j) { return s->first_set[j + 1] - s->first_set[j]; }

/* Rows in which j was not set, at least 1. */
static inline double rows_kept(const pair_state *s, size_t j) {
  size_t kept = s->rows - times_set(s, j);
  return kept > 0 ? (double)kept : 1;
}

static inline double ridge_penalty(double share, const pair_state *s) {
  return share * (.003 + .1 * (double)s->size / (double)s->rows);
}

static inline double signed_log(double t) { return t < 0 ? -natural_log(1 - t) : natural_log(1 + t); }

/* The share of the penalty of partial correlations that the regressions get. */
static const double REGRESSION_SHARE = .3;

/* No row has this target. */
#define NOBODY INT32_MIN

/* Columns over the rows in which j was not set, and 0 elsewhere; j = NOBODY: all rows. */
/* The column minus its mean. */
void centre(const double *column, const int32_t *target, size_t rows, int32_t j, double *out);
/* Mean 0, mean square 1, clipped, and the same once more, in place; all 0 for a constant. */
void standardise(double *column, const int32_t *target, size_t rows, int32_t j);

/* Fits both regressions of j and fills its residuals and its column of `drop`. Returns 0 when there is no memory. */
int fit_residuals(pair_state *s, size_t j);

/* Ridge regressions of each of the variables from .. to - 1 on all others, over the rows in which it was not set:
   coefficient[(j - from) * padded + i] and the t statistic of i in the regression of j. Returns 0 without memory. */
int masked_ridge(const pair_state *s, size_t from, size_t to, double *coefficient, double *statistic);

/* Writes all features i -> j for the effects j = from .. from + GROUP - 1. Returns 0 without memory. */
int assemble(const pair_state *s, size_t from);

#endif
