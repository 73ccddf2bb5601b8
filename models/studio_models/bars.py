"""Bar distributions: a histogram between fixed borders with half-normal tails.

TypeScript twin: src/engine/neural/effect-readout.ts.
"""

import math

import torch


def quantile_borders(sample, bars):
    """bars - 1 finite borders at equal probabilities of the sample; both end bars are open."""
    levels = torch.arange(1, bars, dtype=torch.float64) / bars
    borders = torch.quantile(sample.double(), levels)
    # Rounded so that the manifest carries them exactly; nudged apart so that no bar is empty.
    borders = torch.round(borders * 1e4) / 1e4
    for index in range(1, len(borders)):
        borders[index] = max(float(borders[index]), float(borders[index - 1]) + 1e-3)
    return borders


def tail_scales(sample, borders):
    """Sd of the half-normal beyond each end: the root mean square distance of what lies there."""
    low, high = borders[0] - sample, sample - borders[-1]
    return (
        round(float(low[low > 0].pow(2).mean().sqrt()), 4),
        round(float(high[high > 0].pow(2).mean().sqrt()), 4),
    )


def log_density(logits, target, borders, tails):
    """Log density of target (...,) under logits (..., bars)."""
    bar = torch.bucketize(target, borders)
    log_mass = torch.log_softmax(logits, -1).gather(-1, bar.unsqueeze(-1)).squeeze(-1)
    width = borders[1:] - borders[:-1]
    inner = -torch.log(width)[(bar - 1).clamp(0, len(width) - 1)]
    last = len(borders)

    def tail(distance, scale):
        return math.log(math.sqrt(2 / math.pi) / scale) - 0.5 * (distance / scale) ** 2

    within = torch.where(bar == 0, tail(borders[0] - target, tails[0]), inner)
    within = torch.where(bar == last, tail(target - borders[-1], tails[1]), within)
    return log_mass + within


def mean(logits, borders, tails):
    half_normal_mean = math.sqrt(2 / math.pi)
    centres = torch.cat([
        borders[:1] - half_normal_mean * tails[0],
        (borders[1:] + borders[:-1]) / 2,
        borders[-1:] + half_normal_mean * tails[1],
    ])
    return torch.softmax(logits, -1) @ centres


def variance(logits, borders, tails):
    half_normal_mean = math.sqrt(2 / math.pi)
    left, right = borders[:-1], borders[1:]
    second = torch.cat([
        (borders[:1] ** 2 - 2 * borders[:1] * half_normal_mean * tails[0] + tails[0] ** 2),
        (left**2 + left * right + right**2) / 3,
        (borders[-1:] ** 2 + 2 * borders[-1:] * half_normal_mean * tails[1] + tails[1] ** 2),
    ])
    return torch.softmax(logits, -1) @ second - mean(logits, borders, tails) ** 2


def quantile(logits, level, borders, tails):
    """Inverse distribution function at one level, linear inside a bar."""
    mass = torch.softmax(logits, -1)
    upper = mass.cumsum(-1)
    bar = (upper < level).sum(-1).clamp_max(mass.shape[-1] - 1)
    held = mass.gather(-1, bar.unsqueeze(-1)).squeeze(-1)
    below = upper.gather(-1, bar.unsqueeze(-1)).squeeze(-1) - held
    share = ((level - below) / held.clamp_min(1e-12)).clamp(0, 1)
    last = len(borders)
    left = borders[(bar - 1).clamp(0, last - 1)]
    right = borders[bar.clamp(0, last - 1)]
    inner = left + share * (right - left)
    # Beyond the ends: P(distance > t) = 2 (1 - Phi(t / scale)) for a half-normal.
    root2 = math.sqrt(2)
    # Shares are kept off 0 and 1, where the half-normal quantile is infinite.
    low = borders[0] - tails[0] * root2 * torch.erfinv(1 - share.clamp(1e-6, 1))
    high = borders[-1] + tails[1] * root2 * torch.erfinv(share.clamp(0, 1 - 1e-6))
    return torch.where(bar == 0, low, torch.where(bar == last, high, inner))
