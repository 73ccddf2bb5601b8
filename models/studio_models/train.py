"""python3 -m studio_models.train configs/neural-effect.json [--out runs/neural-effect]

Draws fresh studies for every step, so that there is no epoch and nothing to overfit. Resumes from
the newest checkpoint in the output folder.
"""

import argparse
import json
import os
import pathlib
import subprocess
import time
from dataclasses import MISSING, asdict, dataclass, fields

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import torch

from . import bars
from . import features as f
from .network import EffectNetwork, NetworkConfig
from .priors.backdoor import draw_studies


@dataclass(frozen=True)
class TrainConfig:
    id: str
    network: NetworkConfig
    seed: int
    steps: int
    datasets_per_step: int
    rows_low: int
    rows_high: int
    context: int
    new_queries: int
    seen_queries: int
    learning_rate: float
    weight_decay: float
    warm_up: int
    clip: float
    average_decay: float
    anchor_dropout: float
    ate_weight: float
    loss_limit: float
    border_steps: int
    checkpoint_every: int
    threads: int
    budget_minutes: float


def from_record(kind, record):
    required = {field.name for field in fields(kind) if field.default is MISSING}
    unknown = sorted(set(record) - {field.name for field in fields(kind)})
    missing = sorted(required - set(record))
    if unknown or missing:
        raise ValueError(f"{kind.__name__}: unknown keys {unknown}, missing keys {missing}")
    return kind(**record)


def read_config(path):
    record = json.loads(pathlib.Path(path).read_text())
    record["network"] = from_record(NetworkConfig, record.get("network", {}))
    return from_record(TrainConfig, record)


@dataclass
class Batch:
    encoded: f.Encoded
    cate: torch.Tensor  # the true effect at the queries, in the frame of its anchor
    ate: torch.Tensor
    studies: object


def draw_batch(config, generator, datasets=None, rows=None, columns=None):
    datasets = datasets or config.datasets_per_step
    if rows is None:
        span = torch.rand((), generator=generator)
        rows = int(round(config.rows_low * (config.rows_high / config.rows_low) ** float(span)))
    columns = columns or int(torch.randint(1, f.MAX_COLUMNS + 1, (), generator=generator))
    studies = draw_studies(generator, datasets, rows, columns)
    # Asked about new units and, as the app does, about units whose outcome was seen.
    where = list(range(rows, rows + config.new_queries)) + list(range(config.seen_queries))
    observed = slice(0, rows)
    context = torch.arange(min(rows, config.context)).expand(datasets, -1)
    encoded = f.encode(
        studies.x[:, observed].double(),
        studies.treatment[:, observed].double(),
        studies.outcome[:, observed].double(),
        studies.x[:, where].double(),
        context,
    )
    effect = studies.effect[:, where].double() / encoded.outcome_sd.unsqueeze(1)
    average = studies.average_effect.double() / encoded.outcome_sd
    cate = (effect - encoded.cate_centre) / encoded.cate_scale
    ate = (average - encoded.ate_centre) / encoded.ate_scale
    return Batch(encoded, cate, ate, studies)


def network_inputs(encoded):
    return [
        encoded.context_columns.float(),
        encoded.context_rows.float(),
        encoded.query_columns.float(),
        encoded.query_rows.float(),
        encoded.column_info.float(),
        encoded.dataset.float(),
        None,
    ]


@dataclass
class Readout:
    """Borders and tail scales of the two bar distributions."""

    cate_borders: torch.Tensor
    cate_tails: tuple
    ate_borders: torch.Tensor
    ate_tails: tuple


def measure_readout(config, generator):
    cate, ate = [], []
    for _ in range(config.border_steps):
        batch = draw_batch(config, generator, datasets=64)
        cate.append(batch.cate.flatten())
        ate.append(batch.ate)
    cate, ate = torch.cat(cate), torch.cat(ate)
    cate_borders = bars.quantile_borders(cate, config.network.bars)
    ate_borders = bars.quantile_borders(ate, config.network.bars)
    return Readout(cate_borders, bars.tail_scales(cate, cate_borders), ate_borders, bars.tail_scales(ate, ate_borders))


def losses(config, readout, batch, cate_logits, ate_logits):
    cate = -bars.log_density(cate_logits, batch.cate.float(), readout.cate_borders.float(), readout.cate_tails)
    ate = -bars.log_density(ate_logits, batch.ate.float(), readout.ate_borders.float(), readout.ate_tails)
    return cate.clamp_max(config.loss_limit).mean(), ate.clamp_max(config.loss_limit).mean()


def dropout_masks(config, generator, datasets):
    keep = 1 - config.anchor_dropout
    rows = (torch.rand((datasets, f.ROW_POSITIONS), generator=generator) < keep).float()
    dataset = (torch.rand((datasets, f.DATASET_POSITIONS), generator=generator) < keep).float()
    return rows, dataset


