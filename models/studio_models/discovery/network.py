"""The network that judges pairs: a pair stream with triangle products, cut into pieces that read a band of rows at a
time, so that a thousand variables fit into a page.

Triangle products follow Jumper et al. (2021), Highly accurate protein structure prediction with AlphaFold, Nature 596,
supplement 1.6.5, with a third product that joins two causes of a pair.
"""

from dataclasses import dataclass

import torch
from torch import nn

from ..kernels import FEATURES
from .features import CONTEXT

TRIANGLES = 3


@dataclass(frozen=True)
class NetworkConfig:
    width: int = 48
    channels: int = 8  # per kind of triangle
    layers: int = 5
    hidden: int = 96
    head: int = 48
    confounding: bool = False


class Embed(nn.Module):
    """Inputs of pairs (.., inputs), those of the turned pairs -> (.., width)."""

    def __init__(self, config):
        super().__init__()
        self.first = nn.Linear(2 * (FEATURES + CONTEXT), config.width)
        self.second = nn.Linear(config.width, config.width)

    def forward(self, pairs, turned):
        return self.second(torch.relu(self.first(torch.cat([pairs, turned], -1))))


class Prepare(nn.Module):
    """What a layer's triangles multiply: (.., rows, n, width), mask (.., rows, n, 1) -> left, right (.., rows, n, 3 channels)
    and the sums of the normalised stream over the rows (.., n, width)."""

    def __init__(self, config):
        super().__init__()
        self.norm = nn.LayerNorm(config.width)
        self.sides = nn.Linear(config.width, 2 * TRIANGLES * config.channels)

    def forward(self, stream, mask):
        normal = self.norm(stream)
        half = self.sides.out_features // 2
        left, right = (self.sides(normal) * mask).split([half, half], -1)
        return left, right, (normal * mask).sum(-3)


class Mix(nn.Module):
    """stream (.., rows, n, width), left (.., 3 channels, rows, n), right (.., 3 channels, n, n), the means over all rows
    (.., n, width), mask (.., n) -> the stream of the next layer."""

    def __init__(self, config, norm):
        super().__init__()
        width = config.width
        self.norm = [norm]  # that of Prepare, not a parameter twice
        self.triangle_norm = nn.LayerNorm(TRIANGLES * config.channels)
        self.triangle = nn.Linear(TRIANGLES * config.channels, width)
        self.gate = nn.Linear(width, width)
        self.of_row = nn.Linear(width, width)
        self.of_column = nn.Linear(width, width, bias=False)
        self.forward_norm = nn.LayerNorm(width)
        self.expand = nn.Linear(width, config.hidden)
        self.contract = nn.Linear(config.hidden, width)
        for last in (self.triangle, self.of_row, self.of_column, self.contract):
            nn.init.zeros_(last.weight)
            if last.bias is not None:
                nn.init.zeros_(last.bias)

    def forward(self, stream, left, right, column_means, mask):
        normal = self.norm[0](stream)
        products = torch.matmul(left, right)
        # Counted from the front, as the exporter of torch 1.13 wants it.
        products = products.movedim(products.ndim - 3, products.ndim - 1)
        update = self.triangle(self.triangle_norm(products)) * torch.sigmoid(self.gate(normal))
        weights = (mask / mask.sum(-1, keepdim=True)).unsqueeze(-2).unsqueeze(-1)
        row_means = (normal * weights).sum(-2, keepdim=True)
        stream = stream + update + self.of_row(row_means) + self.of_column(column_means).unsqueeze(-3)
        return stream + self.contract(torch.relu(self.expand(self.forward_norm(stream))))


class Head(nn.Module):
    """The last stream of pairs and of the turned pairs (.., width) -> logits (.., 2): of the arrow and, to be added to
    that of the turned pair, of a hidden common cause; no edge has logit 0."""

    def __init__(self, config):
        super().__init__()
        self.first = nn.Linear(2 * config.width, config.head)
        self.second = nn.Linear(config.head, 2)

    def forward(self, pairs, turned):
        return self.second(torch.relu(self.first(torch.cat([pairs, turned], -1))))


def turned(values):
    """(.., n, n, c): the entry of j -> i at [i, j]."""
    return values.transpose(-2, -3)


def arrange(left, right):
    """(.., n, n, 3 channels) each, as Prepare gives them -> what Mix multiplies. The three products at [i, j] are sums
    over k of left[i, k] right[k, j], left[k, i] right[k, j] and left[i, k] right[j, k]."""
    first, second, third = left.movedim(-1, -3).chunk(TRIANGLES, -3)
    left = torch.cat([first, second.transpose(-1, -2), third], -3)
    first, second, third = right.movedim(-1, -3).chunk(TRIANGLES, -3)
    return left, torch.cat([first, second, third.transpose(-1, -2)], -3)


class DiscoveryNetwork(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embed = Embed(config)
        self.prepare = nn.ModuleList(Prepare(config) for _ in range(config.layers))
        self.mix = nn.ModuleList(Mix(config, prepare.norm) for prepare in self.prepare)
        self.norm = nn.LayerNorm(config.width)
        self.head = Head(config)

    def forward(self, inputs, mask=None):
        """inputs (batch, n, n, 42), mask (batch, n) of ones and zeros for places that are filled up -> (batch, n, n, 2)."""
        if mask is None:
            mask = inputs.new_ones(inputs.shape[0], inputs.shape[1])
        pairs = (mask.unsqueeze(-1) * mask.unsqueeze(-2)).unsqueeze(-1)
        count = mask.sum(-1).reshape(-1, 1, 1)
        stream = self.embed(inputs, turned(inputs))
        for prepare, mix in zip(self.prepare, self.mix):
            left, right, sums = prepare(stream, pairs)
            stream = mix(stream, *arrange(left, right), sums / count, mask)
        stream = self.norm(stream)
        return self.head(stream, turned(stream))


def class_logits(logits, confounding):
    """(batch, n, n, 2) -> (batch, n, n, 3 or 4): none, i -> j, j -> i and, with confounding, a hidden common cause."""
    arrow = logits[..., 0]
    classes = [torch.zeros_like(arrow), arrow, arrow.transpose(-1, -2)]
    if confounding:
        classes.append(logits[..., 1] + logits[..., 1].transpose(-1, -2))
    return torch.stack(classes, -1)
