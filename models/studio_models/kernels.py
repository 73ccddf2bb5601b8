"""The engine's compiled kernels (src/engine/kernels) for training: the page and training compute the same digits.

The native library is built from the same C sources when it is missing or older than they are.
"""

import ctypes
import dataclasses
import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "engine" / "kernels" / "source"
LIBRARY = ROOT / "models" / "native" / "libkernels.so"
COMPILERS = ("clang", "cc", "gcc")
TILE = 4
FEATURES = 38


@dataclasses.dataclass(frozen=True)
class OrderSearchResult:
    """What searches over orders found; see OrderSearchResult in src/engine/kernels/pair-features.ts.

    parents[j]: indices; strength, before: (n, n), entry [i, j] for i -> j.
    """

    parents: list[list[int]]
    strength: np.ndarray
    before: np.ndarray


def cross_products(columns: np.ndarray) -> np.ndarray:
    """(size, rows) -> (size, size): sums of products of each pair of columns."""
    padded = _padded(columns)
    out = np.empty((len(padded), len(padded)))
    library().cross_products(doubles(padded), len(padded), padded.shape[1], doubles(out))
    return out[: len(columns), : len(columns)]


def products_between(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """(l, rows), (r, rows) -> (l, r): sums of products of each column of the left with each of the right."""
    if left.shape[1] != right.shape[1]:
        raise ValueError(f"the columns have {left.shape[1]} and {right.shape[1]} rows")
    first, second = _padded(left), _padded(right)
    out = np.empty((len(first), len(second)))
    library().products_between(
        doubles(first), len(first), doubles(second), len(second), first.shape[1], doubles(out)
    )
    return out[: len(left), : len(right)]


def natural_log(value: float) -> float:
    """log(value) for a finite value above 0, with the kernels' digits."""
    return library().log_of(value)


def pair_features(
    columns: np.ndarray, targets: np.ndarray, linear: OrderSearchResult, quadratic: OrderSearchResult
) -> np.ndarray:
    """Features of all ordered pairs, defined in src/engine/kernels/pair-feature-table.ts.

    columns: (n, rows), complete, any scale. targets: (rows,), the variable that was set, negative for none.
    Returns (n, n, 38) float32, entry [i, j] for i -> j.
    """
    values = np.ascontiguousarray(columns, dtype=np.float64)
    if values.ndim != 2 or not np.isfinite(values).all():
        raise ValueError(f"columns must be finite and of shape (n, rows); their shape is {values.shape}")
    size, rows = values.shape
    target = np.ascontiguousarray(targets, dtype=np.int32)
    if target.shape != (rows,) or (target >= size).any():
        raise ValueError(f"targets must be {rows} numbers below {size}")
    out = np.empty((size, size, FEATURES), dtype=np.float32)
    # Held here until the work is done: the kernels read this memory.
    searches = [array for result in (linear, quadratic) for array in _search_arrays(result, size)]
    code = library()
    mark = code.arena_mark()
    try:
        state = code.pair_features_start(
            size, rows, doubles(values), address(target), *map(address, searches), address(out)
        )
        done = 0.0 if state else -1.0
        while 0 <= done < 1:
            done = code.pair_features_step(state)
        if done < 0:
            raise MemoryError(f"{size} columns of {rows} rows are too many")
    finally:
        code.arena_release(mark)
    return out


def _search_arrays(result: OrderSearchResult, size: int) -> list[np.ndarray]:
    strength = np.ascontiguousarray(result.strength, dtype=np.float64)
    before = np.ascontiguousarray(result.before, dtype=np.float64)
    parents = np.array([parent for of_one in result.parents for parent in of_one], dtype=np.int32)
    if len(result.parents) != size or strength.shape != (size, size) or before.shape != (size, size):
        raise ValueError(f"the results of a search are not those of {size} variables")
    if ((parents < 0) | (parents >= size)).any():
        raise ValueError(f"parents must be numbers from 0 to {size - 1}")
    first = np.cumsum([0, *map(len, result.parents)], dtype=np.int32)
    return [first, parents, strength, before]


def _padded(columns: np.ndarray) -> np.ndarray:
    size, rows = columns.shape
    padded = np.zeros((-(-size // TILE) * TILE, rows))
    padded[:size] = columns
    return padded


def address(array: np.ndarray) -> ctypes.c_void_p:
    """Where the kernels find it; the caller keeps the array alive."""
    return array.ctypes.data_as(ctypes.c_void_p)


def doubles(array: np.ndarray) -> ctypes.c_void_p:
    assert array.dtype == np.float64 and array.flags.c_contiguous
    return address(array)


@functools.cache
def library() -> ctypes.CDLL:
    """The kernels with their signatures."""
    built = LIBRARY.stat().st_mtime if LIBRARY.exists() else 0
    if any(path.stat().st_mtime > built for path in SOURCE.iterdir()):
        build(LIBRARY)
    code = ctypes.CDLL(str(LIBRARY))
    pointer, count = ctypes.c_void_p, ctypes.c_size_t
    signatures = {
        "arena_mark": (count, []),
        "arena_release": (None, [count]),
        "cross_products": (None, [pointer, count, count, pointer]),
        "products_between": (None, [pointer, count, pointer, count, count, pointer]),
        "log_of": (ctypes.c_double, [ctypes.c_double]),
        "order_search_start": (pointer, [count, count, count]),
        "order_search_moments": (
            None, [pointer, count, ctypes.c_double, ctypes.c_double, pointer, count, pointer, pointer]
        ),
        "order_search_ready": (ctypes.c_int, [pointer] * 4),
        "order_search_clear": (None, [pointer]),
        "order_search_append": (None, [pointer, count]),
        "order_search_improve": (ctypes.c_int, [pointer, count]),
        "order_search_score": (ctypes.c_double, [pointer]),
        "order_search_placed": (count, [pointer]),
        "order_search_order": (pointer, [pointer]),
        "order_search_parents": (count, [pointer, count, pointer]),
        "order_search_worth": (None, [pointer, count, pointer, count, pointer, pointer]),
        "pair_features_start": (pointer, [count, count] + [pointer] * 11),
        "pair_features_step": (ctypes.c_double, [pointer]),
    }
    for name, (answer, arguments) in signatures.items():
        function = getattr(code, name)
        function.restype, function.argtypes = answer, arguments
    return code


def build(target: pathlib.Path, compilers: tuple[str, ...] = COMPILERS) -> None:
    """Compiles the kernels with the first compiler that is there. Raises RuntimeError when there is none or it fails."""
    compiler = next(filter(None, map(shutil.which, compilers)), None)
    if not compiler:
        raise RuntimeError(
            f"The kernels must be built once, and none of {', '.join(compilers)} is here: install a C compiler "
            "(on Debian: apt install clang)."
        )
    flags = json.loads((SOURCE / "flags.json").read_text())
    sources = sorted(map(str, SOURCE.glob("*.c")))
    target.parent.mkdir(parents=True, exist_ok=True)
    # Built beside it and moved at once: several processes may start together.
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".so")
    os.close(handle)
    result = subprocess.run(
        [compiler, *flags["common"], *flags["native"], "-o", temporary, *sources], capture_output=True, text=True
    )
    if result.returncode != 0:
        os.unlink(temporary)
        raise RuntimeError(f"{compiler} could not build the kernels:\n{result.stderr}")
    os.replace(temporary, target)
