"""What `neural`, the model of the studio, is trained on: the benchmark's mechanisms and others, many kinds of noise,
hidden common causes, gaps, coarse columns, and from no to many experiments whose targets may be unknown.

Left out on purpose, to be tested on: products of causes, multiplicative noise.
"""

import numpy as np

from ..priors.interventional import NOISE, draw_mechanism, mechanism_values, random_parents, spread_targets
from .features import ARROW, CONFOUNDED, Study

SIZES = (4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 100, 200)
WEIGHTS = (0.05, 0.08, 0.1, 0.12, 0.1, 0.12, 0.12, 0.09, 0.08, 0.05, 0.04, 0.02, 0.025, 0.005)
FAMILIES = {
    "linear": 0.24, "nn": 0.14, "nn-additive": 0.1, "sigmoid": 0.12, "polynomial": 0.12, "waves": 0.12, "mixed": 0.16,
}
SINGLE = tuple(family for family in FAMILIES if family != "mixed")
LEAST_DEGREE, MOST_DEGREE, DENSEST = 0.5, 4, 0.45
FEWEST_ROWS, MOST_ROWS, USUAL_ROWS = 60, 2000, 1000
WAVES = 16


def draw_noise(rng, kind, rows):
    """Mean 0, variance 1."""
    if kind == "uniform":
        return rng.uniform(-1, 1, rows) * np.sqrt(3)
    if kind == "laplace":
        return rng.laplace(0, np.sqrt(0.5), rows)
    if kind == "student":
        return rng.standard_t(5, rows) / np.sqrt(5 / 3)
    if kind == "exponential":
        return rng.exponential(1, rows) - 1
    return rng.standard_normal(rows)


def waves(rng, parents):
    """A smooth random function of all parents: a sum of random Fourier features."""
    width = rng.uniform(0.7, 2)
    frequency = rng.standard_normal((parents.shape[1], WAVES)) / width
    phase = rng.uniform(0, 2 * np.pi, WAVES)
    height = rng.standard_normal(WAVES) * np.sqrt(2 / WAVES)
    return np.cos(parents @ frequency + phase) @ height * rng.uniform(0.7, 2)


def coarsened(rng, values):
    """Two to six codes, cut at quantiles or at equal distances."""
    levels = int(rng.integers(2, 7))
    if rng.random() < 0.5:
        borders = np.quantile(values, np.sort(rng.uniform(0.1, 0.9, levels - 1)))
    else:
        borders = np.linspace(values.min(), values.max(), levels + 1)[1:-1]
    return np.searchsorted(borders, values).astype(float)


def draw_targets(rng, size, rows):
    """(rows): which variable is set; no experiment, one on every variable, or on some."""
    kind = rng.choice(3, p=(0.4, 0.32, 0.28))
    if kind == 0:
        return np.full(rows, -1)
    chosen = rng.permutation(size)
    if kind == 2:
        chosen = chosen[: rng.integers(1, size + 1)]
    regimes = spread_targets(len(chosen), rows)
    if kind == 2 and rng.random() < 0.7:
        # More observed rows than set ones, as real studies have.
        regimes = np.where(rng.random(rows) < rng.uniform(0.2, 0.9), -1, regimes)
    return np.where(regimes < 0, -1, chosen[np.maximum(regimes, 0)])


def set_values(rng, rows):
    kind, scale = rng.choice(4, p=(0.45, 0.2, 0.15, 0.2)), rng.uniform(0.6, 2.5)
    if kind == 0:
        return rng.uniform(-1, 1, rows)
    if kind == 1:
        return np.full(rows, rng.choice([-1, 1]) * scale)
    if kind == 2:
        return rng.choice([-1, 1], rows) * scale
    return rng.standard_normal(rows) * scale