def git_revision():
    here = pathlib.Path(__file__).resolve().parent
    found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True)
    return found.stdout.strip() or "unknown"


def parameter_groups(network, weight_decay):
    matrices = [p for p in network.parameters() if p.ndim >= 2]
    others = [p for p in network.parameters() if p.ndim < 2]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}]


def learning_rate(config, step, elapsed):
    """Warm-up, then a cosine that ends with the steps or with the time budget, whichever is nearer."""
    if step < config.warm_up:
        return config.learning_rate * (step + 1) / config.warm_up
    done = max(step / config.steps, elapsed / (60 * config.budget_minutes))
    cosine = 0.5 * (1 + torch.cos(torch.tensor(torch.pi * min(done, 1.0))))
    return config.learning_rate * max(float(cosine), 0.01)


def take_step(loss, network, average, optimizer, rate, clip, decay):
    """One step of the optimizer at this rate; the average follows the network, the closer the smaller `decay` is."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), clip)
    optimizer.step()
    with torch.no_grad():
        for kept, fresh in zip(average.parameters(), network.parameters()):
            kept.lerp_(fresh, 1 - decay)


def save_atomically(record, path):
    temporary = path.with_suffix(".partial")
    torch.save(record, temporary)
    temporary.replace(path)


def load_checkpoint(path):
    return torch.load(path, map_location="cpu")


def train(config, folder):
    torch.set_num_threads(config.threads)
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    network = EffectNetwork(config.network)
    average = EffectNetwork(config.network)
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(parameter_groups(network, config.weight_decay), lr=config.learning_rate, betas=(0.9, 0.98))
    generator = torch.Generator().manual_seed(config.seed + 1)
    step, spent, history, revision = 0, 0.0, [], git_revision()
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        saved = load_checkpoint(checkpoint)
        network.load_state_dict(saved["network"])
        average.load_state_dict(saved["average"])
        optimizer.load_state_dict(saved["optimizer"])
        generator.set_state(saved["generator"])
        readout, step = Readout(**saved["readout"]), saved["step"]
        spent, history, revision = saved["spent"], saved["history"], saved["git_revision"]
        print(f"resumed at step {step}", flush=True)
    else:
        readout = measure_readout(config, torch.Generator().manual_seed(config.seed + 2))
    record = {**asdict(config), "git_revision": revision}
    (folder / "config.json").write_text(json.dumps(record, indent=2) + "\n")

    def keep():
        save_atomically(
            {
                "config": asdict(config),
                "git_revision": revision,
                "network": network.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "generator": generator.get_state(),
                "readout": asdict(readout),
                "step": step,
                "spent": time.time() - started,
                "history": history,
                "feature_version": f.FEATURE_VERSION,
            },
            checkpoint,
        )

    started = time.time() - spent
    running = None
    while step < config.steps and time.time() - started < 60 * config.budget_minutes:
        rate = learning_rate(config, step, time.time() - started)
        batch = draw_batch(config, generator)
        masks = dropout_masks(config, generator, len(batch.ate))
        cate_loss, ate_loss = losses(config, readout, batch, *network(*network_inputs(batch.encoded), *masks))
        loss = cate_loss + config.ate_weight * ate_loss
        step += 1
        decay = min(config.average_decay, step / (step + 10))
        take_step(loss, network, average, optimizer, rate, config.clip, decay)
        now = torch.tensor([float(cate_loss), float(ate_loss)])
        running = now if running is None else 0.98 * running + 0.02 * now
        if step % 50 == 0 or step == config.steps:
            history.append([step, round(float(running[0]), 4), round(float(running[1]), 4)])
            minutes = (time.time() - started) / 60
            print(f"step {step} cate {running[0]:.4f} ate {running[1]:.4f} rate {rate:.5f} {minutes:.1f} min", flush=True)
        if step % config.checkpoint_every == 0:
            keep()
    keep()
    return checkpoint


def load_trained(path):
    """(config, averaged network in evaluation mode, readout, checkpoint record)"""
    saved = load_checkpoint(path)
    if saved["feature_version"] != f.FEATURE_VERSION:
        raise ValueError(f"checkpoint has features {saved['feature_version']}, the code has {f.FEATURE_VERSION}")
    record = dict(saved["config"])
    record["network"] = NetworkConfig(**record["network"])
    config = from_record(TrainConfig, record)
    network = EffectNetwork(config.network)
    network.load_state_dict(saved["average"])
    network.eval()
    return config, network, Readout(**saved["readout"]), saved


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    chosen = read_config(options.config)
    train(chosen, options.out or pathlib.Path(__file__).resolve().parents[1] / "runs" / chosen.id)
