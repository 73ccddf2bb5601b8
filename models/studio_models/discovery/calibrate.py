"""python3 -m studio_models.discovery.calibrate runs/neural-strict/checkpoint.pt [--shards 3]

Fits the two temperatures by which the network's logits are divided (Guo et al. 2017) on fresh studies of its own prior,
and looks on others, inside and outside it, whether arrows come true as often as they are said to. Writes
temperatures.json and calibration.json beside the checkpoint.
"""

import argparse
import json
import pathlib
from dataclasses import replace

from .evaluate_draws import CALIBRATION_SEED, FOLDER

import numpy as np
import torch

from .answer import probabilities, targets_known
from .evaluate import logits_of
from .features import ARROW, describe
from .metrics import calibration_error, reliability
from .outside_prior import draw_outside
from .pool import read_shard, write_shard
from .priors import PRIORS, draw_strict
from .train import load_trained, loss_of

GRAPHS = 24
GROUPS = ("known", "hidden")
CANDIDATES = np.geomspace(0.4, 2.5, 93)
OUTSIDE = {"strict": lambda rng: draw_strict(rng, {"sigmoid": 0.5, "polynomial": 0.5}), "broad": draw_outside}


def both_views(study):
    """The study, and the same with its targets hidden."""
    return [study, replace(study, targets=np.full_like(study.targets, -1))]


def group_of(study):
    return "known" if targets_known(study.targets) else "hidden"


def draw_group(prior, inside, group, rng):
    """A study of the prior, or of mechanisms outside it, whose targets are known or hidden."""
    draw = PRIORS[prior] if inside else OUTSIDE[prior]
    while True:
        views = [draw(rng)] if prior == "broad" else both_views(draw(rng))
        for study in views:
            if group_of(study) == group:
                return study


def shard_of(prior, inside, group, shard):
    """Described studies from the folder where they are, else drawn and kept."""
    folder = FOLDER / f"calibration-{prior}-{'inside' if inside else 'outside'}-{group}"
    path = folder / f"{shard:05d}.npz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng([CALIBRATION_SEED, inside, GROUPS.index(group), shard])
        write_shard(folder, [describe(draw_group(prior, inside, group, rng)) for _ in range(GRAPHS)], shard)
    return read_shard(path)


def judged(network, studies):
    """[(logits (n, n, 2), marks (n, n))]"""
    return [(logits_of(network, features, facts), marks) for features, facts, marks in studies]


def mean_loss(answers, temperature, confounding):
    losses = [
        loss_of(logits.unsqueeze(0) / temperature, torch.from_numpy(marks.astype(np.int64)).unsqueeze(0), confounding)
        for logits, marks in answers
    ]
    return float(torch.stack(losses).mean())


def fit_temperature(answers, confounding):
    losses = [mean_loss(answers, temperature, confounding) for temperature in CANDIDATES]
    return round(float(CANDIDATES[int(np.argmin(losses))]), 3)


def look(answers, temperature, confounding):
    """Reliability of the probabilities of arrows, over all ordered pairs of all studies."""
    said, came = [], []
    for logits, marks in answers:
        pairs = ~np.eye(len(marks), dtype=bool)
        said.append(probabilities(logits, confounding, temperature)[..., 1].numpy()[pairs])
        came.append((marks == ARROW)[pairs])
    bins = reliability(np.concatenate(said), np.concatenate(came))
    return {
        "temperature": temperature,
        "loss": round(mean_loss(answers, temperature, confounding), 5),
        "error": round(calibration_error(bins), 5),
        "errorAboveTenth": round(calibration_error(bins[1:]), 5),
        "bins": bins,
    }


def calibrate(checkpoint, shards):
    config, network, saved = load_trained(checkpoint)
    prior, confounding = config.pools[0], config.network.confounding
    temperatures, looked = {}, {}
    for group in GROUPS:
        fitted_on = [one for shard in range(shards) for one in shard_of(prior, True, group, shard)]
        temperatures[group] = fit_temperature(judged(network, fitted_on), confounding)
        for inside in (True, False):
            # Outside nothing was fitted; inside, the second half of the shards is fresh.
            numbers = range(shards, 2 * shards)
            answers = judged(network, [one for shard in numbers for one in shard_of(prior, inside, group, shard)])
            looked[f"{group}, {'inside' if inside else 'outside'}"] = {
                "studies": len(answers),
                "before": look(answers, 1.0, confounding),
                "after": look(answers, temperatures[group], confounding),
            }
    record = {"step": saved["step"], "seed": CALIBRATION_SEED, "prior": prior, "temperatures": temperatures, "groups": looked}
    folder = checkpoint.parent
    (folder / "temperatures.json").write_text(json.dumps(temperatures) + "\n")
    (folder / "calibration.json").write_text(json.dumps(record, indent=1) + "\n")
    return record


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--shards", type=int, default=3, help="of 24 studies, to fit on and as many to look at")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    found = calibrate(chosen.checkpoint, chosen.shards)
    print("temperatures", found["temperatures"])
    for name, group in found["groups"].items():
        before, after = group["before"], group["after"]
        print(f"{name}: {group['studies']} studies, calibration error {before['error']:.4f} -> {after['error']:.4f}, "
              f"above .1 {before['errorAboveTenth']:.4f} -> {after['errorAboveTenth']:.4f}")
