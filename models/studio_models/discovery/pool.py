"""python3 -m studio_models.discovery.pool strict [--workers 2] [--shards 400]

Draws data sets and writes their features to runs/pool-<prior>/, in shards that training reads as they come. Shard k is
the same whoever draws it; those that are there are not drawn again.
"""

import argparse
import json
import multiprocessing
import os
import pathlib

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from .features import describe
from .priors import PRIORS

RUNS = pathlib.Path(__file__).resolve().parents[2] / "runs"
GRAPHS_IN_SHARD = 24


def draw_shard(prior, seed, shard, graphs=GRAPHS_IN_SHARD):
    """A list of described data sets; see `Described`."""
    rng = np.random.default_rng([seed, shard])
    return [describe(PRIORS[prior](rng)) for _ in range(graphs)]


def write_shard(folder, described, shard):
    """Features are kept as bytes-saving half precision: they are rounded statistics within ±8."""
    arrays = {}
    for k, one in enumerate(described):
        arrays[f"features{k}"] = one.features.astype(np.float16)
        arrays[f"columns{k}"] = one.columns.astype(np.float32)
        arrays[f"marks{k}"] = one.marks
    path = folder / f"{shard:05d}.npz"
    temporary = folder / f"{shard:05d}.partial"
    with open(temporary, "wb") as file:
        np.savez(file, kinds=json.dumps([one.kind for one in described]), **arrays)
    temporary.replace(path)
    return path


def read_shard(path):
    """[(features (n, n, 38) float16, columns (n, 2) float32, marks (n, n) int8)]"""
    with np.load(path) as kept:
        count = len(json.loads(str(kept["kinds"])))
        return [tuple(kept[f"{name}{k}"] for name in ("features", "columns", "marks")) for k in range(count)]


def folder_of(prior, runs=RUNS):
    return runs / f"pool-{prior}"


def _work(task):
    prior, seed, shard = task
    folder = folder_of(prior)
    if not (folder / f"{shard:05d}.npz").exists():
        write_shard(folder, draw_shard(prior, seed, shard), shard)
    return shard


def fill(prior, seed, shards, workers):
    folder_of(prior).mkdir(parents=True, exist_ok=True)
    tasks = [(prior, seed, shard) for shard in range(shards)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for done in pool.imap_unordered(_work, tasks):
            print(f"{prior}: shard {done}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("prior", choices=sorted(PRIORS))
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--shards", type=int, default=400)
    options = parser.parse_args()
    fill(options.prior, options.seed, options.shards, options.workers)
