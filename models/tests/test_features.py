import unittest

import numpy as np
import torch

from studio_models import features as f
from studio_models.infer import encode_table
from studio_models.parity_tables import table

CONTEXT = 64


def parts(encoded):
    return {name: value for name, value in vars(encoded).items() if name not in ("outcome_mean", "outcome_sd")}


class Features(unittest.TestCase):
    def assert_same(self, first, second, tolerance=1e-7):
        for name, value in parts(first).items():
            other = getattr(second, name)
            self.assertLess(float((value - other).abs().max()), tolerance, name)

    def test_order_of_columns_does_not_matter(self):
        plain = table(1, 100, 4)
        turned = {**plain, "x": [row[::-1] for row in plain["x"]]}
        self.assert_same(encode_table(plain, CONTEXT), encode_table(turned, CONTEXT))

    def test_units_do_not_matter(self):
        plain = table(2, 100, 3)
        scaled = {
            **plain,
            "x": (np.array(plain["x"]) * [1000, 0.01, 3] + [5, -70, 0]).tolist(),
            "outcome": (np.array(plain["outcome"]) * 250 - 40).tolist(),
        }
        self.assert_same(encode_table(plain, CONTEXT), encode_table(scaled, CONTEXT), 1e-6)

    def test_constant_columns_are_as_if_absent(self):
        plain = table(3, 100, 3)
        wider = {**plain, "x": [row + [4.0] for row in plain["x"]]}
        self.assert_same(encode_table(plain, CONTEXT), encode_table(wider, CONTEXT))

    def test_context_keeps_the_share_of_each_arm(self):
        treatment = [1.0] * 300 + [0.0] * 100
        chosen = f.context_stride(treatment, 64)
        self.assertEqual((len(chosen), len(set(chosen))), (64, 64))
        self.assertEqual(sum(treatment[i] for i in chosen), 48)

    def test_batches_and_single_tables_agree(self):
        tables = [table(seed, 90, 3) for seed in (4, 5)]
        tensors = [
            torch.stack([torch.tensor(t[key], dtype=torch.float64) for t in tables])
            for key in ("x", "treatment", "outcome")
        ]
        context = torch.stack([torch.tensor(f.context_stride(t["treatment"], CONTEXT)) for t in tables])
        both = f.encode(*tensors, tensors[0][:, tables[0]["query"]], context)
        for index, one in enumerate(tables):
            single = encode_table(one, CONTEXT)
            for name, value in parts(single).items():
                self.assertLess(float((value[0] - getattr(both, name)[index]).abs().max()), 1e-8, name)
