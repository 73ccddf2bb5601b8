"""One small transformer: rows attend to the observed rows, two heads read bar distributions.

Only MatMul, Add, Mul, Div, Exp, Softmax, Erf, LayerNormalization, Reshape, Transpose, Concat and
ReduceSum reach the exported graph, all in float32, so that every onnxruntime backend runs it.
"""

import math
from dataclasses import dataclass

import torch
from torch import nn

from . import features as f


@dataclass(frozen=True)
class NetworkConfig:
    width: int = 64
    heads: int = 4
    blocks: int = 3
    feed_forward: int = 256
    cell_hidden: int = 24
    column_code: int = 8
    bars: int = 64
    radial_centres: int = 16
    radial_limit: float = 4.0


class Radial(nn.Module):
    """Positions (how far another estimate lies, in anchor standard errors) as soft one-hot codes."""

    def __init__(self, config):
        super().__init__()
        centres = torch.linspace(-config.radial_limit, config.radial_limit, config.radial_centres)
        self.register_buffer("centres", centres)
        self.scale = 1 / float(centres[1] - centres[0])
        self.limit = config.radial_limit

    def forward(self, positions):
        """(..., positions) -> (..., positions * (centres + 1)); the extra one is a squashed copy."""
        # The log form of asinh keeps Asinh, which some backends lack, out of the graph.
        squashed = torch.sign(positions) * torch.log(positions.abs() + torch.sqrt(positions * positions + 1))
        near = positions.clamp(-self.limit - 1, self.limit + 1).unsqueeze(-1)
        bumps = torch.exp(-0.5 * ((near - self.centres) * self.scale) ** 2)
        both = torch.cat([bumps, 0.5 * squashed.unsqueeze(-1)], -1)
        # flatten() would leave a Shape operator in the exported graph.
        return both.reshape(list(positions.shape[:-1]) + [positions.shape[-1] * both.shape[-1]])


class Block(nn.Module):
    """Pre-norm attention to the context rows, then a feed-forward layer."""

    def __init__(self, config):
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.head_width = width // config.heads
        self.norm_attention = nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.merge = nn.Linear(width, width)
        self.norm_forward = nn.LayerNorm(width)
        self.widen = nn.Linear(width, config.feed_forward)
        self.narrow = nn.Linear(config.feed_forward, width)
        self.activation = nn.GELU()

    def split(self, values):
        datasets, rows = values.shape[0], values.shape[1]
        return values.reshape(datasets, rows, self.heads, self.head_width).transpose(1, 2)

    def attend(self, tokens, keys, values, mask):
        queries = self.split(self.query(tokens) * (1 / math.sqrt(self.head_width)))
        scores = torch.matmul(queries, keys.transpose(2, 3))
        if mask is not None:
            scores = scores + mask
        mixed = torch.matmul(torch.softmax(scores, -1), values)
        return self.merge(mixed.transpose(1, 2).reshape(tokens.shape))

    def forward(self, context, others, mask):
        """`others` (the dataset token and the queries) never become keys."""
        normed_context = self.norm_attention(context)
        keys = self.split(self.key(normed_context))
        values = self.split(self.value(normed_context))
        context = context + self.attend(normed_context, keys, values, mask)
        others = others + self.attend(self.norm_attention(others), keys, values, mask)
        context = context + self.narrow(self.activation(self.widen(self.norm_forward(context))))
        others = others + self.narrow(self.activation(self.widen(self.norm_forward(others))))
        return context, others


class EffectNetwork(nn.Module):
    def __init__(self, config):
        super().__init__()
        width = config.width
        self.config = config
        self.radial = Radial(config)
        per_position = config.radial_centres + 1
        self.column_codes = nn.Parameter(0.3 * torch.randn(f.MAX_COLUMNS, config.column_code))
        self.cell_value = nn.Linear(1, config.cell_hidden, bias=False)
        self.cell_column = nn.Linear(f.COLUMN_FEATURES + config.column_code, config.cell_hidden)
        self.cell_out = nn.Linear(config.cell_hidden, width)
        row_inputs = f.ROW_POSITIONS * per_position + f.ROW_FEATURES
        self.row_in = nn.Linear(row_inputs, width)
        self.observed_in = nn.Linear(f.CONTEXT_FEATURES, width)
        dataset_inputs = f.DATASET_POSITIONS * per_position + f.DATASET_FEATURES
        self.dataset_hidden = nn.Linear(dataset_inputs, width)
        self.dataset_to_rows = nn.Linear(width, width)
        self.dataset_to_token = nn.Linear(width, width)
        self.query_code = nn.Parameter(torch.zeros(width))
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.blocks))
        self.norm_rows = nn.LayerNorm(width)
        self.norm_token = nn.LayerNorm(width)
        self.cate_head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, config.bars))
        self.ate_head = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, config.bars))
        self.activation = nn.GELU()
        # The untrained network answers with the marginal distribution around the anchor.
        for head in (self.cate_head, self.ate_head):
            nn.init.zeros_(head[-1].weight)
            nn.init.zeros_(head[-1].bias)

    def cells(self, columns, info):
        """Sum over columns of a small network of (value, column description); empty columns add nothing."""
        codes = self.column_codes.unsqueeze(0) + 0 * info[:, :, :1]
        described = self.cell_column(torch.cat([info, codes], 2)).unsqueeze(1)
        hidden = self.activation(self.cell_value(columns.unsqueeze(3)) + described)
        present = info[:, :, :1].unsqueeze(1)
        return self.cell_out((hidden * present).sum(2)) * (1 / math.sqrt(6))

    def forward(self, context_columns, context_rows, query_columns, query_rows, column_info, dataset, context_mask,
                kept_row_positions=None, kept_dataset_positions=None):
        """context_mask is 0 for a row and very negative for padding (None: no padding). The two `kept` tensors (0 or 1 per
        position) are the anchor dropout of training."""
        row_positions = f.ROW_POSITIONS
        width = row_positions + f.ROW_FEATURES

        def describe(rows):
            bumps = self.radial(rows[:, :, :row_positions])
            if kept_row_positions is not None:
                per_position = bumps.shape[2] // row_positions
                bumps = bumps * kept_row_positions.repeat_interleave(per_position, 1).unsqueeze(1)
            return self.row_in(torch.cat([bumps, rows[:, :, row_positions:width]], 2))

        positions = self.radial(dataset[:, : f.DATASET_POSITIONS])
        if kept_dataset_positions is not None:
            per_position = positions.shape[1] // f.DATASET_POSITIONS
            positions = positions * kept_dataset_positions.repeat_interleave(per_position, 1)
        summary = self.activation(self.dataset_hidden(torch.cat([positions, dataset[:, f.DATASET_POSITIONS :]], 1)))
        shared = self.dataset_to_rows(summary).unsqueeze(1)

        context = describe(context_rows) + self.observed_in(context_rows[:, :, width:]) + shared
        context = context + self.cells(context_columns, column_info)
        queries = describe(query_rows) + self.query_code + shared + self.cells(query_columns, column_info)
        others = torch.cat([self.dataset_to_token(summary).unsqueeze(1), queries], 1)
        mask = None if context_mask is None else context_mask.unsqueeze(1).unsqueeze(1)
        for block in self.blocks:
            context, others = block(context, others, mask)
        token = torch.cat([self.norm_token(others[:, :1]).squeeze(1), summary], 1)
        return self.cate_head(self.norm_rows(others[:, 1:])), self.ate_head(token)
