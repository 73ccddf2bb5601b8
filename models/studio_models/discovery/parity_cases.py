"""Small awkward data sets on which Python and the page must give the same probabilities."""

import numpy as np

from ..priors.interventional import draw_experiment, spread_targets

NOTHING_KNOWN = {"required": [], "forbidden": []}


def _draw(seed, family, size, edges, rows, targets):
    drawn = draw_experiment(np.random.default_rng(seed), family, size, edges, rows, targets=targets)
    # Few decimals keep the file small; both sides read the same rounded numbers.
    return np.round(drawn.columns.T, 3)


def _case(columns, targets, **changed):
    cells = [[None if np.isnan(value) else value for value in column] for column in columns.tolist()]
    return {"columns": cells, "targets": targets.tolist(), "knowledge": NOTHING_KNOWN, **changed}


def _observed(rows):
    return np.full(rows, -1)


def _some_set(rows, chosen):
    spread = spread_targets(len(chosen), rows)
    return np.where(spread < 0, -1, np.array(chosen)[np.maximum(spread, 0)])


def _with_gaps(columns, share):
    holes = columns.copy()
    holes[np.random.default_rng(1).random(columns.shape) < share] = np.nan
    return holes


def _coarse(columns):
    """The second column in four codes, the last in two."""
    coarse = columns.copy()
    coarse[1] = np.searchsorted(np.quantile(columns[1], [0.25, 0.5, 0.75]), columns[1])
    coarse[-1] = columns[-1] > np.median(columns[-1])
    return coarse


def _nearly_collinear(columns):
    """The last column is the first and a little noise, on another scale."""
    close = columns.copy()
    close[-1] = np.round(500 * columns[0] + np.random.default_rng(2).standard_normal(columns.shape[1]), 1)
    return close


def parity_cases():
    """Name -> {columns, targets, knowledge}; `mostNumbers` where the order searches get another limit on the matrices
    that variables have of their own.

    The seeds are of data whose best orders differ by more than rounding: of those that score equally either may be found.
    """
    six = spread_targets(6, 120)
    twelve = _some_set(120, [7, 0, 3, 11, 5, 2, 9])
    plain = _draw(4, "nn", 6, 8, 120, six)
    large = _draw(22, "nn-additive", 12, 24, 120, twelve)
    tiers = [[later, earlier] for later in (3, 4, 5) for earlier in (0, 1, 2)]
    return {
        "three, observed": _case(_draw(1, "linear", 3, 2, 60, _observed(60)), _observed(60)),
        "three, each set": _case(_draw(2, "polynomial", 3, 3, 80, spread_targets(3, 80)), spread_targets(3, 80)),
        "six, each set": _case(plain, six),
        "targets hidden": _case(_draw(21, "nn", 6, 8, 120, six), _observed(120)),
        "gaps": _case(_with_gaps(_draw(5, "linear", 6, 8, 110, six[:110]), 0.12), six[:110]),
        "coarse columns": _case(_coarse(_draw(20, "sigmoid", 6, 8, 120, _observed(120))), _observed(120)),
        "nearly collinear": _case(_nearly_collinear(_draw(20, "linear", 6, 7, 100, _observed(100))), _observed(100)),
        "knowledge": _case(plain, six, knowledge={"required": [[0, 4], [2, 3]], "forbidden": tiers}),
        "twelve, some set": _case(large, twelve),
        "twelve, rows taken out": _case(large, twelve, mostNumbers=0),
    }


def table_of(case):
    """columns (n, rows) with NaN for gaps, targets (rows) of a case."""
    return np.array(case["columns"], float), np.array(case["targets"])
