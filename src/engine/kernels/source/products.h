/* Sums of products, for other kernels. */
#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "kernels.h"

/* The sum of products of two columns: the digits of `products`. */
double product(const double *left, const double *right, size_t rows);

/* out[i * right_size + j] = product of left[i] and right[j]; columns lie one after the other. Both sizes are multiples
   of 4 (pad with columns of zeros). */
void products(const double *left, size_t left_size, const double *right, size_t right_size, size_t rows, double *out);

#endif
