"""The order searches whose results are features: what they read, and what must not change what they find."""

import unittest

import numpy as np

from studio_models.discovery.order_search import (
    basis_columns,
    canonical_order,
    gaussian_moments,
    joining_orders,
    search_orders,
)
from studio_models.priors.interventional import draw_experiment, spread_targets

WIDTHS = (1, 2)


def drawn(seed, size=9, rows=300, family="linear", every=True):
    targets = spread_targets(size, rows) if every else np.where(np.arange(rows) < rows // 2, -1, np.arange(rows) % 3)
    experiment = draw_experiment(np.random.default_rng(seed), family, size, 2 * size, rows, targets=targets)
    return np.ascontiguousarray(experiment.columns.T), targets


class MomentsOfKeptRows(unittest.TestCase):
    def assert_moments(self, columns, targets, width, most_numbers):
        moments, pooled = gaussian_moments(columns, targets, width, 1.5, most_numbers)
        basis = basis_columns(columns, width)
        np.testing.assert_allclose(pooled, np.corrcoef(basis), atol=1e-12)
        kinds = set()
        for variable, one in enumerate(moments):
            kept = targets != variable
            found = one.correlation
            if one.removed is not None:
                found = (found - one.removed.T @ one.removed) * one.scale[:, None] * one.scale
            kinds.add("all rows" if kept.all() else "own matrix" if one.removed is None else "rows taken out")
            np.testing.assert_allclose(found, np.corrcoef(basis[:, kept]), atol=1e-10)
            self.assertEqual(one.rows, kept.sum())
            self.assertAlmostEqual(one.penalty, 1.5 / 2 * width * np.log(kept.sum()))
        return kinds

    def test_both_ways_of_keeping_them_are_those_of_plain_numpy(self):
        columns, targets = drawn(1, every=False)
        for width in WIDTHS:
            self.assertEqual(self.assert_moments(columns, targets, width, 1e6), {"all rows", "own matrix"})
            self.assertEqual(self.assert_moments(columns, targets, width, 0), {"all rows", "rows taken out"})

    def test_a_column_that_varies_only_where_another_was_set_is_uncorrelated_there(self):
        columns, targets = drawn(2, every=False)
        columns[4] = np.where(targets == 1, columns[4], 0.5)
        for most_numbers in (1e6, 0):
            one = gaussian_moments(columns, targets, 1, 1.5, most_numbers)[0][1]
            found = one.correlation[4]
            if one.removed is not None:
                found = (found - one.removed[:, 4] @ one.removed) * one.scale[4] * one.scale
            np.testing.assert_allclose(np.delete(found, 4), 0, atol=1e-6)


class Starts(unittest.TestCase):
    def test_variables_that_share_least_come_first(self):
        correlation = np.array([[1, 0.9, 0.5], [0.9, 1, 0.1], [0.5, 0.1, 1]])
        self.assertEqual(canonical_order(correlation, 1), [2, 1, 0])
        wide = np.kron(correlation, np.eye(2)) + 0.01
        self.assertEqual(canonical_order(wide, 2), [2, 1, 0])

    def test_four_orders(self):
        self.assertEqual(
            joining_orders([5, 6, 7, 8, 9]),
            [[5, 6, 7, 8, 9], [7, 8, 6, 9, 5], [9, 8, 7, 6, 5], [5, 9, 6, 8, 7]],
        )


class Invariance(unittest.TestCase):
    """Every variable was set, so that no two graphs explain the data equally well."""

    def assert_same(self, first, second, order):
        for name in ("strength", "before"):
            here = getattr(first, name)[np.ix_(order, order)]
            np.testing.assert_allclose(here, getattr(second, name), atol=1e-6, err_msg=name)
        renamed = [sorted(int(order[cause]) for cause in causes) for causes in second.parents]
        self.assertEqual([sorted(first.parents[variable]) for variable in order], renamed)

    def each(self):
        for seed, family in ((3, "linear"), (4, "nn"), (5, "polynomial")):
            columns, targets = drawn(seed, family=family)
            for width in WIDTHS:
                with self.subTest(family=family, width=width):
                    yield np.random.default_rng(seed), columns, targets, width, search_orders(columns, targets, width)

    def test_order_of_columns(self):
        for rng, columns, targets, width, found in self.each():
            order = rng.permutation(len(columns))
            place = np.argsort(order)
            renamed = np.where(targets < 0, -1, place[np.maximum(targets, 0)])
            self.assert_same(found, search_orders(np.ascontiguousarray(columns[order]), renamed, width), order)

    def test_order_of_rows(self):
        for rng, columns, targets, width, found in self.each():
            rows = rng.permutation(len(targets))
            shuffled = search_orders(np.ascontiguousarray(columns[:, rows]), targets[rows], width)
            self.assert_same(found, shuffled, np.arange(len(columns)))

    def test_units_and_signs(self):
        for rng, columns, targets, width, found in self.each():
            scale = rng.choice([-1, 1], (len(columns), 1)) * 10.0 ** rng.integers(-3, 4, (len(columns), 1))
            changed = search_orders(columns * scale + 7, targets, width)
            self.assert_same(found, changed, np.arange(len(columns)))

    def test_rows_taken_out_find_what_own_matrices_find(self):
        for _, columns, targets, width, found in self.each():
            again = search_orders(columns, targets, width, most_numbers=0)
            self.assert_same(found, again, np.arange(len(columns)))

    def test_strength_shows_the_parents_and_before_is_a_share_of_starts(self):
        for _, columns, _, _, found in self.each():
            size = len(columns)
            joined = np.zeros((size, size), bool)
            for effect, causes in enumerate(found.parents):
                joined[causes, effect] = True
            self.assertGreater(joined.sum(), size)
            self.assertGreater(found.strength[joined].min(), 1)
            both = found.before + found.before.T
            self.assertTrue(np.array_equal(both, 1 - np.eye(size)))
            self.assertTrue(np.array_equal(found.before * 4, np.round(found.before * 4)))
