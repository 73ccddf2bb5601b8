#include "kernels.h"

/* The inverse of an M-matrix in place, by Gauss-Jordan elimination without a search for pivots, which go to `pivots`.
   Returns 0, with the matrix spoiled, when a pivot is not positive. */
EXPORT(invert_m_matrix) int invert_m_matrix(double *matrix, size_t size, double *restrict pivots) {
  for (size_t k = 0; k < size; k++) {
    double *restrict pivot_row = matrix + k * size;
    double pivot = pivot_row[k];
    if (!(pivot > 0)) return 0;
    pivots[k] = pivot;
    double inverse = 1 / pivot;
    pivot_row[k] = 1;
    for (size_t j = 0; j < size; j++) pivot_row[j] *= inverse;
    for (size_t i = 0; i < size; i++) {
      double *restrict row = matrix + i * size;
      double factor = row[k];
      if (i == k || factor == 0) continue;
      row[k] = 0;
      for (size_t j = 0; j < size; j++) row[j] -= factor * pivot_row[j];
    }
  }
  return 1;
}

/* out += left right, all size x size; terms are added one after the other. */
EXPORT(add_square_product) void add_square_product(const double *restrict left, const double *restrict right, size_t size,
                                                   double *restrict out) {
  for (size_t i = 0; i < size; i++) {
    double *restrict row = out + i * size;
    for (size_t k = 0; k < size; k++) {
      double factor = left[i * size + k];
      const double *restrict from = right + k * size;
      for (size_t j = 0; j < size; j++) row[j] += factor * from[j];
    }
  }
}
