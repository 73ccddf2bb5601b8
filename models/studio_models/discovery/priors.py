"""What the two networks are trained on, each prior a function of a generator that draws one study."""

import numpy as np

from ..priors.interventional import draw_experiment, spread_targets
from .broad_prior import draw_broad
from .features import ARROW, Study

SIZES = (8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 100, 200)
WEIGHTS = (0.05, 0.1, 0.08, 0.12, 0.15, 0.13, 0.12, 0.08, 0.07, 0.04, 0.05, 0.01)
STRICT_FAMILIES = {"linear": 0.25, "nn": 0.5, "nn-additive": 0.25}
MOST_ROWS = 1000
FEWEST_ROWS = 200
USUAL_ROWS = 0.7
HUBS = 0.4
EVERY_VARIABLE_SET = 0.85
TARGETS_HIDDEN = 0.05
MOST_DEGREE = 4
DENSEST = 0.45


def draw_size(rng):
    return int(rng.choice(SIZES, p=WEIGHTS))


def draw_edges(rng, size):
    return min(rng.integers(1, MOST_DEGREE + 1) * size, DENSEST * size * (size - 1))


def draw_rows(rng):
    return MOST_ROWS if rng.random() < USUAL_ROWS else int(rng.integers(FEWEST_ROWS, MOST_ROWS))


def targets_of_some(rng, size, rows):
    """Some variables set in blocks of rows, after a block in which none is."""
    chosen = rng.permutation(size)[: rng.integers(0, size + 1)]
    if len(chosen) == 0:
        return np.full(rows, -1)
    spread = spread_targets(len(chosen), rows)
    return np.where(spread < 0, -1, chosen[np.maximum(spread, 0)])


def marks_of(parents):
    marks = np.zeros((len(parents),) * 2, np.int8)
    for effect, causes in enumerate(parents):
        marks[causes, effect] = ARROW
    return marks


def draw_strict(rng, families=STRICT_FAMILIES):
    """The benchmark's linear and neural mechanisms over even and hub graphs of its kind of data, in other sizes; of other
    families {name: share} to test with."""
    size = draw_size(rng)
    rows = draw_rows(rng)
    family = str(rng.choice(list(families), p=list(families.values())))
    shape = "hubs" if rng.random() < HUBS else "even"
    every = rng.random() < EVERY_VARIABLE_SET
    targets = spread_targets(size, rows) if every else targets_of_some(rng, size, rows)
    drawn = draw_experiment(rng, family, size, draw_edges(rng, size), rows, shape, targets)
    if rng.random() < TARGETS_HIDDEN:
        targets = np.full(rows, -1)
    columns = np.ascontiguousarray(drawn.columns.T)
    return Study(columns, targets, marks_of(drawn.parents), family)


PRIORS = {"strict": draw_strict, "broad": draw_broad}
