#include "kernels.h"

#if defined(__wasm__)

extern unsigned char __heap_base;
static size_t top = 0;

static size_t bottom(void) { return ((size_t)&__heap_base + 15) & ~(size_t)15; }

EXPORT(arena_mark) size_t arena_mark(void) { return top ? top : bottom(); }

EXPORT(arena_release) void arena_release(size_t mark) { top = mark; }

EXPORT(arena_take) void *arena_take(size_t bytes) {
  size_t start = arena_mark();
  if (bytes > (size_t)0xffff0000u - start) return 0;
  size_t end = (start + bytes + 15) & ~(size_t)15;
  size_t have = __builtin_wasm_memory_size(0) << 16;
  if (end > have) {
    size_t pages = (end - have + 0xffff) >> 16;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
  }
  top = end;
  return (void *)start;
}

#else

#include <stdlib.h>

/* Natively every block is the C library's own; the stack remembers them in order. */
static void **blocks = 0;
static size_t count = 0, room = 0;

EXPORT(arena_mark) size_t arena_mark(void) { return count; }

EXPORT(arena_release) void arena_release(size_t mark) {
  while (count > mark) free(blocks[--count]);
}

EXPORT(arena_take) void *arena_take(size_t bytes) {
  if (count == room) {
    size_t larger = room ? 2 * room : 64;
    void **moved = realloc(blocks, larger * sizeof *moved);
    if (!moved) return 0;
    blocks = moved;
    room = larger;
  }
  void *block = aligned_alloc(16, (bytes + 16) & ~(size_t)15);
  if (!block) return 0;
  return blocks[count++] = block;
}

#endif
