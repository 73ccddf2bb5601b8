"""Awkward tables on which Python, TypeScript and the browser must give the same numbers."""

import numpy as np


def table(seed, rows, columns, change=None):
    random = np.random.RandomState(seed)
    x = random.standard_normal((rows, columns))
    score = 0.8 * x[:, 0] - (0.5 * x[:, -1] if columns > 1 else 0)
    treatment = (random.uniform(size=rows) < 1 / (1 + np.exp(-score))).astype(float)
    noise = random.standard_normal(rows)
    effect = 0.5 + 0.4 * x[:, 0]
    record = {"x": x, "treatment": treatment, "outcome": x[:, 0] + effect * treatment + noise}
    if change:
        change(record, random)
    return {
        # Two decimals keep the file small; both sides read the same rounded numbers.
        "x": np.round(record["x"], 2).tolist(),
        "treatment": record["treatment"].tolist(),
        "outcome": np.round(record["outcome"], 2).tolist(),
        "query": [0, 1, 2, rows // 2, rows - 1],
    }


def _binary_outcome(record, random):
    risk = 1 / (1 + np.exp(-record["outcome"]))
    record["outcome"] = (random.uniform(size=len(risk)) < risk).astype(float)


def _constant_column(record, random):
    record["x"][:, 1] = 7.25


def _ties(record, random):
    record["x"] = np.round(record["x"])
    record["x"][:, 2] = record["x"][:, 0]
    record["x"][:, 1] = (record["x"][:, 1] > 0).astype(float)


def _huge_scales(record, random):
    record["x"][:, 0] = 1e7 + 1e6 * np.round(record["x"][:, 0], 3)
    record["x"][:, 1] *= 1e-1
    record["outcome"] = 5e8 + 1e8 * np.round(record["outcome"], 3)


def _outlier(record, random):
    record["x"][3, 0] = 60.0
    record["outcome"][5] = 400.0


def _trial(record, random):
    rows = len(record["outcome"])
    record["treatment"] = np.arange(rows) % 2 * 1.0
    record["outcome"] = record["treatment"] + random.standard_normal(rows)


def parity_tables():
    return {
        "plain": table(1, 120, 3),
        "one column": table(2, 64, 1),
        "ten columns, more rows than the context": table(3, 300, 10),
        "binary outcome": table(4, 100, 4, _binary_outcome),
        "constant column": table(5, 80, 3, _constant_column),
        "ties and a duplicated column": table(6, 90, 3, _ties),
        "huge scales": table(7, 80, 2, _huge_scales),
        "outliers": table(8, 80, 2, _outlier),
        "randomised, effect 1": table(9, 128, 2, _trial),
    }
