/* Shared by all kernels. Plain C11 and clang's vector extension: the same source becomes wasm for the page and a native
   library for training, and both compute the same numbers (no fused multiply-add, the same order of additions). */
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((visibility("default"), export_name(#name)))
#if !defined(__wasm__)
#undef EXPORT
#define EXPORT(name) __attribute__((visibility("default")))
#endif

#define NEVER_INLINED __attribute__((noinline))

typedef double f64x2 __attribute__((vector_size(16), aligned(8)));

/* A stack of memory: what is taken later is given back earlier. Blocks are 16-byte aligned and not cleared. Returns 0
   when there is no more. */
void *arena_take(size_t bytes);
/* Where the stack stands, and back to there. */
size_t arena_mark(void);
void arena_release(size_t mark);

/* Natural logarithm, the same digits in both builds. */
double natural_log(double x);

static inline double square_root(double x) { return __builtin_sqrt(x); }

#endif
