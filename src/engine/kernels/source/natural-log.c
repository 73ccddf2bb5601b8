#include "kernels.h"

/* log(x) for finite x > 0, within 1 unit in the last place: x = 2^k m with m in [sqrt(1/2), sqrt(2)), and
   log(m) = 2 atanh((m - 1) / (m + 1)) by its series. */
double natural_log(double x) {
  union {
    double value;
    uint64_t bits;
  } number = {x};
  int64_t exponent = (int64_t)(number.bits >> 52) - 1023;
  if (exponent == -1023) {
    number.value = x * 0x1p54;
    exponent = (int64_t)(number.bits >> 52) - 1023 - 54;
  }
  number.bits = (number.bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL;
  if (number.value > 1.4142135623730951) {
    number.value *= 0.5;
    exponent++;
  }
  double s = (number.value - 1) / (number.value + 1);
  double z = s * s;
  double series = 0;
  for (int k = 23; k >= 3; k -= 2) series = (series + 1.0 / k) * z;
  /* The high part of ln 2 has zeros at its end, so that exponent * high is exact. */
  double high = 0x1.62e42fefa38p-1, low = 0x1.ef35793c7673p-45;
  return exponent * high + (2 * s + (2 * s * series + exponent * low));
}

EXPORT(log_of) double log_of(double x) { return natural_log(x); }
