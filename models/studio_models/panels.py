"""Studies with known answers: the development panel (looked at while developing) and the outside
studies (looked at once, when everything is frozen)."""

import csv
import os
import pathlib
from dataclasses import dataclass

import numpy as np

REPEATS = 200


@dataclass
class Study:
    x: np.ndarray
    treatment: np.ndarray
    outcome: np.ndarray
    query_x: np.ndarray
    effect: np.ndarray  # true effect at the queries, NaN where unknown
    average_effect: float


def _study(x, treatment, outcome, effect):
    return Study(x, treatment, outcome, x[:50], effect[:50], float(np.mean(effect)))


def toy_trial(random, rows=256):
    """Randomised, effect 1, noise sd 1, covariates that do not matter."""
    x = random.standard_normal((rows, 5))
    a = (random.uniform(size=rows) < 0.5).astype(float)
    return _study(x, a, a + random.standard_normal(rows), np.ones(rows))


def pure_noise(random, rows=256):
    """Nothing affects anything."""
    x = random.standard_normal((rows, 5))
    a = (random.uniform(size=rows) < 0.5).astype(float)
    return _study(x, a, random.standard_normal(rows), np.zeros(rows))


def low_signal(random, rows=256):
    """Confounded; covariates and effect together explain about 5 % of the outcome."""
    x = random.standard_normal((rows, 5))
    a = (random.uniform(size=rows) < 1 / (1 + np.exp(-x[:, 0]))).astype(float)
    y = 0.2 * x[:, 0] + 0.2 * a + random.standard_normal(rows)
    return _study(x, a, y, np.full(rows, 0.2))


def binary_outcome(random, rows=256):
    """Confounded risk difference that varies with one covariate."""
    x = random.standard_normal((rows, 5))
    a = (random.uniform(size=rows) < 1 / (1 + np.exp(-0.8 * x[:, 0]))).astype(float)
    risk0, risk1 = (1 / (1 + np.exp(-(x[:, 0] - 0.5 + t * (0.6 + 0.4 * x[:, 1])))) for t in (0, 1))
    y = (random.uniform(size=rows) < np.where(a > 0, risk1, risk0)).astype(float)
    return _study(x, a, y, risk1 - risk0)


def strong_confounding(random, rows=256):
    """Effect 0.5, linear confounding that more than doubles the naive contrast."""
    x = random.standard_normal((rows, 8))
    score = x[:, :4].sum(1) / 2
    a = (random.uniform(size=rows) < 1 / (1 + np.exp(-1.2 * score))).astype(float)
    return _study(x, a, score + 0.5 * a + random.standard_normal(rows), np.full(rows, 0.5))


DEVELOPMENT = {
    "clean trial, effect 1, n 256": toy_trial,
    "pure noise, n 256": pure_noise,
    "low signal, n 256": low_signal,
    "binary outcome, n 256": binary_outcome,
    "strong confounding, n 256": strong_confounding,
}


def development_studies(name, seed):
    draw = DEVELOPMENT[name]
    return [draw(np.random.RandomState(seed * 1000 + repeat)) for repeat in range(REPEATS)]


def data_folder():
    """Beside the repository, unless CAUSAL_STUDIO_DATA names another place."""
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"
    return pathlib.Path(os.environ.get("CAUSAL_STUDIO_DATA", beside))


def strongest_columns(x, treatment, outcome, limit):
    """The documented selection for wide tables: largest |corr with outcome| + |corr with treatment|."""
    def strength(column):
        if np.ptp(column) == 0:
            return 0.0
        return abs(np.corrcoef(column, outcome)[0, 1]) + abs(np.corrcoef(column, treatment)[0, 1])

    ranked = sorted(range(x.shape[1]), key=lambda j: -strength(x[:, j]))
    return sorted(ranked[:limit])


def ihdp(number, limit):
    """No header: t, y, y_cf, mu0, mu1, x1..x25. All 747 rows are context and queries."""
    table = np.loadtxt(data_folder() / f"ihdp_npci_{number}.csv", delimiter=",")
    a, y, effect, x = table[:, 0], table[:, 1], table[:, 4] - table[:, 3], table[:, 5:]
    x = x[:, strongest_columns(x, a, y, limit)]
    return Study(x, a, y, x, effect, float(effect.mean()))


def causalfm(number):
    """The last 20 % of the rows are the queries; their outcome is not seen."""
    with open(data_folder() / f"causalfm_cate_test_{number}.csv") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name.lower().startswith("x")]
    column = lambda name: np.array([float(row[name]) for row in rows])
    x = np.stack([column(name) for name in names], 1)
    seen = int(0.8 * len(rows))
    effect = column("ite")
    treatment, outcome = column("treatment"), column("outcome")
    return Study(x[:seen], treatment[:seen], outcome[:seen], x[seen:], effect[seen:], float(effect.mean()))


def nsw():
    """The randomised NSW sample: the difference in means of re78 is 1794."""
    with open(data_folder() / "nsw_mixtape.csv") as file:
        rows = list(csv.DictReader(file))
    names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]
    column = lambda name: np.array([float(row[name]) for row in rows])
    x = np.stack([column(name) for name in names], 1)
    unknown = np.full(50, np.nan)
    return Study(x, column("treat"), column("re78"), x[:50], unknown, 1794.342)
