"""The compiled search over orders (BOSS; src/engine/kernels/order-search.ts) for training."""

import ctypes
import dataclasses

import numpy as np

from .kernels import address, doubles, library

TREE_BYTES = 600_000_000


@dataclasses.dataclass(frozen=True)
class Moments:
    """What the Gaussian score of one variable reads; see Moments in src/engine/discover/scores/moments.ts.

    correlation: (c, c) for c = variables x basis columns. penalty: what a parent of the variable costs.
    removed: (k, c), rows to take out of the correlation; scale: (c,).
    """

    correlation: np.ndarray
    rows: float
    penalty: float
    removed: np.ndarray | None = None
    scale: np.ndarray | None = None


class OrderTrees:
    """`with OrderTrees(moments, width) as trees:`, the last one opened closed first.

    width: basis columns with which a parent enters.
    """

    def __init__(self, moments: list[Moments], width: int, tree_bytes: int = TREE_BYTES):
        self._size = len(moments)
        columns = self._size * width
        for one in moments:
            removed = np.empty((0, columns)) if one.removed is None else one.removed
            scale = np.empty(columns) if one.scale is None else one.scale
            if one.correlation.shape != (columns, columns) or removed.shape[1:] != (columns,) or len(scale) != columns:
                raise ValueError(f"moments must be those of {columns} columns")
        self._moments, self._width, self._tree_bytes = moments, width, tree_bytes

    def __enter__(self) -> "OrderTrees":
        self._code = library()
        self._mark = self._code.arena_mark()
        # The kernels read these arrays as long as the trees live; one that several variables share is kept once.
        self._held: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        trees = self._code.order_search_start(self._size, self._width, self._tree_bytes)
        self._trees = trees
        if trees:
            for variable, one in enumerate(self._moments):
                removed = 0 if one.removed is None else len(one.removed)
                arrays = (self._hold(array) for array in (one.removed, one.scale))
                correlation = self._hold(one.correlation)
                self._code.order_search_moments(
                    trees, variable, one.rows, one.penalty, correlation, removed, *arrays
                )
        if not trees or not self._code.order_search_ready(trees, None, None, None):
            self._code.arena_release(self._mark)
            raise MemoryError(f"no memory for an order search over {self._size} variables")
        return self

    def __exit__(self, *_):
        self._code.arena_release(self._mark)
        self._trees = None

    def _hold(self, given: np.ndarray | None) -> ctypes.c_void_p | None:
        if given is None:
            return None
        if id(given) not in self._held:
            self._held[id(given)] = (given, np.ascontiguousarray(given, dtype=np.float64))
        return address(self._held[id(given)][1])

    def start(self, order: list[int]) -> None:
        """Begins again from these variables, once each; the others join by `improve`."""
        if len(set(order)) != len(order) or not set(order) <= set(range(self._size)):
            raise ValueError(f"an order names each of 0 to {self._size - 1} at most once")
        self._code.order_search_clear(self._trees)
        for variable in order:
            self._code.order_search_append(self._trees, variable)

    def improve(self, variable: int) -> bool:
        """Moves the variable, or puts it, where the total score is highest; True when it moved."""
        return self._code.order_search_improve(self._trees, variable) == 1

    def score(self) -> float:
        return self._code.order_search_score(self._trees)

    def order(self) -> list[int]:
        placed = self._code.order_search_placed(self._trees)
        where = ctypes.cast(self._code.order_search_order(self._trees), ctypes.POINTER(ctypes.c_int32))
        return where[:placed]

    def parents(self) -> list[list[int]]:
        """Best parents of every variable among those before it."""
        found = np.empty(self._size, dtype=np.int32)
        return [
            found[: self._code.order_search_parents(self._trees, variable, address(found))].tolist()
            for variable in range(self._size)
        ]

    def worth_of(self, variable: int, parents: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """What the log-likelihood of a variable gains when each variable joins its parents, 0 for itself and for them,
        and what it loses when each of the parents alone leaves."""
        gains, losses = np.empty(self._size), np.empty(len(parents))
        given = np.array(parents, dtype=np.int32)
        self._code.order_search_worth(
            self._trees, variable, address(given), len(parents), doubles(gains), doubles(losses)
        )
        return gains, losses
