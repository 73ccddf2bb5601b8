"""Small random draws shared by the generators."""

import math

import torch


def uniform(generator, shape, low=0.0, high=1.0):
    return low + (high - low) * torch.rand(shape, generator=generator)


def log_uniform(generator, shape, low, high):
    return torch.exp(uniform(generator, shape, math.log(low), math.log(high)))


def normal(generator, shape):
    return torch.randn(shape, generator=generator)


def chance(generator, shape, probability):
    return torch.rand(shape, generator=generator) < probability


def choose(generator, shape, probabilities):
    """Index of the chosen alternative."""
    edges = torch.cumsum(torch.tensor(probabilities), 0)
    assert abs(float(edges[-1]) - 1) < 1e-6, probabilities
    return torch.bucketize(torch.rand(shape, generator=generator), edges[:-1])


def standardise_rows(values):
    """Mean 0 and sd 1 over the row axis (1); what does not vary becomes 0."""
    centred = values - values.mean(1, keepdim=True)
    sd = centred.pow(2).mean(1, keepdim=True).sqrt()
    return torch.where(sd > 1e-4, centred / sd.clamp_min(1e-4), torch.zeros_like(centred))
