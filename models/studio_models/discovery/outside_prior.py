"""Mechanisms that no network is trained on: products of causes and noise that multiplies."""

import numpy as np

from ..priors.interventional import NOISE, random_parents
from .broad_prior import draw_noise, draw_targets, set_values
from .features import Study
from .priors import draw_edges, draw_rows, draw_size, marks_of

FAMILIES = ("products", "multiplicative noise")


def mechanism(rng, family, causes, noise):
    """causes (rows, parents), noise (rows) of unit variance -> (rows), of unit variance before set values."""
    weights = rng.choice([-1, 1], causes.shape[1]) * rng.uniform(0.5, 1.5, causes.shape[1])
    if family == "products":
        partners = rng.permutation(causes.shape[1])
        signal = (causes * weights * (1 + causes[:, partners])).sum(1)
        values = signal / max(signal.std(), 1e-6) + NOISE * noise
    else:
        values = (1 + np.abs(causes @ weights)) * noise + causes @ weights
    return (values - values.mean()) / values.std()


def draw_outside(rng):
    """A study like those of the broad prior in size, rows and targets, with one of the mechanisms of this file."""
    size = draw_size(rng)
    family = str(rng.choice(FAMILIES))
    parents, order = random_parents(rng, size, draw_edges(rng, size))
    targets = draw_targets(rng, size, draw_rows(rng))
    values = np.empty((size, len(targets)))
    for variable in order:
        noise = draw_noise(rng, "normal", len(targets))
        causes = values[parents[variable]].T
        drawn = mechanism(rng, family, causes, noise) if parents[variable] else noise
        values[variable] = np.where(targets == variable, set_values(rng, len(targets)), drawn)
    return Study(values, targets, marks_of(parents), family)
