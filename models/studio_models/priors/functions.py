"""Random functions of the covariates: linear, smooth, kinked, periodic, stepped, interacting."""

import torch

from .draws import chance, choose, log_uniform, normal, standardise_rows, uniform

HIDDEN = 20
NARROW = 3
ACTIVATIONS = [
    (0.28, lambda pre: pre),
    (0.24, torch.tanh),
    (0.16, torch.relu),
    (0.12, torch.sin),
    (0.10, lambda pre: (pre > 0).float()),
    (0.10, lambda pre: pre * pre.roll(1, -1)),
]


def random_function(generator, x):
    """x (datasets, rows, columns) -> (datasets, rows), mean 0 and sd 1 over the rows."""
    datasets, _, columns = x.shape
    x = x.clamp(-5, 5)
    active = chance(generator, (datasets, columns), uniform(generator, (datasets, 1), 0.15, 1.0))
    forced = torch.randint(columns, (datasets, 1), generator=generator)
    active = active.float().scatter(1, forced, 1.0)
    count = active.sum(1).clamp_min(1).view(-1, 1, 1)
    gain = log_uniform(generator, (datasets, 1, 1), 0.5, 2.5)
    weights = normal(generator, (datasets, columns, HIDDEN)) * active.unsqueeze(2) * gain / count.sqrt()
    pre = x @ weights + normal(generator, (datasets, 1, HIDDEN))

    kind = choose(generator, (datasets,), [probability for probability, _ in ACTIVATIONS])
    hidden = torch.empty_like(pre)
    for index, (_, activation) in enumerate(ACTIVATIONS):
        chosen = (kind == index).nonzero().squeeze(1)
        if len(chosen):
            hidden[chosen] = activation(pre[chosen])

    # A quarter of the functions come from narrow networks: few, recognisable bends.
    narrow = chance(generator, (datasets, 1), 0.25) & (torch.arange(HIDDEN) >= NARROW)
    readout = normal(generator, (datasets, HIDDEN)) * (~narrow).float()
    curved = standardise_rows((hidden @ readout.unsqueeze(2)).squeeze(2))
    slopes = normal(generator, (datasets, columns)) * active
    straight = standardise_rows((x @ slopes.unsqueeze(2)).squeeze(2))
    share = uniform(generator, (datasets, 1), 0, 1) * chance(generator, (datasets, 1), 0.5).float()
    return standardise_rows((1 - share) * curved + share * straight)
