"""What the network reads about a data set: 38 statistics of each ordered pair and what is known of each column
(src/engine/discover/neural/pair-inputs.ts does the same in the page)."""

from dataclasses import dataclass

import numpy as np

from ..kernels import pair_features
from .order_search import MOST_NUMBERS, search_orders

# Required i -> j, forbidden i -> j, share of missing cells of i, coarseness of i.
CONTEXT = 4
FEW_VALUES = 12
# Steps to one standard deviation in which columns are read.
STEPS = 2**20
ARROW, CONFOUNDED = 1, 2


@dataclass
class Study:
    """A drawn data set. columns (n, rows), NaN where missing; targets (rows), the variable set, -1 for none that is
    known; marks (n, n): ARROW at [cause, effect], CONFOUNDED at both places of a pair with a hidden common cause alone."""

    columns: np.ndarray
    targets: np.ndarray
    marks: np.ndarray
    kind: str


@dataclass
class Described:
    """features (n, n, 38) float32; columns (n, 2): share of missing cells, coarseness."""

    features: np.ndarray
    columns: np.ndarray
    marks: np.ndarray
    kind: str


def column_facts(columns):
    """(n, 2): the share of missing cells, and 1 / distinct values where these are few, else 0."""
    missing = np.isnan(columns)
    distinct = np.array([len(np.unique(values[~gap])) for values, gap in zip(columns, missing)])
    coarse = np.where(distinct <= FEW_VALUES, 1 / np.maximum(distinct, 1), 0)
    return np.stack([missing.mean(1), coarse], 1)


def filled(columns):
    """Gaps become the mean of their column."""
    missing = np.isnan(columns)
    if not missing.any():
        return np.ascontiguousarray(columns)
    means = np.nanmean(columns, 1, keepdims=True)
    return np.ascontiguousarray(np.where(missing, means, columns))


def standard_units(columns):
    """Complete columns (n, rows) with mean 0, variance 1 and no negative skewness in steps of a millionth, constant ones
    as they are: searches break ties by the last digit, so that digits which units and the order of rows leave behind must
    go, and the network need not read the same data with other signs."""
    centred = columns - columns.mean(1, keepdims=True)
    spread = np.sqrt((centred**2).mean(1, keepdims=True))
    varies = (spread > 0) & np.isfinite(spread)
    standard = np.round(centred / np.where(varies, spread, 1) * STEPS) / STEPS
    turned = np.where((standard**3).sum(1, keepdims=True) < 0, -standard, standard)
    return np.where(varies, turned, columns)


def features_of(columns, targets, most_numbers=MOST_NUMBERS):
    """(n, rows) with gaps allowed, (rows) -> (n, n, 38) float32. most_numbers: see `gaussian_moments`."""
    return statistics_of(np.ascontiguousarray(standard_units(filled(columns))), targets, most_numbers)


def statistics_of(complete, targets, most_numbers=MOST_NUMBERS):
    """The features of complete columns as they are."""
    linear = search_orders(complete, targets, 1, most_numbers=most_numbers)
    quadratic = search_orders(complete, targets, 2, most_numbers=most_numbers)
    return pair_features(complete, targets, linear, quadratic)


def describe(study):
    features = features_of(study.columns, study.targets)
    return Described(features, column_facts(study.columns), study.marks, study.kind)
