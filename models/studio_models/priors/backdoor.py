"""Studies with a binary treatment and every confounder measured (the back-door setting)."""

from dataclasses import dataclass

import torch

from .columns import draw_columns
from .draws import chance, choose, log_uniform, normal, uniform
from .functions import random_function

# The study is a sample without replacement from a population with this many more units; the true
# average effect is the population's.
FURTHER_UNITS = 2048
SMALLEST_ARM = 5


@dataclass
class Studies:
    """The first `rows` rows are observed; the later ones are new units of the same population."""

    x: torch.Tensor  # (datasets, all rows, columns)
    treatment: torch.Tensor  # (datasets, all rows), 0 or 1
    outcome: torch.Tensor  # (datasets, all rows)
    effect: torch.Tensor  # (datasets, all rows): E[Y(1) - Y(0) | x]
    average_effect: torch.Tensor  # (datasets,): population mean of `effect`
    binary_outcome: torch.Tensor  # (datasets,)
    rows: int


def draw_studies(generator, datasets, rows, columns):
    x = draw_columns(generator, datasets, rows + FURTHER_UNITS, columns)
    prognosis = random_function(generator, x)
    treatment = _draw_treatment(generator, x, prognosis, rows)
    outcome, effect, binary = _draw_outcome(generator, x, prognosis, treatment)
    return Studies(x, treatment, outcome, effect, effect.mean(1), binary, rows)


def _draw_treatment(generator, x, prognosis, rows):
    datasets = x.shape[0]
    one = (datasets, 1)
    # Half of the studies select treatment partly by the prognosis itself: the hardest confounding.
    alignment = uniform(generator, one, -1, 1) * chance(generator, one, 0.5)
    score = alignment * prognosis + (1 - alignment**2).sqrt() * random_function(generator, x)
    strength = log_uniform(generator, one, 0.2, 3.0) * (~chance(generator, one, 0.15)).float()
    base_rate = uniform(generator, one, 0.12, 0.88)
    probability = torch.sigmoid(strength * score + torch.logit(base_rate)).clamp(0.02, 0.98)
    treatment = (torch.rand(probability.shape, generator=generator) < probability).float()
    treated = treatment[:, :rows].sum(1)
    # A study with a nearly empty arm is run again as an even trial rather than thrown away.
    too_few = (torch.minimum(treated, rows - treated) < SMALLEST_ARM).unsqueeze(1)
    even = (torch.rand(treatment.shape, generator=generator) < 0.5).float()
    return torch.where(too_few, even, treatment)


def _draw_effect(generator, x, prognosis):
    """In units of the sd that the outcome has without any effect."""
    one = (x.shape[0], 1)
    sign = torch.sign(normal(generator, one))
    moderate = (0.5 * normal(generator, one)).abs()
    wide = log_uniform(generator, one, 0.03, 4.0)
    mean = sign * torch.where(chance(generator, one, 0.5), moderate, wide)
    alignment = uniform(generator, one, -1, 1) * chance(generator, one, 0.4)
    shape = alignment * prognosis + (1 - alignment**2).sqrt() * random_function(generator, x)
    spread = uniform(generator, one, 0, 1) * torch.maximum(mean.abs(), 0.6 * torch.ones(1))
    kind = choose(generator, one, [0.10, 0.25, 0.65])
    effect = torch.where(kind == 2, mean + spread * shape, mean.expand(shape.shape))
    return torch.where(kind == 0, torch.zeros(1), effect)


def _draw_noise(generator, x):
    shape = x.shape[:2]
    one = (x.shape[0], 1)
    kind = choose(generator, one, [0.6, 0.2, 0.2])
    gauss = normal(generator, shape)
    student = normal(generator, shape) / normal(generator, (*shape, 4)).pow(2).mean(2).sqrt().clamp_min(0.15)
    skewed = -torch.log(torch.rand(shape, generator=generator).clamp_min(1e-6)) - 1
    noise = torch.where(kind == 0, gauss, torch.where(kind == 1, student / 2**0.5, skewed))
    uneven = uniform(generator, one, 0, 0.7) * chance(generator, one, 0.3)
    return noise * torch.exp(uneven * random_function(generator, x) - uneven**2)


def _draw_outcome(generator, x, prognosis, treatment):
    one = (x.shape[0], 1)
    explained = uniform(generator, one, 0, 0.97) * (~chance(generator, one, 0.15)).float()
    baseline = explained.sqrt() * prognosis
    effect = _draw_effect(generator, x, prognosis)
    # The noise sd is the same in both arms except in one study of seven.
    arm_ratio = torch.where(chance(generator, one, 0.14), log_uniform(generator, one, 0.4, 2.5), torch.ones(one))
    scale = (1 - explained).sqrt() * torch.where(treatment > 0, arm_ratio, torch.ones(one))
    noise = _draw_noise(generator, x)
    kind = choose(generator, one, [0.72, 0.20, 0.08])  # additive, binary, multiplicative

    additive = baseline + treatment * effect + scale * noise

    slope = log_uniform(generator, one, 0.5, 3.0)
    offset = uniform(generator, one, -2, 2)
    risk0 = torch.sigmoid(offset + slope * baseline)
    risk1 = torch.sigmoid(offset + slope * (baseline + effect))
    risk = torch.where(treatment > 0, risk1, risk0)
    events = (torch.rand(risk.shape, generator=generator) < risk).float()

    # Positive, skewed outcomes (income, cost): log-normal, so that the mean is known in closed form.
    rate = uniform(generator, one, 0.2, 0.7)
    sd = (1 - explained).sqrt()
    factor = torch.exp((rate * sd) ** 2 / 2)
    level0 = torch.exp((rate * baseline).clamp(-4, 4))
    level1 = torch.exp((rate * (baseline + effect)).clamp(-4, 4))
    level = torch.where(treatment > 0, level1, level0)
    multiplicative = level * torch.exp(rate * sd * normal(generator, x.shape[:2]))

    outcome = torch.where(kind == 0, additive, torch.where(kind == 1, events, multiplicative))
    truth = torch.where(kind == 0, effect, torch.where(kind == 1, risk1 - risk0, factor * (level1 - level0)))
    # A binary outcome that hardly ever varies says nothing; such studies become additive ones.
    spread = events.mean(1, keepdim=True)
    flat = (kind == 1) & ((spread < 0.05) | (spread > 0.95))
    outcome = torch.where(flat, additive, outcome)
    truth = torch.where(flat, effect, truth)
    return outcome, truth, ((kind == 1) & ~flat).squeeze(1)
