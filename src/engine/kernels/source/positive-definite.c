#include "positive-definite.h"
#include "products.h"

/* A pivot is at least this share of its diagonal entry: rounding must not turn a matrix with a ridge indefinite. */
static const double SMALLEST_PIVOT = 1e-13;

void factor_row(double *a, size_t size, size_t i) {
  double *row = a + i * size;
  for (size_t j = 0; j < i; j++) row[j] = (row[j] - product(row, a + j * size, j)) / a[j * size + j];
  double pivot = row[i] - product(row, row, i);
  double least = SMALLEST_PIVOT * row[i];
  row[i] = square_root(pivot > least ? pivot : least);
}

void inverse_factor_row(const double *factor, double *u, size_t size, size_t c) {
  double *row = u + c * size;
  for (size_t i = 0; i < c; i++) row[i] = 0;
  row[c] = 1 / factor[c * size + c];
  for (size_t i = c + 1; i < size; i++)
    row[i] = -product(factor + i * size + c, row + c, i - c) / factor[i * size + i];
}

void solve_factored(const double *factor, size_t size, double *vector) {
  for (size_t i = 0; i < size; i++)
    vector[i] = (vector[i] - product(factor + i * size, vector, i)) / factor[i * size + i];
  for (size_t i = size; i-- > 0;) {
    vector[i] /= factor[i * size + i];
    for (size_t k = 0; k < i; k++) vector[k] -= factor[i * size + k] * vector[i];
  }
}

int invert(double *a, size_t size) {
  size_t mark = arena_mark();
  double *u = arena_take(size * size * sizeof *u);
  if (!u) return 0;
  for (size_t i = 0; i < size; i++) factor_row(a, size, i);
  for (size_t c = 0; c < size; c++) inverse_factor_row(a, u, size, c);
  products(u, size, u, size, size, a);
  arena_release(mark);
  return 1;
}
