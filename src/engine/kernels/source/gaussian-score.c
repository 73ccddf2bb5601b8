#include "gaussian-score.h"

/* Columns worked on at a time, so that they stay in the cache. */
enum { STRIP = 512 };

double moment_of(const gaussian *g, size_t variable, size_t a, size_t b) {
  const moments *of = &g->of[variable];
  double value = of->correlation[a * g->columns + b];
  if (!of->removed_rows) return value;
  for (size_t k = 0; k < of->removed_rows; k++) {
    const double *row = of->removed + k * g->columns;
    value -= row[a] * row[b];
  }
  return value * (of->scale[a] * of->scale[b]);
}

/* A column that is constant in the rows of the variable has no variance there. */
static double variance_of(const moments *of, size_t column) {
  return of->removed_rows && of->scale[column] == 0 ? 0 : 1;
}

int condition_on(const gaussian *g, size_t variable, conditioned *given, size_t column, double *weights,
                 double *scratch) {
  size_t active = given->active;
  double *with = scratch, *loading = scratch + active;
  for (size_t i = 0; i < active; i++) with[i] = moment_of(g, variable, (size_t)given->column[i], column);
  double variance = variance_of(&g->of[variable], column);
  for (size_t m = 0; m < active; m++) {
    double sum = 0;
    for (size_t i = 0; i <= m; i++) sum += given->weights[m][i] * with[i];
    loading[m] = sum;
    variance -= sum * sum;
  }
  if (!(variance > SMALLEST_VARIANCE)) return 0;
  double scale = 1 / square_root(variance);
  for (size_t i = 0; i < active; i++) weights[i] = 0;
  for (size_t m = 0; m < active; m++)
    for (size_t i = 0; i <= m; i++) weights[i] -= loading[m] * given->weights[m][i];
  for (size_t i = 0; i < active; i++) weights[i] *= scale;
  weights[active] = scale;
  given->column[active] = (int32_t)column;
  double projection = 0;
  for (size_t i = 0; i <= active; i++)
    projection += weights[i] * moment_of(g, variable, (size_t)given->column[i], variable * g->width);
  given->weights[active] = weights;
  given->projection[active] = projection;
  given->active = active + 1;
  return 1;
}

size_t residual_doubles(const gaussian *g) { return 2 * g->columns + (g->width == 2 ? g->size : 0); }

void residual_start(const gaussian *g, size_t variable, double *residual) {
  const moments *of = &g->of[variable];
  size_t columns = g->columns, own = variable * g->width;
  double *variance = residual, *shared = residual + columns, *cross = shared + columns;
  for (size_t z = 0; z < columns; z++) variance[z] = variance_of(of, z);
  for (size_t z = 0; z < columns; z++) shared[z] = moment_of(g, variable, own, z);
  if (g->width == 2)
    for (size_t v = 0; v < g->size; v++) cross[v] = moment_of(g, variable, 2 * v, 2 * v + 1);
}

static void add_multiple(double weight, const double *restrict from, double *restrict to, size_t count) {
  for (size_t z = 0; z < count; z++) to[z] += weight * from[z];
}

void residual_remove(const gaussian *g, size_t variable, const conditioned *given, size_t m, double *residual,
                     double *scratch) {
  const moments *of = &g->of[variable];
  size_t columns = g->columns;
  double *row = scratch, *weights = scratch + columns;
  double projection = given->projection[m];
  for (size_t i = 0; i <= m; i++)
    weights[i] = of->removed_rows ? given->weights[m][i] * of->scale[given->column[i]] : given->weights[m][i];
  for (size_t start = 0; start < columns; start += STRIP) {
    size_t count = columns - start < STRIP ? columns - start : STRIP;
    double *restrict strip = row + start;
    for (size_t z = 0; z < count; z++) strip[z] = 0;
    for (size_t i = 0; i <= m; i++)
      add_multiple(weights[i], of->correlation + (size_t)given->column[i] * columns + start, strip, count);
    for (size_t k = 0; k < of->removed_rows; k++) {
      const double *removed = of->removed + k * columns;
      double weight = 0;
      for (size_t i = 0; i <= m; i++) weight += weights[i] * removed[given->column[i]];
      add_multiple(-weight, removed + start, strip, count);
    }
    if (of->removed_rows)
      for (size_t z = 0; z < count; z++) strip[z] *= of->scale[start + z];
    double *restrict variance = residual + start, *restrict shared = residual + columns + start;
    for (size_t z = 0; z < count; z++) {
      variance[z] -= strip[z] * strip[z];
      shared[z] -= projection * strip[z];
    }
  }
  if (g->width == 2) {
    double *restrict cross = residual + 2 * columns;
    for (size_t v = 0; v < g->size; v++) cross[v] -= row[2 * v] * row[2 * v + 1];
  }
}

static double at_least_smallest(double variance) {
  return variance > SMALLEST_VARIANCE ? variance : SMALLEST_VARIANCE;
}

double explained_by(const gaussian *g, size_t variable, const double *residual, size_t candidate) {
  size_t width = g->width, first = candidate * width;
  const double *variance = residual, *shared = residual + g->columns, *cross = shared + g->columns;
  double left = at_least_smallest(variance[variable * width]);
  if (candidate == variable) return 0;
  double explained = 0, of_first = variance[first];
  int usable = of_first > SMALLEST_VARIANCE;
  if (usable) explained = shared[first] * shared[first] / (of_first * left);
  if (width == 1) return explained;
  double of_second = variance[first + 1], with_second = shared[first + 1];
  if (usable) {
    double slope = cross[candidate] / of_first;
    of_second -= slope * cross[candidate];
    with_second -= slope * shared[first];
  }
  if (of_second > SMALLEST_VARIANCE) explained += with_second * with_second / (of_second * left);
  return explained;
}

double gain_of(const gaussian *g, size_t variable, double explained) {
  return -g->of[variable].rows / 2 * natural_log(at_least_smallest(1 - explained));
}

double variance_given(const gaussian *g, size_t variable, const conditioned *given) {
  double left = variance_of(&g->of[variable], variable * g->width);
  for (size_t m = 0; m < given->active; m++) left -= given->projection[m] * given->projection[m];
  return at_least_smallest(left);
}

void losses_of(const gaussian *g, size_t variable, const conditioned *given, const int32_t *parents, size_t count,
               double *losses) {
  double left = variance_given(g, variable, given);
  size_t i = 0;
  for (size_t k = 0; k < count; k++) {
    /* Coefficients of the parent's columns and their block of the inverse covariance. */
    double slope[2] = {0, 0}, spread[2] = {0, 0}, both = 0;
    size_t own = 0;
    for (; i < given->active && (size_t)given->column[i] / g->width == (size_t)parents[k]; i++, own++) {
      for (size_t m = i; m < given->active; m++) {
        const double *weights = given->weights[m];
        slope[own] += given->projection[m] * weights[i];
        spread[own] += weights[i] * weights[i];
        if (own == 1) both += weights[i - 1] * weights[i];
      }
    }
    double lost = 0;
    if (own > 0) lost = slope[0] * slope[0] / spread[0];
    if (own > 1) {
      double part = both / spread[0];
      double rest = spread[1] - part * both, change = slope[1] - part * slope[0];
      if (rest > 0) lost += change * change / rest;
    }
    losses[k] = g->of[variable].rows / 2 * natural_log((left + lost) / left);
  }
}

double score_of(const gaussian *g, size_t variable, double residual_variance, size_t parents) {
  return -g->of[variable].rows / 2 * natural_log(residual_variance) -
         g->of[variable].penalty * (double)parents;
}
