"""python3 -m studio_models.export runs/neural-effect/checkpoint.pt [--out exported/neural-effect]

Writes model.onnx, manifest.json and parity.json; refuses when torch and onnxruntime disagree.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import subprocess
import tempfile
import warnings

import torch

from . import anchors
from . import features as f
from .infer import encode_table, readout_answer
from .onnx_file import operators
from .parity_tables import parity_tables
from .train import load_trained

OPSET = 17
QUERIES = 256
MASKED = -1e4
LEVELS = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]
LARGEST_DISAGREEMENT = 2e-4
INPUTS = [
    "context_columns", "context_rows", "query_columns", "query_rows", "column_info", "dataset", "context_mask",
]
OUTPUTS = ["cate_logits", "ate_logits"]
# Operators that onnxruntime-web has on wasm and on WebGPU.
ALLOWED_OPERATORS = {
    "Abs", "Add", "Cast", "Clip", "Concat", "Constant", "Div", "Erf", "Exp", "Expand", "Gemm", "Identity",
    "LayerNormalization", "Log", "MatMul", "Mul", "Neg", "Pow", "ReduceSum", "Reshape", "Sign", "Slice", "Softmax",
    "Sqrt", "Squeeze", "Sub", "Transpose", "Unsqueeze",
}


def padded_inputs(encoded, context, queries):
    """The fixed shapes of the exported model; padded rows are masked, padded queries are ignored."""
    used = encoded.context_columns.shape[1]

    def fill(values, rows):
        return torch.nn.functional.pad(values.float(), (0, 0, 0, rows - values.shape[1]))

    mask = torch.zeros(1, context)
    mask[:, used:] = MASKED
    return [
        fill(encoded.context_columns, context),
        fill(encoded.context_rows, context),
        fill(encoded.query_columns, queries),
        fill(encoded.query_rows, queries),
        encoded.column_info.float(),
        encoded.dataset.float(),
        mask,
    ]


def write_onnx(network, example, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, tuple(example), str(path), input_names=INPUTS, output_names=OUTPUTS,
            opset_version=OPSET, do_constant_folding=True,
        )
    found = operators(path.read_bytes())
    unexpected = sorted(set(found) - ALLOWED_OPERATORS)
    if unexpected:
        raise ValueError(f"the exported graph uses {unexpected}; allowed are {sorted(ALLOWED_OPERATORS)}")
    return found


def run_in_node(model, runs):
    """Each run is a list of tensors in the order of INPUTS."""
    script = pathlib.Path(__file__).with_name("run_onnx.mjs")
    with tempfile.TemporaryDirectory() as folder:
        inputs, outputs = pathlib.Path(folder, "inputs.json"), pathlib.Path(folder, "outputs.json")
        record = [
            {name: {"dims": list(t.shape), "data": t.flatten().tolist()} for name, t in zip(INPUTS, tensors)}
            for tensors in runs
        ]
        inputs.write_text(json.dumps(record))
        subprocess.run(["node", str(script), str(model), str(inputs), str(outputs)], check=True)
        answers = json.loads(outputs.read_text())
    return [
        [torch.tensor(run[name]["data"]).reshape(run[name]["dims"]) for name in OUTPUTS] for run in answers
    ]


def rounded(values, digits=9):
    return [float(f"%.{digits}g" % value) for value in values]


def parity_record(network, config, readout, model):
    """Expected features and answers; they come from torch and are checked against onnxruntime."""
    cases, runs, expected = [], [], []
    for name, table in parity_tables().items():
        encoded = encode_table(table, config.context)
        inputs = padded_inputs(encoded, config.context, QUERIES)
        with torch.no_grad():
            cate_logits, ate_logits = network(*inputs)
        runs.append(inputs)
        expected.append((cate_logits, ate_logits))
        wanted = len(table["query"])
        ate, ate_sd, ate_q, cate, cate_sd, cate_q = readout_answer(
            encoded, readout, cate_logits[:, :wanted], ate_logits, LEVELS
        )
        cases.append({
            "name": name,
            "table": table,
            "features": {
                "dataset": rounded(encoded.dataset[0].tolist()),
                "columnInfo": rounded(encoded.column_info[0].flatten().tolist()),
                "firstQuery": rounded(encoded.query_rows[0, 0].tolist()),
                "firstContext": rounded(encoded.context_rows[0, 0].tolist()),
                "lastContextColumns": rounded(encoded.context_columns[0, -1].tolist()),
                "ateCentre": float(encoded.ate_centre),
                "ateScale": float(encoded.ate_scale),
            },
            "answer": {
                "ate": float(ate),
                "ateSd": float(ate_sd),
                "ateQuantiles": rounded([float(q) for q in ate_q], 8),
                "cate": rounded(cate[0].tolist(), 8),
                "cateSd": rounded(cate_sd[0].tolist(), 8),
                "cateLow": rounded(cate_q[0][0].tolist(), 8),
                "cateHigh": rounded(cate_q[-1][0].tolist(), 8),
            },
        })
    worst = 0.0
    for (cate, ate), (cate_onnx, ate_onnx) in zip(expected, run_in_node(model, runs)):
        worst = max(worst, float((cate - cate_onnx).abs().max()), float((ate - ate_onnx).abs().max()))
    if not worst <= LARGEST_DISAGREEMENT:
        raise ValueError(f"torch and onnxruntime disagree by {worst:.2e} in the logits; allowed: {LARGEST_DISAGREEMENT}")
    return {"featureVersion": f.FEATURE_VERSION, "levels": LEVELS, "cases": cases}, worst


def manifest_record(config, network, readout, saved, model, example, found, worst):
    data = model.read_bytes()
    described = lambda names, tensors: [
        {"name": name, "dtype": "float32", "dims": list(tensor.shape)} for name, tensor in zip(names, tensors)
    ]
    with torch.no_grad():
        outputs = network(*example)
    return {
        "id": config.id,
        "version": 1,
        "label": "Neural effect model",
        "file": "model.onnx",
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "date": datetime.date.today().isoformat(),
        "opset": OPSET,
        "featureVersion": f.FEATURE_VERSION,
        "parameters": sum(p.numel() for p in network.parameters()),
        "inputs": described(INPUTS, example),
        "outputs": described(OUTPUTS, outputs),
        "limits": {
            "treatment": "binary",
            "outcome": ["continuous", "count", "ordinal", "binary"],
            "minimumColumns": 1,
            "maximumColumns": f.MAX_COLUMNS,
            "minimumRows": config.rows_low,
            "maximumRows": config.rows_high,
            "smallestArm": 5,
        },
        "context": config.context,
        "queries": QUERIES,
        "masked": MASKED,
        "readout": {
            "cateBorders": rounded(readout.cate_borders.tolist(), 8),
            "cateTails": list(readout.cate_tails),
            "ateBorders": rounded(readout.ate_borders.tolist(), 8),
            "ateTails": list(readout.ate_tails),
        },
        "basis": {"frequencies": anchors.FREQUENCIES.tolist(), "phases": anchors.PHASES.tolist()},
        "training": {
            "gitRevision": saved["git_revision"],
            "steps": saved["step"],
            "datasets": saved["step"] * config.datasets_per_step,
            "minutes": round(saved["spent"] / 60, 1),
            "threads": config.threads,
            "config": saved["config"],
        },
        "operators": dict(sorted(found.items())),
        "largestDisagreement": float(f"{worst:.1e}"),
    }


def export(checkpoint, folder):
    config, network, readout, saved = load_trained(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / "model.onnx"
    example = padded_inputs(encode_table(next(iter(parity_tables().values())), config.context), config.context, QUERIES)
    found = write_onnx(network, example, model)
    parity, worst = parity_record(network, config, readout, model)
    manifest = manifest_record(config, network, readout, saved, model, example, found, worst)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    (folder / "parity.json").write_text(json.dumps(parity) + "\n")
    print(f"{model}: {manifest['bytes']} bytes, {manifest['parameters']} parameters, disagreement {worst:.1e}")
    return manifest


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    name = load_trained(options.checkpoint)[0].id
    export(options.checkpoint, options.out or pathlib.Path(__file__).resolve().parents[1] / "exported" / name)
