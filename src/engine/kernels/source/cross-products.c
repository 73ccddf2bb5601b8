#include "kernels.h"

/* Rows of a block of columns that stay in the cache while all pairs of columns are multiplied. */
enum { BLOCK = 256, TILE = 4 };

/* Sums of products of two columns over some rows, TILE x TILE pairs at a time. */
static void tile(const double *restrict left, const double *restrict right, size_t stride, size_t rows,
                 double *restrict out, size_t size) {
  f64x2 sums[TILE][TILE] = {{{0}}};
  size_t r = 0;
  for (; r + 2 <= rows; r += 2) {
    f64x2 a[TILE], b[TILE];
    for (int i = 0; i < TILE; i++) a[i] = *(const f64x2 *)(left + i * stride + r);
    for (int j = 0; j < TILE; j++) b[j] = *(const f64x2 *)(right + j * stride + r);
    for (int i = 0; i < TILE; i++)
      for (int j = 0; j < TILE; j++) sums[i][j] += a[i] * b[j];
  }
  for (int i = 0; i < TILE; i++)
    for (int j = 0; j < TILE; j++) {
      double total = sums[i][j][0] + sums[i][j][1];
      if (r < rows) total += left[i * stride + r] * right[j * stride + r];
      out[i * size + j] += total;
    }
}

/* out[i * size + j] = sum over rows of columns[i] * columns[j].
   columns: size x rows, one column after the other; size is a multiple of 4 (pad with columns of zeros). */
EXPORT(cross_products) void cross_products(const double *columns, size_t size, size_t rows, double *out) {
  for (size_t k = 0; k < size * size; k++) out[k] = 0;
  for (size_t start = 0; start < rows; start += BLOCK) {
    size_t count = rows - start < BLOCK ? rows - start : BLOCK;
    for (size_t i = 0; i < size; i += TILE)
      for (size_t j = 0; j <= i; j += TILE)
        tile(columns + i * rows + start, columns + j * rows + start, rows, count, out + i * size + j, size);
  }
  for (size_t i = 0; i < size; i++)
    for (size_t j = i + 1; j < size; j++) out[i * size + j] = out[j * size + i];
}
