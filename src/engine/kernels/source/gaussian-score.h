#ifndef GAUSSIAN_SCORE_H
#define GAUSSIAN_SCORE_H

#include "kernels.h"

/* Residual variances are not taken below this share, so that a perfect fit keeps a finite score. */
#define SMALLEST_VARIANCE 1e-9

/* What the score of one variable reads: correlations over the rows in which nobody set it. They are
   (correlation[a][b] - sum over k of removed[k][a] * removed[k][b]) * scale[a] * scale[b], where `correlation` is that
   of all rows and `removed` the set rows with their mean; without removed rows they are `correlation` itself. */
typedef struct {
  const double *correlation;
  const double *removed;
  const double *scale;
  size_t removed_rows;
  double rows;
  /* What a parent costs. */
  double penalty;
} moments;

/* Gaussian scores of variables whose parents enter by `width` basis columns each: column v * width is the variable v
   itself, the next its square. */
typedef struct {
  size_t size, width, columns;
  moments *of;
} gaussian;

/* Columns conditioned on, one after the other: weights[m] has m + 1 entries, row m of the inverse of their Cholesky
   factor; projection[m] is the covariance of the variable with the m-th of them made orthogonal and scaled. */
typedef struct {
  size_t active;
  int32_t *column;
  const double **weights;
  double *projection;
} conditioned;

/* The covariance of two columns in the moments of a variable. */
double moment_of(const gaussian *g, size_t variable, size_t a, size_t b);

/* Conditions on one more column. `weights` has room for active + 1 numbers, `scratch` for 2 * active. Returns 0, and
   changes nothing, where the column is determined by those before it. */
int condition_on(const gaussian *g, size_t variable, conditioned *given, size_t column, double *weights,
                 double *scratch);

/* Doubles in what is left of all columns: variances, covariances with the variable, and for two basis columns their
   covariances with each other. */
size_t residual_doubles(const gaussian *g);
/* Nothing conditioned on. */
void residual_start(const gaussian *g, size_t variable, double *residual);
/* Takes the m-th conditioned column out. `scratch`: columns + active numbers. */
void residual_remove(const gaussian *g, size_t variable, const conditioned *given, size_t m, double *residual,
                     double *scratch);

/* The share of the variable's residual variance that a candidate parent explains. */
double explained_by(const gaussian *g, size_t variable, const double *residual, size_t candidate);
/* What a share of explained variance adds to the log-likelihood. */
double gain_of(const gaussian *g, size_t variable, double explained);

/* losses[k]: what the log-likelihood loses when parents[k] alone leaves. */
void losses_of(const gaussian *g, size_t variable, const conditioned *given, const int32_t *parents, size_t count,
               double *losses);
/* The residual variance of the variable. */
double variance_given(const gaussian *g, size_t variable, const conditioned *given);

double score_of(const gaussian *g, size_t variable, double residual_variance, size_t parents);

#endif