def add_hidden_causes(rng, parents, order, size):
    """Roots with two to four effects each, numbered after the variables that are seen."""
    hidden = int(rng.integers(1, max(2, size // 3) + 1))
    for cause in range(size, size + hidden):
        for effect in rng.choice(size, min(size, int(rng.integers(2, 5))), replace=False):
            parents[effect].append(cause)
    return parents + [[] for _ in range(hidden)], np.concatenate([np.arange(size, size + hidden), order])


def marks_among(parents, size):
    marks = np.zeros((size, size), np.int8)
    for effect in range(size):
        for cause in parents[effect]:
            if cause < size:
                marks[cause, effect] = ARROW
    for hidden in range(size, len(parents)):
        effects = [effect for effect in range(size) if hidden in parents[effect]]
        for a in effects:
            for b in effects:
                if a < b and marks[a, b] == 0 and marks[b, a] == 0:
                    marks[a, b] = marks[b, a] = CONFOUNDED
    return marks


def draw_values(rng, parents, order, targets, size):
    """(rows, variables), hidden ones last."""
    rows = len(targets)
    family = str(rng.choice(list(FAMILIES), p=list(FAMILIES.values())))
    noise_kind = str(rng.choice(["normal", "uniform", "laplace", "student", "exponential"], p=(0.5, 0.17, 0.13, 0.1, 0.1)))
    own_scale = rng.random() < 0.5
    roots_uniform = rng.random() < 0.5
    coarse = rng.uniform(0.1, 0.8) if rng.random() < 0.2 else 0
    values = np.empty((rows, len(parents)))
    for variable in order:
        causes = parents[variable]
        if not causes:
            drawn = rng.uniform(-1, 1, rows) if roots_uniform else draw_noise(rng, noise_kind, rows) * rng.uniform(0.5, 1.2)
        else:
            kind = str(rng.choice(SINGLE)) if family == "mixed" else family
            noise = draw_noise(rng, noise_kind, rows) * NOISE * np.sqrt(1 + rng.random()) * rng.choice([1, rng.uniform(0.6, 2.5)])
            inputs = values[:, causes]
            if kind == "waves":
                drawn = waves(rng, inputs) + noise
            else:
                drawn = mechanism_values(draw_mechanism(rng, kind, len(causes)), inputs, noise)
            if own_scale:
                drawn = drawn / max(drawn.std(), 1e-6)
        column = np.where(targets == variable, set_values(rng, rows), drawn)
        if rng.random() < coarse and variable < size:
            column = coarsened(rng, column)
        values[:, variable] = column
    return values, family


def with_gaps(rng, columns):
    """columns (n, rows): at random, or more often where another column is high."""
    size, rows = columns.shape
    holes = columns.copy()
    most = rng.uniform(0.02, 0.4)
    for variable in np.flatnonzero(rng.random(size) < rng.uniform(0.2, 1)):
        chance = np.full(rows, rng.uniform(0, most))
        if rng.random() < 0.4:
            other = columns[rng.integers(size)]
            chance = np.clip(chance * 2 * (other > np.median(other)), 0, 0.8)
        holes[variable, rng.random(rows) < chance] = np.nan
    return holes


def usable(columns):
    """Every column varies and has at least twenty values."""
    return all(np.isfinite(one).sum() >= 20 and np.nanmax(one) > np.nanmin(one) for one in columns)


def draw_broad(rng):
    while True:
        study = _draw_once(rng)
        if usable(study.columns):
            return study


def _draw_once(rng):
    size = int(rng.choice(SIZES, p=WEIGHTS))
    rows = USUAL_ROWS if rng.random() < 0.4 else int(FEWEST_ROWS * (MOST_ROWS / FEWEST_ROWS) ** rng.random())
    edges = min(rng.uniform(LEAST_DEGREE, MOST_DEGREE) * size, DENSEST * size * (size - 1))
    parents, order = random_parents(rng, size, edges, "hubs" if rng.random() < 0.4 else "even")
    if rng.random() < 0.4:
        parents, order = add_hidden_causes(rng, parents, order, size)
    targets = draw_targets(rng, size, rows)
    values, family = draw_values(rng, parents, order, targets, size)
    columns = np.ascontiguousarray(values[:, :size].T)
    if rng.random() < 0.25:
        columns = with_gaps(rng, columns)
    if rng.random() < 0.12:
        targets = np.full(rows, -1)
    elif rng.random() < 0.1:
        targets = np.where(rng.random(rows) < rng.random(), -1, targets)
    return Study(columns, targets, marks_among(parents, size), family)
