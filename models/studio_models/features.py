"""The only raw -> tensor code in Python. TypeScript twin: src/engine/neural/effect-features.ts.

A change that alters any number raises FEATURE_VERSION in both places.
"""

import math
from dataclasses import dataclass

import torch

from . import anchors
from .anchors import MAX_COLUMNS

FEATURE_VERSION = 1
COLUMN_FEATURES = 6
ROW_POSITIONS = 4
ROW_FEATURES = 8
CONTEXT_FEATURES = 4
DATASET_POSITIONS = 6
DATASET_FEATURES = 22
X_LIMIT = 5.0
Y_LIMIT = 10.0
# No anchor may claim to know an effect better than this share of the outcome's sd.
EFFECT_SD_FLOOR = 0.01


@dataclass
class Encoded:
    """What the network reads, and the frames in which its answers are read back.

    The network answers "how many anchor standard errors away": effect = centre + scale * answer.
    Centres and scales are in units of the pooled outcome sd.
    """

    context_columns: torch.Tensor  # (datasets, context, MAX_COLUMNS)
    context_rows: torch.Tensor  # (datasets, context, ROW_POSITIONS + ROW_FEATURES + CONTEXT_FEATURES)
    query_columns: torch.Tensor  # (datasets, queries, MAX_COLUMNS)
    query_rows: torch.Tensor  # (datasets, queries, ROW_POSITIONS + ROW_FEATURES)
    column_info: torch.Tensor  # (datasets, MAX_COLUMNS, COLUMN_FEATURES)
    dataset: torch.Tensor  # (datasets, DATASET_POSITIONS + DATASET_FEATURES)
    cate_centre: torch.Tensor  # (datasets, queries)
    cate_scale: torch.Tensor
    ate_centre: torch.Tensor  # (datasets,)
    ate_scale: torch.Tensor
    outcome_mean: torch.Tensor  # (datasets,)
    outcome_sd: torch.Tensor


