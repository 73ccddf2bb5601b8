"""python3 -m studio_models.discovery.scores runs/neural-strict/checkpoint.pt [--out exported/neural-strict]

Gathers what evaluation, calibration and the benchmarks in TypeScript left into scores.json. Cells that were not judged
are listed, not left out in silence.
"""

import argparse
import datetime
import json
import pathlib

import numpy as np

from . import evaluate_draws as draws
from .evaluate import UNCHANGING, read_records, temperatures_of
from .metrics import bootstrap_interval
from .published import BARS, PUBLISHED
from .train import load_trained

ROOT = pathlib.Path(__file__).resolve().parents[3]
BENCHMARK = ROOT / "bench" / "results" / "benchmark.json"
OBSERVATIONAL = ROOT / "bench" / "results" / "observational.json"
TYPESCRIPT_RIVALS = ("GIES", "DAGMA, raw units")
FAMILIES = ("linear", "nn", "nn-additive", "sigmoid", "polynomial")
CURVE_POINTS = 24
CURVE_GRAPHS = 4


def mean_and_interval(values, digits):
    low, high = bootstrap_interval(values)
    return {"mean": round(float(np.mean(values)), digits), "low": round(low, digits), "high": round(high, digits)}


def summary(records):
    """Of records as `measure` makes them: percentages and counts with bootstrap intervals over graphs."""
    percent = lambda name: mean_and_interval([100 * record[name] for record in records], 2)
    distances = [record["shd"] for record in records]
    return {
        "graphs": len(records),
        "averagePrecision": percent("averagePrecision"),
        "auc": percent("auc"),
        "orientation": percent("orientation"),
        "shd": None if None in distances else mean_and_interval(distances, 1),
        "seconds": round(float(np.mean([record["seconds"] for record in records])), 3),
    }


def large_boss_of(task):
    path = draws.FOLDER / f"{task.key}.boss.json"
    return json.loads(path.read_text()) if path.exists() else None


def typescript_rivals(size, family, path=BENCHMARK):
    """Rows of bench/benchmark.ts for this cell: other draws of it."""
    if not path.exists():
        return {}
    table = json.loads(path.read_text())
    place = {name: k for k, name in enumerate(table["columns"])}
    rows = [row for row in table["rows"] if row[0] == size and row[1] == family and row[2] in TYPESCRIPT_RIVALS]
    return {
        row[2]: {
            "graphs": row[place["graphs"]],
            "averagePrecision": row[place["mAP %"]],
            "shd": row[place["SHD"]],
            "stopped": row[place["stopped"]],
        }
        for row in rows
    }


def observations(model, path=OBSERVATIONAL):
    """Rows of bench/observational.ts in which this model stood beside searches: a list of {variables, data, draws,
    methods: {name: {shd, error, adjacency, arrowhead, seconds}}}; none where it was run with another model."""
    if not path.exists():
        return []
    contests = {}
    for variables, data, method, count, shd, error, adjacency, arrowhead, seconds in json.loads(path.read_text())["rows"]:
        contest = contests.setdefault((variables, data), {"variables": variables, "data": data, "draws": count, "methods": {}})
        contest["methods"][method] = {
            "shd": shd, "error": error, "adjacency": adjacency, "arrowhead": arrowhead, "seconds": seconds,
        }
    return [contest for contest in contests.values() if model in contest["methods"]]


def bar_of(size, family, model):
    """Whether the means meet what was promised; null where nothing was."""
    wanted = BARS.get(size, {}).get(family)
    if not wanted:
        return None
    precision, distance = wanted
    met = model["averagePrecision"]["mean"] >= precision
    met = met and (distance is None or model["shd"]["mean"] <= distance)
    return {"averagePrecision": precision, "shd": distance, "met": met}


def cell(size, family, records):
    """records: {key: record} of one checkpoint. None where no graph was judged."""
    tasks = [task for task in draws.tasks_of([size], [family]) if task.key in records]
    if not tasks:
        return None
    judged = [records[task.key] for task in tasks]
    methods = {"this model": summary(judged)}
    for name in judged[0]["rivals"]:
        methods[name] = summary([record["rivals"][name] for record in judged])
    large = [found for found in map(large_boss_of, tasks) if found]
    if large:
        methods["BOSS"] = summary(large)
    return {
        "variables": size,
        "edges": draws.SIZES[size],
        "family": family,
        "graphsPlanned": draws.graphs_at(size),
        "featureSeconds": round(float(np.mean([record["featureSeconds"] for record in judged])), 2),
        "methods": methods,
        "otherDraws": typescript_rivals(size, family),
        "published": PUBLISHED.get(size, {}).get(family, {}),
        "bar": bar_of(size, family, methods["this model"]),
    }


