"""python3 -m studio_models.discovery.train configs/neural-strict.json [--out runs/neural-strict]

Trains on the shards of the pools that are there and on those that appear meanwhile. Resumes from the checkpoint in the
output folder; where there is none, goes on from that of `starts_from` with a schedule of its own.
"""

import argparse
import json
import os
import pathlib
import time
from dataclasses import asdict, dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import torch

from ..train import from_record, git_revision, load_checkpoint, parameter_groups, save_atomically, take_step
from .batches import Pool, draw_batch
from .features import ARROW, CONFOUNDED
from .network import DiscoveryNetwork, NetworkConfig, class_logits
from .pool import RUNS, folder_of

FEATURE_VERSION = 1
ENDS_AT = 0.02


@dataclass(frozen=True)
class TrainConfig:
    id: str
    label: str
    pools: list
    network: NetworkConfig
    seed: int
    steps: int
    pairs_per_step: int
    knowledge_share: float
    learning_rate: float
    weight_decay: float
    warm_up: int
    clip: float
    average_decay: float
    checkpoint_every: int
    threads: int
    budget_minutes: float  # with those of the run that it starts from, as steps are
    features_hidden: float = 0.0  # see `loosen`
    features_spread: float = 0.0
    starts_from: str = ""  # folder of another run


def read_config(path):
    record = json.loads(pathlib.Path(path).read_text())
    record["network"] = from_record(NetworkConfig, record["network"])
    return from_record(TrainConfig, record)


def loss_of(logits, marks, confounding):
    """Cross-entropy of the classes of unordered pairs, for each data set by its edges and variables; their mean."""
    size = marks.shape[-1]
    first, second = torch.triu_indices(size, size, 1)
    forward, backward = marks[:, first, second], marks[:, second, first]
    classes = (forward == ARROW) + 2 * (backward == ARROW) + 3 * (forward == CONFOUNDED) * confounding
    scores = class_logits(logits, confounding)[:, first, second].log_softmax(-1)
    missed = -scores.gather(-1, classes.unsqueeze(-1)).squeeze(-1).sum(-1)
    return (missed / ((classes > 0).sum(-1) + size)).mean()


def learning_rate(config, step, elapsed, began=(0, 0.0)):
    """Warm-up, constant to half of the steps or of the time since it began at (step, seconds), then a cosine."""
    since, waited = step - began[0], elapsed - began[1]
    left = 60 * config.budget_minutes - began[1]
    done = min(max(since / (config.steps - began[0]), waited / left), 1)
    share = 1 if done < 0.5 else ENDS_AT + (1 - ENDS_AT) * (1 + np.cos(np.pi * (2 * done - 1))) / 2
    return float(config.learning_rate * share * min(1, (since + 1) / config.warm_up))


def train(config, folder, runs=RUNS):
    """Leaves checkpoint.pt in the folder; the pools lie under `runs`."""
    torch.set_num_threads(config.threads)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    network, average = DiscoveryNetwork(config.network), DiscoveryNetwork(config.network)
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(
        parameter_groups(network, config.weight_decay), lr=config.learning_rate, betas=(0.9, 0.98)
    )
    step, spent, history, revision, began = 0, 0.0, [], git_revision(), (0, 0.0)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        saved = load_checkpoint(checkpoint)
        for part, name in ((network, "network"), (average, "average"), (optimizer, "optimizer")):
            part.load_state_dict(saved[name])
        step, spent, history, revision = saved["step"], saved["spent"], saved["history"], saved["git_revision"]
        began = saved["began"]
        print(f"resumed at step {step}", flush=True)
    elif config.starts_from:
        saved = load_checkpoint(runs / config.starts_from / "checkpoint.pt")
        for part in (network, average):
            part.load_state_dict(saved["average"])
        step, spent, history = saved["step"], saved["spent"], saved["history"]
        began = (step, spent)
        print(f"goes on from step {step} of {config.starts_from}", flush=True)
    rng = np.random.default_rng([config.seed, step])
    pool = Pool([folder_of(prior, runs) for prior in config.pools])
    studies = pool.grow()
    if not studies:
        raise SystemExit(f"no shards of {config.pools} yet: python3 -m studio_models.discovery.pool {config.pools[0]}")
    started, running = time.time() - spent, None

    def keep():
        record = {
            "config": asdict(config),
            "git_revision": revision,
            "network": network.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "step": step,
            "spent": time.time() - started,
            "studies": studies,
            "history": history,
            "began": began,
            "feature_version": FEATURE_VERSION,
        }
        save_atomically(record, checkpoint)

    while step < config.steps and time.time() - started < 60 * config.budget_minutes:
        rate = learning_rate(config, step, time.time() - started, began)
        inputs, marks = draw_batch(pool, rng, config)
        loss = loss_of(network(inputs), marks, config.network.confounding)
        step += 1
        since = step - began[0]
        decay = min(config.average_decay, since / (since + 10))
        take_step(loss, network, average, optimizer, rate, config.clip, decay)
        now = loss.item()
        running = now if running is None else 0.98 * running + 0.02 * now
        if step % 100 == 0 or step == config.steps:
            history.append([step, round(running, 5), round((time.time() - started) / 60, 2)])
            minutes = (time.time() - started) / 60
            print(f"step {step} loss {running:.4f} rate {rate:.5f} {minutes:.1f} min {studies} studies", flush=True)
        if step % config.checkpoint_every == 0:
            keep()
            studies = pool.grow()
    keep()
    return checkpoint


def load_trained(path):
    """(config, averaged network in evaluation mode, checkpoint record)"""
    saved = load_checkpoint(path)
    if saved["feature_version"] != FEATURE_VERSION:
        raise ValueError(f"checkpoint has features {saved['feature_version']}, the code has {FEATURE_VERSION}")
    record = dict(saved["config"])
    record["network"] = NetworkConfig(**record["network"])
    config = from_record(TrainConfig, record)
    network = DiscoveryNetwork(config.network)
    network.load_state_dict(saved["average"])
    network.eval()
    return config, network, saved


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    chosen = read_config(options.config)
    train(chosen, options.out or RUNS / chosen.id)