def context_stride(treatment, limit):
    """Rows that the network attends to: every k-th row of each arm, so that no seed is involved."""
    rows = len(treatment)
    if rows <= limit:
        return list(range(rows))
    arms = [[i for i in range(rows) if treatment[i] == arm] for arm in (1, 0)]
    treated_share = min(max(math.floor(limit * len(arms[0]) / rows + 0.5), 1), limit - 1)
    chosen = []
    for arm, wanted in zip(arms, (treated_share, limit - treated_share)):
        chosen += [arm[(k * len(arm)) // wanted] for k in range(wanted)]
    return sorted(chosen)


def correlation(x, y):
    """Of each column of standardised x with y."""
    centred = y - y.mean(1, keepdim=True)
    sd = centred.pow(2).mean(1, keepdim=True).sqrt().clamp_min(1e-9)
    return (x * (centred / sd).unsqueeze(2)).mean(1)


def encode(x, treatment, outcome, query_x, context_index):
    """Raw float64 tensors: x (datasets, rows, columns), query_x (datasets, queries, columns),
    context_index (datasets, context). Columns that do not vary are the caller's to drop."""
    rows, columns = x.shape[1:]
    a = treatment
    x_mean = x.mean(1, keepdim=True)
    x_sd = (x - x_mean).pow(2).mean(1, keepdim=True).sqrt()
    x_sd = torch.where(x_sd > 0, x_sd, torch.ones_like(x_sd))
    z = ((x - x_mean) / x_sd).clamp(-X_LIMIT, X_LIMIT)
    z_query = ((query_x - x_mean) / x_sd).clamp(-X_LIMIT, X_LIMIT)
    y_mean = outcome.mean(1)
    y_sd = (outcome - y_mean.unsqueeze(1)).pow(2).mean(1).sqrt()
    y_sd = torch.where(y_sd > 0, y_sd, torch.ones_like(y_sd))
    y = ((outcome - y_mean.unsqueeze(1)) / y_sd.unsqueeze(1)).clamp(-Y_LIMIT, Y_LIMIT)

    # Strongest column first, so that the answer does not depend on the order of the columns.
    with_y, with_a = correlation(z, y), correlation(z, a)
    order = torch.argsort(-(with_y.abs() + with_a.abs()), dim=1, stable=True)
    z = z.gather(2, order.unsqueeze(1).expand(z.shape))
    z_query = z_query.gather(2, order.unsqueeze(1).expand(z_query.shape))
    with_y, with_a = with_y.gather(1, order), with_a.gather(1, order)

    info = torch.zeros(len(x), MAX_COLUMNS, COLUMN_FEATURES, dtype=x.dtype)
    low, high = z.amin(1, keepdim=True), z.amax(1, keepdim=True)
    info[:, :columns, 0] = 1
    info[:, :columns, 1] = ((z == low) | (z == high)).all(1).to(x.dtype)
    info[:, :columns, 2] = with_y
    info[:, :columns, 3] = with_a
    info[:, :columns, 4] = with_y.abs() + with_a.abs()
    info[:, :columns, 5] = torch.tanh(z.pow(3).mean(1) / 2)

    fit = fit_anchors(z, a, y)
    at_rows = describe_rows(fit, z)
    at_queries = describe_rows(fit, z_query)
    residual = y - torch.where(a > 0, at_rows.mu1, at_rows.mu0)
    balance = (a - at_rows.propensity) / (at_rows.propensity * (1 - at_rows.propensity))
    pseudo = at_rows.effect + balance * residual
    ate = average_effects(fit, at_rows, z, a, y, pseudo)

    def row_features(at):
        positions = torch.stack([
            -at.effect / at.scale,
            (ate.centre.unsqueeze(1) - at.effect) / at.scale,
            (at.linear_effect - at.effect) / at.scale,
            (ate.ridge.unsqueeze(1) - at.effect) / at.scale,
        ], 2)
        extras = torch.stack([
            at.scale.log(),
            torch.asinh(at.effect),
            torch.asinh(at.mu0),
            torch.asinh(at.mu1),
            2 * at.propensity - 1,
            (at.scale / ate.scale.unsqueeze(1)).log(),
            torch.asinh(at.effect - ate.centre.unsqueeze(1)),
            (at.linear_se / at.scale).log(),
        ], 2)
        return torch.cat([positions, extras], 2)

    noise_sd = fit.outcome.noise_variance.sqrt().clamp_min(1e-4).unsqueeze(1)
    observed = torch.stack([
        2 * a - 1,
        torch.asinh(y),
        torch.asinh(residual / noise_sd),
        torch.asinh((pseudo - at_rows.effect) / noise_sd),
    ], 2)
    context_rows = torch.cat([row_features(at_rows), observed], 2)

    def take(values):
        index = context_index.unsqueeze(2).expand(-1, -1, values.shape[2])
        return values.gather(1, index)

    return Encoded(
        context_columns=pad_columns(take(z)),
        context_rows=take(context_rows),
        query_columns=pad_columns(z_query),
        query_rows=row_features(at_queries),
        column_info=info,
        dataset=dataset_features(fit, at_rows, ate, a, y, outcome, residual, noise_sd, columns),
        cate_centre=at_queries.effect,
        cate_scale=at_queries.scale,
        ate_centre=ate.centre,
        ate_scale=ate.scale,
        outcome_mean=y_mean,
        outcome_sd=y_sd,
    )


def pad_columns(z):
    return torch.nn.functional.pad(z, (0, MAX_COLUMNS - z.shape[2]))


@dataclass
class Anchors:
    propensity: anchors.RidgeAverage
    outcome: anchors.RidgeAverage
    linear: anchors.LinearFit  # outcome on covariates, treatment and their products
    adjusted: anchors.LinearFit  # outcome on covariates and treatment


def covariate_terms(z):
    return torch.cat([torch.ones_like(z[:, :, :1]), z], 2)


def effect_terms(z, curved):
    return torch.cat([covariate_terms(z), curved[:, :, : anchors.EFFECT_FEATURES]], 2)


def propensity_at(fit, z, curved):
    raw = (torch.cat([covariate_terms(z), curved], 2) @ fit.weights.unsqueeze(2)).squeeze(2)
    return raw.clamp(anchors.PROPENSITY_FLOOR, 1 - anchors.PROPENSITY_FLOOR)


def fit_anchors(z, a, y):
    columns = z.shape[2]
    curved = anchors.fourier_features(z)
    base = covariate_terms(z)
    propensity = anchors.ridge_average(
        torch.cat([base, curved], 2), a, anchors.propensity_penalties(columns), 1
    )
    score = propensity_at(propensity, z, curved)
    treated = (a - score).unsqueeze(2)
    prognosis = torch.cat([base, curved, 2 * score.unsqueeze(2) - 1], 2)
    effect = effect_terms(z, curved)
    outcome = anchors.ridge_average(
        torch.cat([prognosis, treated * effect], 2), y, anchors.outcome_penalties(columns), effect.shape[2]
    )
    arm = a.unsqueeze(2)
    linear = anchors.least_squares(torch.cat([base, arm * base], 2), y, 0.5)
    adjusted = anchors.least_squares(torch.cat([base, arm], 2), y, 0.01)
    return Anchors(propensity, outcome, linear, adjusted)


@dataclass
class RowAnchors:
    effect: torch.Tensor
    scale: torch.Tensor
    mu0: torch.Tensor
    mu1: torch.Tensor
    propensity: torch.Tensor
    linear_effect: torch.Tensor
    linear_se: torch.Tensor


def describe_rows(fit, z):
    curved = anchors.fourier_features(z)
    base = covariate_terms(z)
    effect_design = effect_terms(z, curved)
    tail = effect_design.shape[2]
    score = propensity_at(fit.propensity, z, curved)
    weights = fit.outcome.weights
    effect = (effect_design @ weights[:, -tail:].unsqueeze(2)).squeeze(2)
    prognosis = torch.cat([base, curved, 2 * score.unsqueeze(2) - 1], 2)
    mean = (prognosis @ weights[:, :-tail].unsqueeze(2)).squeeze(2)
    variance = anchors.quadratic_form(effect_design, fit.outcome.tail_covariance)
    terms = base.shape[2]
    linear_effect = (base @ fit.linear.weights[:, terms:].unsqueeze(2)).squeeze(2)
    linear_variance = anchors.quadratic_form(base, fit.linear.covariance[:, terms:, terms:])
    return RowAnchors(
        effect=effect,
        scale=(variance + EFFECT_SD_FLOOR**2).sqrt(),
        mu0=mean - score * effect,
        mu1=mean + (1 - score) * effect,
        propensity=score,
        linear_effect=linear_effect,
        linear_se=(linear_variance + EFFECT_SD_FLOOR**2).sqrt(),
    )


@dataclass
class AverageEffects:
    """Average-effect anchors with standard errors, in units of the pooled outcome sd."""

    centre: torch.Tensor
    scale: torch.Tensor
    ridge: torch.Tensor
    ridge_se: torch.Tensor
    difference: torch.Tensor
    difference_se: torch.Tensor
    adjusted: torch.Tensor
    adjusted_se: torch.Tensor
    linear: torch.Tensor
    linear_se: torch.Tensor
    weighted: torch.Tensor


def average_effects(fit, at, z, a, y, pseudo):
    rows = a.shape[1]
    curved_mean = effect_terms(z, anchors.fourier_features(z)).mean(1, keepdim=True)
    spread = (at.effect - at.effect.mean(1, keepdim=True)).pow(2).mean(1)
    ridge_se = (anchors.quadratic_form(curved_mean, fit.outcome.tail_covariance).squeeze(1) + spread / rows).sqrt()
    # Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994), without cross-fitting.
    centre = pseudo.mean(1)
    scale = ((pseudo - centre.unsqueeze(1)).pow(2).mean(1) / rows).sqrt()

    treated, control = a.sum(1), (1 - a).sum(1)
    mean1, mean0 = (a * y).sum(1) / treated, ((1 - a) * y).sum(1) / control
    var1 = (a * (y - mean1.unsqueeze(1)).pow(2)).sum(1) / treated
    var0 = ((1 - a) * (y - mean0.unsqueeze(1)).pow(2)).sum(1) / control
    base_mean = covariate_terms(z).mean(1, keepdim=True)
    terms = base_mean.shape[2]
    linear_variance = anchors.quadratic_form(base_mean, fit.linear.covariance[:, terms:, terms:]).squeeze(1)
    linear_at_mean = (base_mean.squeeze(1) * fit.linear.weights[:, terms:]).sum(1)
    w1, w0 = a / at.propensity, (1 - a) / (1 - at.propensity)
    weighted = (w1 * y).sum(1) / w1.sum(1) - (w0 * y).sum(1) / w0.sum(1)
    floor = EFFECT_SD_FLOOR**2
    return AverageEffects(
        centre=centre,
        scale=(scale**2 + floor).sqrt(),
        ridge=at.effect.mean(1),
        ridge_se=(ridge_se**2 + floor).sqrt(),
        difference=mean1 - mean0,
        difference_se=(var1 / treated + var0 / control + floor).sqrt(),
        adjusted=fit.adjusted.weights[:, -1],
        adjusted_se=(fit.adjusted.covariance[:, -1, -1] + floor).sqrt(),
        linear=linear_at_mean,
        linear_se=(linear_variance + floor).sqrt(),
        weighted=weighted,
    )


def dataset_features(fit, at, ate, a, y, outcome, residual, noise_sd, columns):
    rows = a.shape[1]
    estimates = [torch.zeros_like(ate.centre), ate.difference, ate.adjusted, ate.linear, ate.ridge, ate.weighted]
    positions = [(estimate - ate.centre) / ate.scale for estimate in estimates]
    ratios = [
        (se / ate.scale).log() for se in (ate.difference_se, ate.adjusted_se, ate.linear_se, ate.ridge_se)
    ]
    variance = at.propensity * (1 - at.propensity)
    posterior = fit.outcome.posterior.view(-1, len(anchors.NOISE_RATIOS), len(anchors.CURVATURE_SHARES), len(anchors.EFFECT_SCALES))
    ratio_logs = torch.tensor(anchors.NOISE_RATIOS, dtype=a.dtype).log()
    spread = (at.effect - ate.ridge.unsqueeze(1)).pow(2).mean(1).sqrt()
    two_values = ((outcome == outcome.amin(1, keepdim=True)) | (outcome == outcome.amax(1, keepdim=True))).all(1)
    scaled = residual / noise_sd
    full = torch.full_like(ate.centre, 1.0)
    features = ratios + [
        ate.scale.log(),
        torch.asinh(ate.centre),
        full * (torch.tensor(float(rows)).log() - 6),
        full * (columns / MAX_COLUMNS),
        fit.outcome.explained,
        fit.outcome.noise_variance.clamp_min(1e-8).log() / 2,
        fit.propensity.explained,
        2 * a.mean(1) - 1,
        (0.25 / variance).mean(1).log(),
        at.propensity.std(1, unbiased=False),
        (posterior.sum((2, 3)) * ratio_logs).sum(1) / 3,
        posterior[:, :, 1, :].sum((1, 2)),
        posterior[:, :, :, 1].sum((1, 2)),
        (spread + EFFECT_SD_FLOOR).log(),
        (spread / at.scale.mean(1)).clamp_max(10).log1p(),
        two_values.to(a.dtype),
        torch.tanh(scaled.pow(3).mean(1) / 2),
        torch.tanh((scaled.pow(4).mean(1) - 3) / 6),
    ]
    assert len(positions) == DATASET_POSITIONS and len(features) == DATASET_FEATURES
    return torch.stack(positions + features, 1)
