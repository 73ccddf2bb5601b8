"""Methods without training on the same rows and targets: scores (n, n) for ordered pairs, [i, j] for i -> j
(bench/benchmark/rivals.ts has the same definitions)."""

import numpy as np

AGAINST_THE_ORDER = 1e-3


def steadied(columns):
    """Correlations of columns (n, rows) with a ridge of .003 + .1 n / rows, so that they can be inverted."""
    size, rows = columns.shape
    return np.corrcoef(columns) + np.eye(size) * (0.003 + 0.1 * size / rows)


def correlation(columns):
    return np.abs(np.corrcoef(columns))


def partial_correlation(columns):
    inverse = np.linalg.inv(steadied(columns))
    scale = np.sqrt(np.diag(inverse))
    return np.abs(inverse) / scale[:, None] / scale


def variance_order(columns):
    """Each variable regressed on those of smaller variance (Reisach, Seiler & Weichwald 2021): reads the scale of the
    columns and nothing else about direction."""
    order = np.argsort(columns.var(1), kind="stable")
    matrix = steadied(columns[order])
    scores = np.zeros_like(matrix)
    for place in range(1, len(order)):
        weights = np.linalg.solve(matrix[:place, :place], matrix[:place, place])
        scores[order[:place], order[place]] = np.abs(weights)
    return scores


SIMPLE = {
    "correlation": correlation,
    "partial correlation": partial_correlation,
    "variance order": variance_order,
}


def order_scores(search):
    """Scores of interventional BOSS: the strength of i -> j, a thousandth of it in the share of its starts that place i
    after j; and the arrows (n, n) of its best start."""
    scores = search.strength * (search.before + AGAINST_THE_ORDER * (1 - search.before))
    arrows = np.zeros(scores.shape, bool)
    for effect, causes in enumerate(search.parents):
        arrows[causes, effect] = True
    return scores, arrows
