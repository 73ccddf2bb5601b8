"""What the network reads: how it follows the data's signs, units, gaps and coarseness."""

import unittest

import numpy as np
import torch

from studio_models.discovery.batches import TURNS_WITH_CAUSE, TURNS_WITH_EFFECT, turn_signs
from studio_models.discovery.features import column_facts, features_of, filled, statistics_of
from studio_models.kernels import FEATURES
from studio_models.priors.interventional import draw_experiment


def drawn(seed=1, size=7, rows=400):
    """Curved effects and skewed noise; some variables set, to values with a mean, so that no feature is 0."""
    rng = np.random.default_rng(seed)
    targets = np.where(np.arange(rows) < 180, -1, rng.integers(0, size, rows))
    drawn = draw_experiment(rng, "nn", size, 14, rows, targets=targets)
    columns = drawn.columns.T + 0.4 * (rng.exponential(size=(size, rows)) - 1)
    columns[targets[targets >= 0], np.flatnonzero(targets >= 0)] += 1
    return np.ascontiguousarray(columns), targets


class ChosenSigns:
    """Stands for a generator that draws given signs."""

    def __init__(self, signs):
        self._signs = signs

    def choice(self, *_):
        return self._signs[None]


class Signs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.columns, cls.targets = drawn()
        cls.plain = features_of(cls.columns, cls.targets)
        cls.as_they_are = statistics_of(cls.columns, cls.targets)

    def test_every_feature_turns_as_the_table_says(self):
        between = ~np.eye(len(self.columns), dtype=bool)
        for signs in ([-1, 1, 1, 1, 1, 1, 1], [1, -1, 1, -1, -1, 1, -1]):
            signs = np.array(signs, float)
            wanted = statistics_of(self.columns * signs[:, None], self.targets)
            turned = torch.from_numpy(self.as_they_are.copy()).unsqueeze(0)
            turn_signs(turned, ChosenSigns(signs))
            for feature in range(FEATURES):
                with self.subTest(feature=feature):
                    found, expected = turned[0, ..., feature].numpy(), wanted[..., feature]
                    np.testing.assert_allclose(found[between], expected[between], atol=1e-4)

    def test_another_table_would_fail(self):
        """Every feature is large enough in these data to show whether it turned."""
        between = ~np.eye(len(self.columns), dtype=bool)
        for feature in range(FEATURES):
            self.assertGreater(np.abs(self.as_they_are[between][:, feature]).max(), 0.2, feature)
        for name, table in (("cause", TURNS_WITH_CAUSE), ("effect", TURNS_WITH_EFFECT)):
            self.assertEqual(len(set(table)), len(table), name)

    def test_units_do_not_matter(self):
        scale = 10.0 ** np.arange(-3, 4)[:, None]
        changed = features_of(self.columns * scale + 30, self.targets)
        np.testing.assert_allclose(changed, self.plain, atol=1e-4)

    def test_signs_do_not_matter(self):
        signs = np.array([1, -1, 1, -1, -1, 1, -1.0])[:, None]
        self.assertTrue(np.array_equal(features_of(self.columns * signs, self.targets), self.plain))

    def test_order_of_columns_does_not_matter(self):
        order = np.random.default_rng(2).permutation(len(self.columns))
        targets = np.where(self.targets < 0, -1, np.argsort(order)[np.maximum(self.targets, 0)])
        changed = features_of(self.columns[order], targets)
        np.testing.assert_allclose(changed, self.plain[np.ix_(order, order)], atol=1e-4)


class Columns(unittest.TestCase):
    def test_gaps_take_the_mean_of_their_column(self):
        columns = np.array([[1, np.nan, 3], [5, 6, 10.0]])
        self.assertEqual(filled(columns).tolist(), [[1, 2, 3], [5, 6, 10]])
        complete, targets = drawn(3)
        holes = complete.copy()
        holes[2, ::9] = np.nan
        filled_up = np.where(np.isnan(holes), np.nanmean(holes, 1, keepdims=True), holes)
        self.assertTrue(np.array_equal(features_of(holes, targets), features_of(filled_up, targets)))
        self.assertFalse(np.array_equal(features_of(holes, targets), features_of(complete, targets)))

    def test_facts(self):
        columns = np.array([
            np.arange(20) % 2, np.arange(20) % 12, np.arange(20) % 13, np.where(np.arange(20) < 5, np.nan, 4.0),
        ])
        self.assertEqual(column_facts(columns).tolist(), [[0, 1 / 2], [0, 1 / 12], [0, 0], [0.25, 1]])
