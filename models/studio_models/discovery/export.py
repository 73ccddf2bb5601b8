"""python3 -m studio_models.discovery.export runs/neural-strict/checkpoint.pt [--out exported/neural-strict]

Writes the network in pieces, manifest.json and parity.json; refuses when torch and onnxruntime disagree. Takes the
temperatures that `calibrate` left beside the checkpoint, else 1. With torch 2 the package onnx must be installed.
"""

import argparse
import datetime
import hashlib
import inspect
import json
import pathlib
import warnings

import torch

from ..export import ALLOWED_OPERATORS as ALLOWED_IN_EFFECT_MODEL
from ..export import LARGEST_DISAGREEMENT, OPSET, rounded
from ..kernels import FEATURES
from ..onnx_file import operators
from . import broad_prior, order_search, priors
from .answer import knowledge_matrix, probabilities, read_inputs, targets_known
from .features import CONTEXT
from .network import TRIANGLES
from .node_runtime import NodeRuntime
from .parity_cases import parity_cases, table_of
from .pieces import judge, pieces_of, run_in_torch
from .train import load_trained

VERSION = 1
VARIABLES = [3, 1000]
# Where the sizes and rows of a pool's data sets stand.
DRAWN_BY = {"strict": priors, "broad": broad_prior}
ALLOWED_OPERATORS = ALLOWED_IN_EFFECT_MODEL | {"Relu", "Sigmoid", "Split"}
# The axes of what pieces read and write that vary.
AXES = {
    "pairs": {0: "rows", 1: "n"},
    "turned": {0: "rows", 1: "n"},
    "stream": {0: "rows", 1: "n"},
    "left": {1: "rows", 2: "n"},
    "right": {1: "n", 2: "n"},
    "means": {0: "n"},
    "row_mask": {0: "rows"},
    "mask": {0: "n"},
    "next_stream": {0: "rows", 1: "n"},
    "next_left": {1: "rows", 2: "n"},
    "next_right": {1: "rows", 2: "n"},
    "sums": {0: "n"},
    "logits": {0: "rows", 1: "n"},
}
# Where torch and onnxruntime are compared: variables, places filled up, rows of a band.
COMPARED = [(6, 0, None), (6, 10, 8), (12, 0, 5), (12, 4, None), (40, 0, None), (40, 24, 16)]
# Pairs whose features parity.json holds.
SHOWN = [(0, 1), (1, 0), (0, -1), (-1, 1)]


def example_for(name, config, rows=5, size=7):
    """Tensors of the shapes that a piece reads, by name."""
    channels = TRIANGLES * config.channels
    width = FEATURES + CONTEXT if name == "embed" else config.width
    shapes = {
        "pairs": (rows, size, width),
        "turned": (rows, size, width),
        "stream": (rows, size, width),
        "left": (channels, rows, size),
        "right": (channels, size, size),
        "means": (size, width),
        "row_mask": (rows,),
        "mask": (size,),
    }
    return {key: torch.full(shape, 0.5) for key, shape in shapes.items()}


def write_piece(name, piece, config, path):
    """Returns the operators of the graph, name -> how often."""
    examples = example_for(name, config)
    # Newer versions of torch have two exporters; this is the one that 1.13 has.
    which = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            piece, tuple(examples[key] for key in piece.inputs), str(path), opset_version=OPSET, input_names=piece.inputs,
            output_names=piece.outputs, dynamic_axes={key: AXES[key] for key in piece.inputs + piece.outputs}, **which,
        )
    found = operators(path.read_bytes())
    unexpected = sorted(set(found) - ALLOWED_OPERATORS)
    if unexpected:
        raise ValueError(f"{path.name} uses {unexpected}; allowed are {sorted(ALLOWED_OPERATORS)}")
    return found


def write_pieces(network, folder):
    """(what the manifest says of each piece, operators of all)"""
    described, counts = {}, {}
    for name, piece in pieces_of(network).items():
        path = folder / f"{name}.onnx"
        for operator, count in write_piece(name, piece, network.config, path).items():
            counts[operator] = counts.get(operator, 0) + count
        data = path.read_bytes()
        described[name] = {
            "file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
            "inputs": piece.inputs, "outputs": piece.outputs,
        }
    return described, dict(sorted(counts.items()))


