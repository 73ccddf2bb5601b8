"""python3 -m studio_models.discovery.evaluate runs/neural-strict/checkpoint.pt [--cells 20,100] [--variant hidden]

Judges the benchmark's data sets with a checkpoint. Each graph's numbers are kept in runs/evaluation/<id>.jsonl as
they come; those that this step of the training has are not made again, so that a run can be stopped and several can share
the cells.
"""

import argparse
import json
import pathlib
import time
from dataclasses import asdict, replace

from .evaluate_draws import FOLDER, add_arguments, measure, prepare, prepared, tasks_from

import numpy as np
import torch

from .answer import probabilities
from .batches import to_inputs
from .train import load_trained

# Variants of the data that say the same: the answer should not change.
UNCHANGING = ("rescaled", "turned", "shuffled")


def temperatures_of(folder):
    path = folder / "temperatures.json"
    return json.loads(path.read_text()) if path.exists() else {"known": 1.0, "hidden": 1.0}


@torch.inference_mode()
def logits_of(network, features, facts):
    """features (n, n, 38), facts (n, 2) -> (n, n, 2)."""
    size = len(features)
    inputs = to_inputs(
        torch.from_numpy(features.astype(np.float32)).unsqueeze(0),
        torch.from_numpy(facts.astype(np.float32)).unsqueeze(0),
        torch.zeros(1, size, size, 2),
    )
    return network(inputs)[0]


def judge(network, task, one, temperatures):
    """Record of one prepared graph and P(i -> j) (n, n)."""
    started = time.perf_counter()
    logits = logits_of(network, one.features, one.facts)
    temperature = temperatures["hidden" if task.variant == "hidden" else "known"]
    arrows = probabilities(logits, network.config.confounding, temperature)[..., 1].numpy()
    seconds = time.perf_counter() - started
    record = measure(arrows, arrows > 0.5, one.arrows, seconds)
    return {**record, "featureSeconds": round(one.seconds, 2), "rivals": one.measured}, arrows


def judge_task(network, task, temperatures):
    """Record of one graph; for a variant that says the same, with the largest change of a probability against the plain
    data, from features that were not rounded to be kept."""
    if task.variant not in UNCHANGING:
        return judge(network, task, prepared(task), temperatures)[0]
    record, arrows = judge(network, task, prepare(task), temperatures)
    plain = replace(task, variant="plain")
    record["largestChange"] = float(np.abs(arrows - judge(network, plain, prepare(plain), temperatures)[1]).max())
    return record


def read_records(path):
    """{key: record}; of several of one graph the last."""
    if not path.exists():
        return {}
    return {record["key"]: record for record in map(json.loads, path.read_text().splitlines())}


def evaluate(checkpoint, tasks, report=None):
    """Records of the tasks by key, of which those at hand are of this step and these temperatures."""
    config, network, saved = load_trained(checkpoint)
    temperatures = temperatures_of(checkpoint.parent)
    path = FOLDER / f"{config.id}.jsonl"
    stamp = {"step": saved["step"], "temperatures": temperatures}
    for task in tasks:
        known = read_records(path).get(task.key)
        if known and all(known[name] == value for name, value in stamp.items()):
            continue
        record = judge_task(network, task, temperatures)
        record = {"key": task.key, **asdict(task), **stamp, **record}
        with open(path, "a") as file:
            file.write(json.dumps(record) + "\n")
        if report:
            report(record)
    kept = read_records(path)
    return [kept[task.key] for task in tasks]


def summarise(records):
    """Mean of each number, by family within size: lines to read."""
    cells = {}
    for record in records:
        cells.setdefault((record["size"], record["family"]), []).append(record)
    lines = []
    for (size, family), of_cell in cells.items():
        mean = lambda name, of=lambda record: record: np.mean([of(record)[name] for record in of_cell])
        changes = [record["largestChange"] for record in of_cell if "largestChange" in record]
        boss = lambda record: next(iter(record["rivals"].values()))
        lines.append(
            f"n={size:<5}{family:12}{len(of_cell):3} graphs  mAP {100 * mean('averagePrecision'):5.1f}  SHD {mean('shd'):7.1f}"
            f"  AUC {100 * mean('auc'):5.1f}  OA {100 * mean('orientation'):5.1f}"
            f"   BOSS {100 * mean('averagePrecision', boss):5.1f} {mean('shd', boss):7.1f}"
            + (f"   largest change {max(changes):.2g}" if changes else "")
        )
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    add_arguments(parser)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    print(summarise(evaluate(chosen.checkpoint, tasks_from(chosen))))
