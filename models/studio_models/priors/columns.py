"""Covariates: dependent columns of mixed kinds."""

import torch

from .draws import chance, choose, normal, standardise_rows, uniform

NORMAL, BINARY, ORDINAL, HEAVY, SKEWED, UNIFORM, ZERO_INFLATED = range(7)
KIND_PROBABILITIES = [0.42, 0.23, 0.10, 0.08, 0.08, 0.05, 0.04]


def draw_columns(generator, datasets, rows, columns):
    """(datasets, rows, columns), standardised."""
    source = normal(generator, (datasets, rows, columns))
    dependence = choose(generator, (datasets, 1, 1), [0.3, 0.4, 0.3])
    strength = uniform(generator, (datasets, 1, 1), 0.2, 1.5)
    mixing = torch.eye(columns) + strength * normal(generator, (datasets, columns, columns)) / columns**0.5
    linear = standardise_rows(source @ mixing)
    hidden = torch.tanh(1.5 * source @ normal(generator, (datasets, columns, 12)) / columns**0.5)
    network = standardise_rows(hidden @ normal(generator, (datasets, 12, columns)) / 12**0.5 + 0.4 * source)
    base = torch.where(dependence == 0, source, torch.where(dependence == 1, linear, network))

    kind = choose(generator, (datasets, 1, columns), KIND_PROBABILITIES)
    kind = torch.where(chance(generator, (datasets, 1, 1), 0.3), torch.full_like(kind, NORMAL), kind)
    threshold = uniform(generator, (datasets, 1, columns), -1.3, 1.3)
    levels = 3 + choose(generator, (datasets, 1, columns), [0.3, 0.3, 0.2, 0.2])
    mixed = base
    mixed = torch.where(kind == BINARY, (base > threshold).float(), mixed)
    mixed = torch.where(kind == ORDINAL, torch.floor((base.clamp(-1.99, 1.99) + 2) * levels / 4), mixed)
    mixed = torch.where(kind == HEAVY, torch.sinh(1.2 * base.clamp(-4, 4)), mixed)
    mixed = torch.where(kind == SKEWED, torch.exp(0.8 * base.clamp(-4, 4)), mixed)
    mixed = torch.where(kind == UNIFORM, torch.erf(base / 2**0.5), mixed)
    mixed = torch.where(kind == ZERO_INFLATED, (base - 0.3).clamp_min(0), mixed)
    return standardise_rows(mixed)