def largest_difference(network, run):
    """Between the logits of the whole network in torch and those of the exported pieces, padded or not, whole or in bands."""
    generator, worst = torch.Generator().manual_seed(3), 0.0
    for size, filled_up, band in COMPARED:
        inputs = torch.randn(size, size, FEATURES + CONTEXT, generator=generator)
        with torch.no_grad():
            wanted = network(inputs.unsqueeze(0))[0]
        padded = torch.nn.functional.pad(inputs, (0, 0, 0, filled_up, 0, filled_up))
        mask = torch.ones(size + filled_up)
        mask[size:] = 0
        found = judge(run, network.config.layers, padded, mask, band)[:size, :size]
        worst = max(worst, float((wanted - found).abs().max()))
    return worst


def parity_case(name, case, network, run, temperatures):
    """The case with its answers, and how far torch and onnxruntime are apart in its logits."""
    columns, targets = table_of(case)
    size = len(columns)
    limits = {"most_numbers": case["mostNumbers"]} if "mostNumbers" in case else {}
    inputs = read_inputs(columns, targets, knowledge_matrix(size, **case["knowledge"]), **limits)
    with torch.no_grad():
        logits = network(inputs.unsqueeze(0))[0]
    apart = float((logits - judge(run, network.config.layers, inputs)).abs().max())
    temperature = temperatures["known" if targets_known(targets) else "hidden"]
    classes = probabilities(logits, network.config.confounding, temperature)
    shown = [(i % size, j % size) for i, j in SHOWN]
    features = [[i, j, f, *rounded([inputs[i, j, f].item()])] for i, j in shown for f in range(FEATURES)]
    of_pairs = lambda kind: rounded(classes[..., kind].fill_diagonal_(0).flatten().tolist(), 8)
    answers = {"probabilities": of_pairs(1)}
    if network.config.confounding:
        answers["confounded"] = of_pairs(3)
    return {"name": name, **case, "firstFeatures": features, **answers}, apart


def manifest_record(config, saved, network, temperatures, pieces, found, worst):
    shape = network.config
    drawn = [DRAWN_BY[pool] for pool in config.pools]
    return {
        "id": config.id,
        "version": VERSION,
        "label": config.label,
        "pieces": {
            "embed": pieces["embed"],
            "layers": [pieces[f"layer-{k + 1}"] for k in range(shape.layers)],
            "head": pieces["head"],
        },
        "date": datetime.date.today().isoformat(),
        "opset": OPSET,
        "featureVersion": saved["feature_version"],
        "parameters": sum(p.numel() for p in network.parameters()),
        "width": shape.width,
        "channels": shape.channels,
        "layers": shape.layers,
        "confounding": shape.confounding,
        "temperatures": temperatures,
        "limits": {
            "variables": VARIABLES,
            "trainedVariables": [min(min(one.SIZES) for one in drawn), max(max(one.SIZES) for one in drawn)],
            "rows": [min(one.FEWEST_ROWS for one in drawn), max(one.MOST_ROWS for one in drawn)],
        },
        "searches": {
            "penaltyDiscount": order_search.PENALTY_DISCOUNT,
            "starts": order_search.STARTS,
            "mostSweeps": order_search.MOST_SWEEPS,
        },
        "training": {
            "gitRevision": saved["git_revision"],
            "steps": saved["step"],
            "studies": saved["studies"],
            "minutes": round(saved["spent"] / 60, 1),
            "threads": config.threads,
            "config": saved["config"],
            "history": saved["history"],
        },
        "operators": found,
        "largestDisagreement": float(f"{worst:.1e}"),
    }


def temperatures_beside(checkpoint):
    path = checkpoint.with_name("temperatures.json")
    return json.loads(path.read_text()) if path.exists() else {"known": 1.0, "hidden": 1.0}


def export(checkpoint, folder):
    config, network, saved = load_trained(checkpoint)
    temperatures = temperatures_beside(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    pieces, found = write_pieces(network, folder)
    with NodeRuntime(folder) as run:
        worst, cases = largest_difference(network, run), []
        for name, case in parity_cases().items():
            answered, apart = parity_case(name, case, network, run, temperatures)
            cases.append(answered)
            worst = max(worst, apart)
    if not worst <= LARGEST_DISAGREEMENT:
        raise ValueError(f"torch and onnxruntime disagree by {worst:.2e} in the logits; allowed: {LARGEST_DISAGREEMENT}")
    manifest = manifest_record(config, saved, network, temperatures, pieces, found, worst)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    parity = {"featureVersion": saved["feature_version"], "cases": cases}
    (folder / "parity.json").write_text(json.dumps(parity) + "\n")
    total = sum(piece["bytes"] for piece in pieces.values())
    print(f"{folder}: {total} bytes, {manifest['parameters']} parameters, disagreement {worst:.1e}")
    return manifest


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    name = load_trained(options.checkpoint)[0].id
    export(options.checkpoint, options.out or pathlib.Path(__file__).resolve().parents[2] / "exported" / name)
