/* Cholesky factors and inverses of symmetric positive definite matrices, row by row, so that callers can pause. */
#ifndef POSITIVE_DEFINITE_H
#define POSITIVE_DEFINITE_H

#include "kernels.h"

/* Row i of the Cholesky factor L over row i of the lower triangle of a, the rows before it being done. Row-major. */
void factor_row(double *a, size_t size, size_t i);

/* Row c of U, the transpose of L^-1: entries before c are 0. */
void inverse_factor_row(const double *factor, double *u, size_t size, size_t c);

/* Solves L L' x = b in place. */
void solve_factored(const double *factor, size_t size, double *vector);

/* The inverse over a, whole; size is a multiple of 4. Returns 0 when there is no memory. */
int invert(double *a, size_t size);

#endif
