"""python3 -m studio_models.discovery.evaluate_draws [--cells 20,100] [--workers 2] [--boss]

The benchmark's cells and their data sets, with the rivals' answers and with features that are kept in runs/evaluation
(all cells: 3 GB), so that every checkpoint judges the same ones.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import time
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from ..kernels import pair_features
from ..priors.interventional import FAMILIES, draw_experiment
from .features import column_facts, standard_units
from .metrics import ranking_quality, structural_distance
from .order_search import PENALTY_DISCOUNT, search_orders
from .rivals import SIMPLE, order_scores

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "runs" / "evaluation"
# Variables and expected edges.
SIZES = {10: 10, 20: 80, 50: 200, 100: 400, 250: 500, 500: 1000, 1000: 2000}
ROWS = 1000
EVALUATION_SEED = 60001
DEVELOPMENT_SEED = 50001
CALIBRATION_SEED = 70001
VARIANTS = ("plain", "hidden", "rescaled", "turned", "shuffled")
# BOSS beyond a hundred variables, as in bench/benchmark.ts; the searches behind the features keep theirs.
LARGE, LARGE_DISCOUNT, LARGE_STARTS = 100, 2.0, 1


@dataclass(frozen=True)
class Task:
    """One graph of a cell; `variant` of VARIANTS says what is done to its data before anything reads them."""

    size: int
    family: str
    graph: int
    seed: int = EVALUATION_SEED
    variant: str = "plain"

    @property
    def key(self):
        return f"{self.seed}-{self.size}-{self.family}-{self.graph}-{self.variant}"


def graphs_at(size):
    return 20 if size <= 100 else 5


def draw(task):
    """-> columns (n, rows), targets (rows) as a method may see them, arrows (n, n)."""
    rng = np.random.default_rng([task.seed, task.size, FAMILIES.index(task.family), task.graph])
    drawn = draw_experiment(rng, task.family, task.size, SIZES[task.size], ROWS)
    columns, targets = np.ascontiguousarray(drawn.columns.T), drawn.targets
    if task.variant == "hidden":
        targets = np.full(ROWS, -1)
    elif task.variant == "rescaled":
        columns = columns * 10 ** rng.uniform(-3, 3, (task.size, 1))
    elif task.variant == "turned":
        columns = columns * rng.choice([-1, 1], (task.size, 1))
    elif task.variant == "shuffled":
        order = rng.permutation(ROWS)
        columns, targets = np.ascontiguousarray(columns[:, order]), targets[order]
    return columns, targets, drawn.arrows()


@dataclass
class Prepared:
    """features (n, n, 38), facts (n, 2), arrows (n, n), measured: {method: record of its quality}."""

    features: np.ndarray
    facts: np.ndarray
    arrows: np.ndarray
    seconds: float
    measured: dict


def measure(scores, found, arrows, seconds):
    """found: arrows (n, n) of a graph, None where there is a ranking alone."""
    record = ranking_quality(scores, arrows)
    record["shd"] = None if found is None else structural_distance(found, arrows)
    record["seconds"] = round(seconds, 4)
    return record


def boss_discount(size):
    return PENALTY_DISCOUNT if size <= LARGE else LARGE_DISCOUNT


def arranged(columns, targets):
    """As the page reads them: in standard units, rows sorted by what they hold."""
    columns = standard_units(columns)
    order = np.lexsort([targets, *columns[::-1]])
    return np.ascontiguousarray(columns[:, order]), targets[order]


def prepare(task):
    """Features of the data set and what the rivals make of it; the search behind the features is BOSS."""
    raw, targets, arrows = draw(task)
    started = time.perf_counter()
    columns, targets = arranged(raw, targets)
    linear = search_orders(columns, targets, 1)
    before = time.perf_counter()
    quadratic = search_orders(columns, targets, 2)
    searched = time.perf_counter()
    features = pair_features(columns, targets, linear, quadratic)
    seconds = time.perf_counter() - started
    name = "BOSS" if boss_discount(task.size) == PENALTY_DISCOUNT else f"BOSS, penalty {PENALTY_DISCOUNT:g}"
    measured = {name: measure(*order_scores(quadratic), arrows, searched - before)}
    for name, score in SIMPLE.items():
        started = time.perf_counter()
        scores = score(raw)
        measured[name] = measure(scores, None, arrows, time.perf_counter() - started)
    return Prepared(features, column_facts(raw), arrows, seconds, measured)


def measure_large_boss(task):
    """BOSS with its penalty beyond a hundred variables, from one start."""
    columns, targets, arrows = draw(task)
    started = time.perf_counter()
    search = search_orders(columns, targets, 2, boss_discount(task.size), LARGE_STARTS)
    return measure(*order_scores(search), arrows, time.perf_counter() - started)


def prepared(task):
    """From the folder where it is, else made and kept there."""
    path = FOLDER / f"{task.key}.npz"
    if path.exists():
        with np.load(path) as kept:
            record = json.loads(str(kept["record"]))
            return Prepared(kept["features"], kept["facts"], kept["arrows"], **record)
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = prepare(task)
    made.features = made.features.astype(np.float16)
    record = {"seconds": made.seconds, "measured": made.measured}
    temporary = path.with_name(f"{path.stem}.{os.getpid()}.partial")
    with open(temporary, "wb") as file:
        np.savez(file, features=made.features, facts=made.facts, arrows=made.arrows, record=json.dumps(record))
    temporary.replace(path)
    return made


def large_boss(task):
    path = FOLDER / f"{task.key}.boss.json"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        record = measure_large_boss(task)
        temporary = path.with_name(f"{path.stem}.{os.getpid()}.partial")
        temporary.write_text(json.dumps(record))
        temporary.replace(path)
    return json.loads(path.read_text())


def tasks_of(cells, families, graphs=None, seed=EVALUATION_SEED, variant="plain"):
    """Graph by graph over the cells, so that a run that is stopped has judged all of them."""
    counts = {size: graphs or graphs_at(size) for size in cells}
    return [
        Task(size, family, graph, seed, variant)
        for size in cells
        for graph in range(counts[size])
        for family in families
    ]


def _work(task):
    started = time.perf_counter()
    prepared(task)
    return task.key, time.perf_counter() - started


def _work_boss(task):
    started = time.perf_counter()
    if task.size > LARGE:
        large_boss(task)
    return task.key, time.perf_counter() - started


def add_arguments(parser):
    parser.add_argument("--cells", default=",".join(map(str, SIZES)), help="numbers of variables")
    parser.add_argument("--families", default=",".join(FAMILIES))
    parser.add_argument("--graphs", type=int, help="a cell; by default 20 to 100 variables and 5 beyond")
    parser.add_argument("--seed", type=int, default=EVALUATION_SEED)
    parser.add_argument("--variant", choices=VARIANTS, default="plain")


def tasks_from(options):
    cells = [int(size) for size in options.cells.split(",")]
    unknown = sorted(set(cells) - set(SIZES)) + sorted(set(options.families.split(",")) - set(FAMILIES))
    if unknown:
        raise SystemExit(f"no cells of {unknown}: sizes are {list(SIZES)}, families {list(FAMILIES)}")
    return tasks_of(cells, options.families.split(","), options.graphs, options.seed, options.variant)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    parser.add_argument("--boss", action="store_true", help="BOSS with its penalty for many variables instead")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(chosen.workers) as pool:
        work = _work_boss if chosen.boss else _work
        for key, seconds in pool.imap_unordered(work, tasks_from(chosen)):
            print(f"{key}: {seconds:.1f} s", flush=True)
