#include "products.h"

/* Rows of a block and columns of a strip: a strip of a block stays in the second cache while it meets all others. */
enum { BLOCK = 256, STRIP = 64, TALL = 4, WIDE = 2 };

/* Adds sums of products of TALL columns with WIDE columns over some rows. The 8 pairs of sums fit the registers. */
static inline void tile(const double *restrict left, const double *restrict right, size_t stride, size_t rows,
                        double *restrict out, size_t width) {
  f64x2 sums[TALL][WIDE] = {{{0}}};
  size_t r = 0;
  for (; r + 2 <= rows; r += 2)
    for (int i = 0; i < TALL; i++) {
      f64x2 a = *(const f64x2 *)(left + i * stride + r);
      for (int j = 0; j < WIDE; j++) sums[i][j] += a * *(const f64x2 *)(right + j * stride + r);
    }
  for (int i = 0; i < TALL; i++)
    for (int j = 0; j < WIDE; j++) {
      double total = sums[i][j][0] + sums[i][j][1];
      if (r < rows) total += left[i * stride + r] * right[j * stride + r];
      out[i * width + j] += total;
    }
}

/* TALL columns against a strip. Never inlined: browsers replace slow first code by fast code between calls only. */
static NEVER_INLINED void strip(const double *left, const double *right, size_t stride, size_t rows, size_t columns,
                                double *out, size_t width) {
  for (size_t j = 0; j < columns; j += WIDE) tile(left, right + j * stride, stride, rows, out + j, width);
}

/* out[i * right_size + j] = sum over rows of left[i] * right[j], for j <= i alone where `lower`. Columns lie one after
   the other; both sizes are multiples of 4 (pad with columns of zeros). */
static void multiply(const double *left, size_t left_size, const double *right, size_t right_size, size_t rows,
                     double *out, int lower) {
  for (size_t k = 0; k < left_size * right_size; k++) out[k] = 0;
  for (size_t start = 0; start < rows; start += BLOCK) {
    size_t count = rows - start < BLOCK ? rows - start : BLOCK;
    for (size_t j = 0; j < right_size; j += STRIP)
      for (size_t i = lower ? j : 0; i < left_size; i += TALL) {
        size_t end = lower && i + TALL < right_size ? i + TALL : right_size;
        size_t columns = end - j < STRIP ? end - j : STRIP;
        strip(left + i * rows + start, right + j * rows + start, rows, count, columns, out + i * right_size + j,
              right_size);
      }
  }
}

void products(const double *left, size_t left_size, const double *right, size_t right_size, size_t rows, double *out) {
  multiply(left, left_size, right, right_size, rows, out, 0);
}

double product(const double *left, const double *right, size_t rows) {
  double total = 0;
  for (size_t start = 0; start < rows; start += BLOCK) {
    size_t end = rows - start < BLOCK ? rows : start + BLOCK;
    f64x2 sums = {0, 0};
    size_t r = start;
    for (; r + 2 <= end; r += 2) sums += *(const f64x2 *)(left + r) * *(const f64x2 *)(right + r);
    double sum = sums[0] + sums[1];
    if (r < end) sum += left[r] * right[r];
    total += sum;
  }
  return total;
}

EXPORT(products_between) void products_between(const double *left, size_t left_size, const double *right,
                                               size_t right_size, size_t rows, double *out) {
  products(left, left_size, right, right_size, rows, out);
}

/* out[i * size + j] = sum over rows of columns[i] * columns[j]. */
EXPORT(cross_products) void cross_products(const double *columns, size_t size, size_t rows, double *out) {
  multiply(columns, size, columns, size, rows, out, 1);
  for (size_t top = 0; top < size; top += STRIP)
    for (size_t j = top; j < size; j++)
      for (size_t i = top; i < size && i < top + STRIP && i < j; i++) out[i * size + j] = out[j * size + i];
}
