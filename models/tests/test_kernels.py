"""The native kernels give the digits of the wasm that the page runs (src/engine/kernels/native-parity.test.ts)."""

import json
import pathlib
import shutil
import tempfile
import unittest

import numpy as np

from studio_models import kernels
from studio_models.order_trees import Moments, OrderTrees

GOLDEN = pathlib.Path(__file__).parent / "kernels-golden.json"


def search_result(described, size):
    square = {key: np.array(described[key]).reshape(size, size) for key in ("strength", "before")}
    return kernels.OrderSearchResult(described["parents"], **square)


class Kernels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.golden = json.loads(GOLDEN.read_text())
        cls.columns = np.array(cls.golden["columns"])
        size = len(cls.columns)
        cls.searches = [search_result(cls.golden[name], size) for name in ("linear", "quadratic")]

    def features(self, **changed):
        given = {"columns": self.columns, "targets": np.array(self.golden["targets"]), **changed}
        return kernels.pair_features(given["columns"], given["targets"], *self.searches)

    def test_products(self):
        size = len(self.columns)
        found = kernels.cross_products(self.columns)
        self.assertEqual(found.tolist(), np.reshape(self.golden["crossProducts"], (size, size)).tolist())
        between = kernels.products_between(self.columns[:2], self.columns[2:])
        self.assertEqual(between.tolist(), np.reshape(self.golden["productsBetween"], (2, size - 2)).tolist())
        np.testing.assert_allclose(found, self.columns @ self.columns.T, rtol=1e-12)

    def test_logarithms(self):
        for value, log in self.golden["logs"]:
            self.assertEqual(kernels.natural_log(value), log)
            self.assertAlmostEqual(log, np.log(value), delta=1e-15 * max(1, abs(log)))

    def test_pair_features(self):
        wanted = np.array(self.golden["pairFeatures"], dtype=np.float32)
        self.assertGreater(np.count_nonzero(wanted), 500)
        self.assertEqual(self.features().ravel().tolist(), wanted.tolist())

    def test_pair_features_again_after_others(self):
        first = self.features()
        self.features(columns=self.columns[:, ::-1] ** 2)
        self.assertEqual(self.features().tolist(), first.tolist())

    def test_order_search(self):
        golden = self.golden["orderSearch"]
        size = golden["size"]
        correlation = np.reshape(golden["correlation"], (size, size))
        pooled = Moments(correlation, golden["rows"], golden["penalty"])
        without = Moments(correlation, 38, golden["penalty"], np.array(golden["removed"]), np.array(golden["scale"]))
        with OrderTrees([pooled, without, *[pooled] * (size - 2)], 1) as trees:
            trees.start([4, 2])
            moved = [trees.improve(variable) for variable in (0, 1, 2, 3, 4, 0, 1, 2)]
            found = {"moved": moved, "order": trees.order(), "score": trees.score(), "parents": trees.parents()}
        self.assertGreater(sum(map(len, found["parents"])), 3)
        self.assertEqual(found, {key: golden[key] for key in found})
        with self.assertRaisesRegex(ValueError, "5 columns"):
            OrderTrees([Moments(correlation[:4], 40, 1)] * size, 1)

    def test_bad_input_is_refused(self):
        with self.assertRaisesRegex(ValueError, "finite"):
            self.features(columns=np.where(self.columns > 0, np.nan, self.columns))
        with self.assertRaisesRegex(ValueError, "below 5"):
            self.features(targets=np.full(self.columns.shape[1], 5))
        with self.assertRaisesRegex(ValueError, "not those of 4 variables"):
            self.features(columns=self.columns[:4], targets=np.full(self.columns.shape[1], -1))

    def test_every_compiler_that_is_here_builds_them(self):
        here = [name for name in ("clang", "gcc") if shutil.which(name)]
        self.assertTrue(here, "no C compiler")
        with tempfile.TemporaryDirectory() as folder:
            for name in here:
                kernels.build(pathlib.Path(folder) / f"{name}.so", (name,))

    def test_no_compiler(self):
        with self.assertRaisesRegex(RuntimeError, "install a C compiler"):
            kernels.build(pathlib.Path("/nowhere/at/all.so"), ("no-such-compiler",))
