"""Batches of drawn data sets from the pool's shards, changed a little every time they are seen."""

import numpy as np
import torch

from .features import ARROW
from .pool import read_shard

# How each of the 38 features answers to turning the sign of i and of j: 1 where it turns as well.
TURNS_WITH_CAUSE = [0, 1, 2, 3, 4, 5, 9, 18, 20, 22, 24, 30, 31, 33, 34, 36]
TURNS_WITH_EFFECT = [0, 1, 2, 3, 4, 5, 6, 9, 17, 20, 21, 22, 24, 25, 30, 31, 32, 33, 36]
# Features that say the same thing in several ways, hidden and stretched together: correlations given the others, given
# others at set rows, products at set rows, residuals there, orders with straight lines, with squares, places, moments of
# residuals by cause, of both residuals, rows in which a cause was set, drops of the joint regression, its residuals.
FEATURE_GROUPS = [
    [1, 3, 4], [5], [6, 7, 8], [9], [10, 11, 12], [13, 14, 15], [16], [17, 18, 19, 20, 21], [22, 23, 24, 25, 26], [28],
    [29, 30], [31, 32, 33, 34, 35, 36, 37],
]
LARGEST_FEATURE = 8
# Steps of the sizes: as many as their data sets take, less unequal.
EVENNESS = 0.8


class Pool:
    """Grows as shards appear."""

    def __init__(self, folders):
        self._folders = folders
        self._read = set()
        self.by_size = {}

    def grow(self):
        for folder in self._folders:
            for path in sorted(folder.glob("*.npz")):
                if path in self._read:
                    continue
                self._read.add(path)
                for study in read_shard(path):
                    self.by_size.setdefault(len(study[2]), []).append(study)
        return sum(map(len, self.by_size.values()))

    def draw(self, rng, pairs):
        """About `pairs` ordered pairs of one size: features, columns and marks, stacked."""
        sizes = sorted(self.by_size)
        fits = {size: max(1, round(pairs / size**2)) for size in sizes}
        steps = np.array([len(self.by_size[size]) / fits[size] for size in sizes]) ** EVENNESS
        size = sizes[rng.choice(len(sizes), p=steps / steps.sum())]
        of_size = self.by_size[size]
        chosen = rng.choice(len(of_size), min(fits[size], len(of_size)), replace=False)
        return [np.stack(parts) for parts in zip(*(of_size[k] for k in chosen))]


def turn_signs(features, rng):
    """The same data with the signs of random columns turned; (batch, n, n, 38) in place."""
    batch, size = features.shape[:2]
    signs = torch.from_numpy(rng.choice([-1.0, 1.0], (batch, size)).astype(np.float32))
    features[..., TURNS_WITH_CAUSE] *= signs[:, :, None, None]
    features[..., TURNS_WITH_EFFECT] *= signs[:, None, :, None]


def loosen(features, rng, hidden, spread):
    """Groups of features hidden in a share of the data sets and stretched by a factor whose logarithm has this spread in
    the others, so that no group is trusted alone: in mechanisms beyond the prior each means a little more or less."""
    batch = len(features)
    for group in FEATURE_GROUPS:
        factor = np.exp(spread * rng.standard_normal(batch)) * (rng.random(batch) >= hidden)
        features[..., group] *= torch.from_numpy(factor.astype(np.float32)).view(-1, 1, 1, 1)
    features.clamp_(-LARGEST_FEATURE, LARGEST_FEATURE)


def knowledge_of(marks, rng, share):
    """(batch, n, n, 2): arrows and missing arrows that somebody knows beforehand, in a share of the data sets; among those
    a few single pairs or all that a division into tiers forbids."""
    known = np.zeros((*marks.shape, 2), np.float32)
    for one, of_one in zip(known, marks):
        if rng.random() >= share:
            continue
        arrows = of_one == ARROW
        size = len(of_one)
        if rng.random() < 0.5:
            one[..., 0] = arrows & (rng.random((size, size)) < rng.random() / 2)
            one[..., 1] = ~arrows & (rng.random((size, size)) < rng.random() / 2)
        else:
            tier = (causal_position(arrows) * rng.integers(2, 5)) // size
            one[..., 1] = tier[:, None] > tier[None, :]
        np.einsum("iik->ik", one)[:] = 0
    return known


def causal_position(arrows):
    """A place for each variable with causes before effects."""
    left = arrows.sum(0)
    position, ready = np.empty(len(arrows), int), list(np.flatnonzero(left == 0))
    for place in range(len(arrows)):
        variable = ready.pop(0)
        position[variable] = place
        for effect in np.flatnonzero(arrows[variable]):
            left[effect] -= 1
            if left[effect] == 0:
                ready.append(effect)
    return position


def to_inputs(features, columns, knowledge):
    """(batch, n, n, 42): features, required, forbidden and the two facts about the first column."""
    size = features.shape[1]
    facts = columns[:, :, None, :].expand(-1, -1, size, -1)
    return torch.cat([features, knowledge, facts], -1)


def draw_batch(pool, rng, config):
    """Inputs and marks of a step; config: see `TrainConfig`."""
    features, columns, marks = pool.draw(rng, config.pairs_per_step)
    features = torch.from_numpy(features.astype(np.float32))
    turn_signs(features, rng)
    if config.features_hidden or config.features_spread:
        loosen(features, rng, config.features_hidden, config.features_spread)
    knowledge = torch.from_numpy(knowledge_of(marks, rng, config.knowledge_share))
    return to_inputs(features, torch.from_numpy(columns), knowledge), torch.from_numpy(marks.astype(np.int64))