def ablation(size, family, variant, records):
    tasks = draws.tasks_of([size], [family], variant=variant)
    both = [
        (records[task.key], records[plain.key])
        for task, plain in zip(tasks, draws.tasks_of([size], [family]))
        if task.key in records and plain.key in records
    ]
    if not both:
        return None
    changed, plain = zip(*both)
    return {
        "variables": size,
        "family": family,
        "variant": variant,
        "graphs": len(both),
        "averagePrecision": summary(changed)["averagePrecision"],
        "averagePrecisionPlain": summary(plain)["averagePrecision"],
        "boss": summary([next(iter(record["rivals"].values())) for record in changed])["averagePrecision"],
        "largestChange": max(record["largestChange"] for record in changed) if variant in UNCHANGING else None,
    }


def thinned(history):
    """(step, loss, minutes) at evenly spaced points of the training, the last among them."""
    places = np.unique(np.linspace(0, len(history) - 1, min(CURVE_POINTS, len(history))).astype(int))
    return [history[place] for place in places]


def learning_curve(path):
    """Development graphs as checkpoints on the way judged them: a list of {step, variables, family, graphs, averagePrecision,
    shd}, of steps that judged at least `CURVE_GRAPHS` of a cell."""
    judged = {}
    for record in map(json.loads, path.read_text().splitlines()):
        if record["key"].startswith(f"{draws.DEVELOPMENT_SEED}-") and record["key"].endswith("-plain"):
            judged.setdefault((record["step"], record["size"], record["family"]), {})[record["key"]] = record
    return [
        {
            "step": step, "variables": size, "family": family, "graphs": len(found),
            "averagePrecision": round(100 * float(np.mean([one["averagePrecision"] for one in found.values()])), 2),
            "shd": round(float(np.mean([one["shd"] for one in found.values()])), 1),
        }
        for (step, size, family), found in sorted(judged.items()) if len(found) >= CURVE_GRAPHS
    ]


def gather(checkpoint):
    config, network, saved = load_trained(checkpoint)
    temperatures = temperatures_of(checkpoint.parent)
    records = {
        key: record
        for key, record in read_records(draws.FOLDER / f"{config.id}.jsonl").items()
        if record["step"] == saved["step"] and record["temperatures"] == temperatures
    }
    if not records:
        raise SystemExit(f"step {saved['step']} of {config.id} was not evaluated: python3 -m studio_models.discovery.evaluate")
    grid = [(size, family) for size in draws.SIZES for family in FAMILIES]
    cells = {place: cell(*place, records) for place in grid}
    ablations = [
        ablation(size, family, variant, records)
        for size in draws.SIZES for variant in draws.VARIANTS[1:] for family in FAMILIES
    ]
    calibration = checkpoint.parent / "calibration.json"
    return {
        "id": config.id,
        "date": datetime.date.today().isoformat(),
        "training": {
            "steps": saved["step"],
            "minutes": round(saved["spent"] / 60, 1),
            "threads": config.threads,
            "studies": saved["studies"],
            "pools": config.pools,
            "parameters": sum(one.numel() for one in network.parameters()),
            "featuresHidden": config.features_hidden,
            "featuresSpread": config.features_spread,
            "began": list(saved["began"]),
            "curve": thinned(saved["history"]),
        },
        "seeds": {"evaluation": draws.EVALUATION_SEED, "development": draws.DEVELOPMENT_SEED, "calibration": draws.CALIBRATION_SEED},
        "temperatures": temperatures,
        "learning": learning_curve(draws.FOLDER / f"{config.id}.jsonl"),
        "cells": [found for found in cells.values() if found],
        "cellsNotJudged": [list(place) for place, found in cells.items() if not found],
        "ablations": [found for found in ablations if found],
        "observations": observations(config.id),
        "calibration": json.loads(calibration.read_text()) if calibration.exists() else None,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    chosen = parser.parse_args()
    scores = gather(chosen.checkpoint)
    folder = chosen.out or ROOT / "models" / "exported" / scores["id"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")
    print(f"{len(scores['cells'])} cells; not judged: {scores['cellsNotJudged']}")
