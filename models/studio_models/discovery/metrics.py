"""How well scores of ordered pairs find the arrows of a DAG, and whether probabilities are what they say
(src/engine/discover/ranking-metrics.ts and metrics.ts have the same definitions)."""

import numpy as np

BINS = 10
RESAMPLES = 2000
RESAMPLE_SEED = 40001


def off_diagonal(matrix):
    """(n, n) -> (n (n - 1)), row by row."""
    return matrix[~np.eye(len(matrix), dtype=bool)]


def ranking_quality(scores, arrows):
    """scores (n, n) on any monotone scale, arrows (n, n) true at [cause, effect], at least one -> average precision
    (Everingham et al. 2010's non-interpolated form), AUC and the share of arrows whose own direction scores higher
    than the reverse. Ties are taken together and count half."""
    truth, score = off_diagonal(arrows), off_diagonal(np.asarray(scores, np.float64))
    real = truth.sum()
    if real == 0:
        raise ValueError("a graph without arrows has no average precision")
    order = np.argsort(-score, kind="stable")
    last = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    found, seen = np.cumsum(truth[order])[last], last + 1
    here = np.diff(found, prepend=0)
    others = np.diff(seen - found, prepend=0)
    others_below = len(truth) - real - np.cumsum(others)
    forward, backward = scores[arrows], scores.T[arrows]
    return {
        "averagePrecision": float((here * found / seen).sum() / real),
        "auc": float((here * (others_below + others / 2)).sum() / (real * (len(truth) - real))),
        "orientation": float(((forward > backward) + (forward == backward) / 2).mean()),
    }


def structural_distance(found, arrows):
    """Structural Hamming distance of two directed graphs, (n, n) booleans: pairs whose edge differs; a reversal costs 1."""
    differ = found != arrows
    return int(np.triu(differ | differ.T, 1).sum())


def bootstrap_interval(values, level=0.95):
    """Percentile interval of the mean over resampled graphs; the mean itself where there is one graph."""
    values = np.asarray(values, np.float64)
    rng = np.random.default_rng(RESAMPLE_SEED)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(1)
    return [float(bound) for bound in np.quantile(means, [(1 - level) / 2, (1 + level) / 2])]


def reliability(probabilities, outcomes):
    """(m), (m) -> for each of ten equal bins {count, said, came}: the mean probability and the share that came true;
    both null in an empty bin."""
    place = np.minimum((np.asarray(probabilities) * BINS).astype(int), BINS - 1)
    bins = []
    for bin_ in range(BINS):
        here = place == bin_
        count = int(here.sum())
        mean = lambda values: round(float(values[here].mean()), 5) if count else None
        bins.append({"count": count, "said": mean(probabilities), "came": mean(outcomes)})
    return bins


def calibration_error(bins):
    """Expected calibration error (Naeini, Cooper & Hauskrecht 2015): |said - came| of the bins, by their counts."""
    filled = [one for one in bins if one["count"]]
    return sum(one["count"] * abs(one["said"] - one["came"]) for one in filled) / sum(one["count"] for one in filled)
