#include "pair-features.h"
#include "products.h"

static const double CLIP = 6;
/* A standard deviation below this share of the mean is rounding: the column is constant. */
static const double CONSTANT = 1e-12;

static double mean_kept(const double *column, const int32_t *target, size_t rows, int32_t j, size_t *kept) {
  double total = 0;
  size_t count = 0;
  for (size_t r = 0; r < rows; r++)
    if (target[r] != j) {
      total += column[r];
      count++;
    }
  *kept = count;
  return count > 0 ? total / (double)count : 0;
}

void centre(const double *column, const int32_t *target, size_t rows, int32_t j, double *out) {
  size_t kept;
  double mean = mean_kept(column, target, rows, j, &kept);
  for (size_t r = 0; r < rows; r++) out[r] = target[r] == j ? 0 : column[r] - mean;
}

static void unit_scale(double *column, const int32_t *target, size_t rows, int32_t j) {
  size_t kept;
  double mean = mean_kept(column, target, rows, j, &kept);
  centre(column, target, rows, j, column);
  double squares = product(column, column, rows);
  double least = CONSTANT * CONSTANT * (double)kept * mean * mean;
  double scale = squares > least ? square_root((double)kept / squares) : 0;
  for (size_t r = 0; r < rows; r++) column[r] *= scale;
}

void standardise(double *column, const int32_t *target, size_t rows, int32_t j) {
  unit_scale(column, target, rows, j);
  for (size_t r = 0; r < rows; r++) column[r] = column[r] > CLIP ? CLIP : column[r] < -CLIP ? -CLIP : column[r];
  unit_scale(column, target, rows, j);
}
