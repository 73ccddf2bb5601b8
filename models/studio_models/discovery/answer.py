"""A data set -> probabilities of its edges, from end to end as the page does it."""

import numpy as np
import torch

from .batches import to_inputs
from .features import column_facts, features_of
from .network import class_logits


def knowledge_matrix(size, required=(), forbidden=()):
    """(n, n, 2) from pairs [cause, effect] that are known to be joined so, or known not to be."""
    known = np.zeros((size, size, 2), np.float32)
    for place, pairs in enumerate((required, forbidden)):
        for cause, effect in pairs:
            known[cause, effect, place] = 1
    return known


def read_inputs(columns, targets, knowledge, **limits):
    """columns (n, rows) with NaN for gaps, targets (rows), knowledge (n, n, 2) -> (n, n, 42) float32."""
    columns, targets = np.asarray(columns, float), np.asarray(targets)
    features = features_of(columns, targets, **limits)
    parts = (features, column_facts(columns).astype(np.float32), knowledge)
    features, facts, knowledge = (torch.from_numpy(part).unsqueeze(0) for part in parts)
    return to_inputs(features, facts, knowledge)[0]


def targets_known(targets):
    """Which temperature holds. A row without a target (-1) was observed or its target is hidden, nobody can tell; that
    some variable was set, and where, shows that the targets are known."""
    return bool((np.asarray(targets) >= 0).any())


def probabilities(logits, confounding, temperature):
    """(n, n, 2) logits -> (n, n, 3 or 4) float64: none, i -> j, j -> i and the hidden common cause."""
    return (class_logits(logits.double(), confounding) / temperature).softmax(-1)
