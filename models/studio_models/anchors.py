"""Closed-form estimates ("anchors") that the network starts from.

Everything is float64 and batched over data sets with the same rows and columns. The TypeScript
twin is src/engine/neural/effect-anchors.ts; models/exported/neural-effect/parity.json holds both to
the same numbers.

- Bayesian ridge regression on linear terms and random Fourier features (Rahimi and Recht 2007),
  averaged over penalties by their marginal likelihood.
- The treatment enters as (A - propensity), Robinson's (1988) coding, and the propensity is itself a
  covariate (Hahn, Murray and Carvalho 2020): both keep the penalty on the prognosis from leaking
  into the effect.
"""

from dataclasses import dataclass

import numpy as np
import torch

BASIS_SEED = 20240607
PROGNOSIS_FEATURES = 64
EFFECT_FEATURES = 32
MAX_COLUMNS = 10
# Half of the features are wide, half are narrow, relative to the square root of the columns.
WIDE_LENGTH = 1.6
NARROW_LENGTH = 0.8

FREE_PENALTY = 0.01
NOISE_RATIOS = (0.05, 0.3, 2.0, 12.0)
CURVATURE_SHARES = (0.1, 1.0)
EFFECT_SCALES = (0.1, 0.7)
PROPENSITY_RATIOS = (0.5, 4.0, 30.0)
PROPENSITY_FLOOR = 0.03


def fourier_basis():
    """Frequencies (features, MAX_COLUMNS) and phases, rounded so that they travel as short decimals."""
    random = np.random.RandomState(BASIS_SEED)
    frequencies = random.standard_normal((PROGNOSIS_FEATURES, MAX_COLUMNS))
    lengths = np.where(np.arange(PROGNOSIS_FEATURES) % 2 == 0, WIDE_LENGTH, NARROW_LENGTH)
    phases = random.uniform(0, 2 * np.pi, PROGNOSIS_FEATURES)
    return np.round(frequencies / lengths[:, None], 4), np.round(phases, 4)


FREQUENCIES, PHASES = (torch.from_numpy(values) for values in fourier_basis())


def fourier_features(x):
    columns = x.shape[2]
    angles = x @ (FREQUENCIES[:, :columns].T / columns**0.5) + PHASES
    return 2**0.5 * torch.cos(angles)


@dataclass
class RidgeAverage:
    weights: torch.Tensor  # (datasets, terms), averaged
    tail_covariance: torch.Tensor  # of the last `tail` weights, within and between penalties
    noise_variance: torch.Tensor
    explained: torch.Tensor  # 1 - residual sum of squares / total
    posterior: torch.Tensor  # (datasets, penalties): how plausible each penalty is


def ridge_average(design, y, penalties, tail):
    """Penalties (alternatives, terms) share one Gram matrix. The noise variance is profiled out."""
    rows = design.shape[1]
    gram = design.transpose(1, 2) @ design
    moment = (design.transpose(1, 2) @ y.unsqueeze(2)).squeeze(2)
    total = y.pow(2).sum(1, keepdim=True)
    # Fewer small factorizations are in memory at once when each penalty is done by itself.
    weights, residuals, scores, tails = [], [], [], []
    for penalty in penalties:
        lower = torch.linalg.cholesky(gram + torch.diag(penalty))
        solution = torch.cholesky_solve(moment.unsqueeze(2), lower).squeeze(2)
        residual = (total.squeeze(1) - (moment * solution).sum(1)).clamp_min(1e-8 * rows)
        log_determinant = 2 * torch.diagonal(lower, dim1=1, dim2=2).log().sum(1)
        scores.append(0.5 * (penalty.log().sum() - log_determinant) - 0.5 * rows * residual.log())
        weights.append(solution)
        residuals.append(residual)
        tails.append(lower[:, -tail:, -tail:])
    posterior = torch.softmax(torch.stack(scores, 1), 1)
    weights = torch.stack(weights, 1)
    noise = torch.stack(residuals, 1) / rows
    mean = (posterior.unsqueeze(2) * weights).sum(1)
    covariance = torch.zeros(len(design), tail, tail, dtype=design.dtype)
    for index, lower in enumerate(tails):
        # The lower right block of the inverse needs only the lower right block of the factor.
        inverse = torch.cholesky_inverse(lower.reshape(-1, tail, tail)) if len(lower) == 1 else torch.stack(
            [torch.cholesky_inverse(one) for one in lower]
        )
        difference = weights[:, index, -tail:] - mean[:, -tail:]
        share = posterior[:, index].view(-1, 1, 1)
        between = difference.unsqueeze(2) * difference.unsqueeze(1)
        covariance += share * (noise[:, index].view(-1, 1, 1) * inverse + between)
    noise_variance = (posterior * noise).sum(1)
    explained = 1 - noise_variance * rows / total.squeeze(1).clamp_min(1e-8)
    return RidgeAverage(mean, covariance, noise_variance, explained, posterior)


def propensity_penalties(columns):
    shape = torch.cat([
        torch.full((columns,), float(columns), dtype=torch.float64),
        torch.full((PROGNOSIS_FEATURES,), float(PROGNOSIS_FEATURES), dtype=torch.float64),
    ])
    free = torch.full((1,), FREE_PENALTY, dtype=torch.float64)
    return torch.stack([torch.cat([free, ratio * shape]) for ratio in PROPENSITY_RATIOS])


def outcome_penalties(columns):
    free = torch.full((1,), FREE_PENALTY, dtype=torch.float64)
    linear = torch.full((columns,), float(columns), dtype=torch.float64)
    curved = torch.ones(PROGNOSIS_FEATURES, dtype=torch.float64) * PROGNOSIS_FEATURES
    effect_curved = torch.ones(EFFECT_FEATURES, dtype=torch.float64) * EFFECT_FEATURES
    one = torch.ones(1, dtype=torch.float64)
    return torch.stack([
        torch.cat([
            free, ratio * linear, ratio / share * curved, ratio * one,
            free, ratio / scale**2 * linear, ratio / (share * scale**2) * effect_curved,
        ])
        for ratio in NOISE_RATIOS
        for share in CURVATURE_SHARES
        for scale in EFFECT_SCALES
    ])


@dataclass
class LinearFit:
    weights: torch.Tensor
    covariance: torch.Tensor


def least_squares(design, y, penalty):
    """Ordinary least squares; the tiny penalty only keeps collinear columns solvable."""
    rows, terms = design.shape[1:]
    gram = design.transpose(1, 2) @ design + penalty * torch.eye(terms, dtype=design.dtype)
    inverse = torch.linalg.inv(gram)
    weights = (inverse @ (design.transpose(1, 2) @ y.unsqueeze(2))).squeeze(2)
    residual = y - (design @ weights.unsqueeze(2)).squeeze(2)
    variance = residual.pow(2).sum(1) / max(rows - terms, rows / 4)
    return LinearFit(weights, variance.view(-1, 1, 1) * inverse)


def quadratic_form(rows, covariance):
    """rows (datasets, n, p), covariance (datasets, p, p) -> (datasets, n)"""
    return ((rows @ covariance) * rows).sum(2).clamp_min(0)
