"""The order searches whose results are features (src/engine/discover/neural/order-searches.ts, the same starts):
BOSS with a Gaussian BIC in which rows in which a variable was set do not judge it."""

import numpy as np

from ..kernels import OrderSearchResult, cross_products
from ..order_trees import Moments, OrderTrees

PENALTY_DISCOUNT = 1.5
STARTS = 4
MOST_SWEEPS = 12
SMALLEST_DIFFERENCE = 1e-9
SMALLEST_SHARE = 1e-9
# Matrices of their own for variables that were set take up to this many numbers in all.
MOST_NUMBERS = 1.6e7


def standardised(columns):
    """Mean 0 and variance 1 over all rows; a constant column is 0."""
    centred = columns - columns.mean(1, keepdims=True)
    spread = np.sqrt((centred**2).mean(1, keepdims=True))
    return np.where(spread > 0, centred / np.where(spread > 0, spread, 1), 0)


def basis_columns(columns, width):
    linear = standardised(columns)
    if width == 1:
        return linear
    return np.stack([linear, standardised(linear**2)], 1).reshape(-1, columns.shape[1])


def gaussian_moments(columns, targets, width, discount, most_numbers=MOST_NUMBERS):
    """Moments of each variable over the rows in which it was not set (src/engine/discover/scores/moments.ts): matrices of
    their own where these take up to most_numbers in all, else the pooled one and the rows to take out of it."""
    size, rows = columns.shape
    basis = basis_columns(columns, width)
    pooled = cross_products(basis) / rows
    np.fill_diagonal(pooled, 1)
    penalty = lambda kept: discount / 2 * width * np.log(kept)
    moments = []
    where = [np.flatnonzero(targets == variable) for variable in range(size)]
    separate = sum(map(bool, map(len, where))) * len(basis) ** 2 <= most_numbers
    for set_rows in where:
        kept = rows - len(set_rows)
        if kept == rows:
            moments.append(Moments(pooled, rows, penalty(rows)))
            continue
        taken = basis[:, set_rows].T / np.sqrt(rows)
        removed = np.vstack([taken, -taken.sum(0) / np.sqrt(kept / rows) / np.sqrt(rows)])
        share = 1 - (removed**2).sum(0)
        scale = np.where(share > SMALLEST_SHARE * kept / rows, 1 / np.sqrt(np.maximum(share, 1e-300)), 0)
        if separate:
            matrix = (pooled - removed.T @ removed) * scale[:, None] * scale
            np.fill_diagonal(matrix, 1)
            moments.append(Moments(matrix, kept, penalty(kept)))
        else:
            moments.append(Moments(pooled, kept, penalty(kept), removed, scale))
    return moments, pooled


def canonical_order(correlation, width):
    """Variables that share least with the others first (src/engine/discover/order/start-order.ts)."""
    first = correlation[::width, ::width]
    shared = (first**2).sum(1) - np.diag(first) ** 2
    return list(np.argsort(np.round(shared / SMALLEST_DIFFERENCE), kind="stable"))


def joining_orders(canonical):
    """Four orders that depend on the content of the data alone: as it is, from both ends inwards, and those reversed."""
    size = len(canonical)
    inwards = [canonical[k // 2] if k % 2 == 0 else canonical[size - 1 - k // 2] for k in range(size)]
    return [canonical, inwards[::-1], canonical[::-1], inwards]


def search_orders(columns, targets, width, discount=PENALTY_DISCOUNT, starts=STARTS, most_numbers=MOST_NUMBERS):
    """columns (n, rows), targets (rows) -> OrderSearchResult over the first `starts` starts."""
    size = len(columns)
    moments, pooled = gaussian_moments(columns, targets, width, discount, most_numbers)
    canonical = canonical_order(pooled, width)
    strength, before = np.zeros((size, size)), np.zeros((size, size))
    best, best_score = None, -np.inf
    with OrderTrees(moments, width) as trees:
        for joining in joining_orders(canonical)[:starts]:
            trees.start([])
            for variable in joining:
                trees.improve(variable)
            for _ in range(MOST_SWEEPS):
                if not any([trees.improve(variable) for variable in canonical]):
                    break
            parents = trees.parents()
            position = np.argsort(trees.order())
            before += position[:, None] < position[None, :]
            for variable, causes in enumerate(parents):
                gains, losses = trees.worth_of(variable, causes)
                gains[causes] = losses
                strength[:, variable] += np.sqrt(2 * np.maximum(gains, 0))
            if trees.score() > best_score:
                best, best_score = parents, trees.score()
    return OrderSearchResult(best, strength / starts, before / starts)
