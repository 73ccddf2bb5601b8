"""The network cut into the pieces that are exported, and how a caller joins them (src/engine/discover/neural does the
same in the page). No tensor has a batch axis; `rows` is a band of rows of the n x n matrix of pairs.
"""

import torch
from torch import nn

from .network import arrange, turned

# Graphs may not read and write one name.
PREPARED = ["next_stream", "next_left", "next_right", "sums"]


def prepared(prepare, stream, row_mask, mask):
    """What the next layer multiplies: left, right (3 channels, rows, n) and sums (n, width)."""
    left, right, sums = prepare(stream, (row_mask.unsqueeze(-1) * mask.unsqueeze(-2)).unsqueeze(-1))
    return left.permute(2, 0, 1), right.permute(2, 0, 1), sums


class EmbedPiece(nn.Module):
    inputs, outputs = ["pairs", "turned", "row_mask", "mask"], PREPARED

    def __init__(self, network):
        super().__init__()
        self.embed, self.prepare = network.embed, network.prepare[0]

    def forward(self, pairs, turned, row_mask, mask):
        stream = self.embed(pairs, turned)
        return (stream, *prepared(self.prepare, stream, row_mask, mask))


class LayerPiece(nn.Module):
    """A layer's products and what the next layer multiplies."""

    inputs, outputs = ["stream", "left", "right", "means", "row_mask", "mask"], PREPARED

    def __init__(self, network, layer):
        super().__init__()
        self.norm, self.mix = network.prepare[layer].norm, network.mix[layer]
        self.next = network.prepare[layer + 1]

    def forward(self, stream, left, right, means, row_mask, mask):
        stream = self.mix(stream, left, right, means, mask)
        return (stream, *prepared(self.next, stream, row_mask, mask))


class LastLayerPiece(nn.Module):
    """The last layer's products, then the norm that the head reads; rows that are filled up become 0."""

    inputs, outputs = LayerPiece.inputs, ["next_stream"]

    def __init__(self, network):
        super().__init__()
        self.layer_norm, self.mix, self.norm = network.prepare[-1].norm, network.mix[-1], network.norm

    def forward(self, stream, left, right, means, row_mask, mask):
        stream = self.norm(self.mix(stream, left, right, means, mask))
        return (stream * row_mask.unsqueeze(-1).unsqueeze(-1),)


class HeadPiece(nn.Module):
    inputs, outputs = ["pairs", "turned"], ["logits"]

    def __init__(self, network):
        super().__init__()
        self.head = network.head

    def forward(self, pairs, turned):
        return (self.head(pairs, turned),)


def pieces_of(network):
    """Name -> module, in the order in which they run."""
    layers = network.config.layers
    named = {"embed": EmbedPiece(network)}
    named.update({f"layer-{k + 1}": LayerPiece(network, k) for k in range(layers - 1)})
    named[f"layer-{layers}"] = LastLayerPiece(network)
    named["head"] = HeadPiece(network)
    return {name: piece.eval() for name, piece in named.items()}


def arranged(left, right):
    """(3 channels, n, n) each, as the pieces give them -> as they take them."""
    return arrange(left.movedim(0, -1), right.movedim(0, -1))


def judge(run, layers, inputs, mask=None, band=None):
    """inputs (n, n, 42), mask (n) -> logits (n, n, 2).

    run(piece, tensors by name) -> tensors by name; band: the most rows that a run gets, by default all.
    """
    size = len(inputs)
    mask = inputs.new_ones(size) if mask is None else mask
    bands = [slice(start, start + (band or size)) for start in range(0, size, band or size)]

    def join(found):
        """The bands' outputs put together."""
        whole = {"stream": torch.cat([one["next_stream"] for one in found])}
        if "sums" in found[0]:
            sides = (torch.cat([one[side] for one in found], 1) for side in ("next_left", "next_right"))
            whole["left"], whole["right"] = arranged(*sides)
            whole["means"] = sum(one["sums"] for one in found) / mask.sum()
        return whole

    other = turned(inputs)
    now = join([
        run("embed", {"pairs": inputs[rows], "turned": other[rows], "row_mask": mask[rows], "mask": mask})
        for rows in bands
    ])
    for layer in range(1, layers + 1):
        now = join([
            run(f"layer-{layer}", {
                "stream": now["stream"][rows], "left": now["left"][:, rows], "right": now["right"],
                "means": now["means"], "row_mask": mask[rows], "mask": mask,
            })
            for rows in bands
        ])
    stream, other = now["stream"], turned(now["stream"])
    return torch.cat([run("head", {"pairs": stream[rows], "turned": other[rows]})["logits"] for rows in bands])


def run_in_torch(pieces):
    def run(name, tensors):
        piece = pieces[name]
        with torch.no_grad():
            return dict(zip(piece.outputs, piece(*(tensors[key] for key in piece.inputs))))

    return run
