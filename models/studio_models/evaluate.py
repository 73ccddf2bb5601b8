"""python3 -m studio_models.evaluate runs/neural-effect/checkpoint.pt [--outside] [--out exported/neural-effect]

Scores beside baselines, in units of the pooled outcome sd unless said otherwise. `--outside` also
looks at IHDP, CausalFM and NSW: once, for a frozen model, never to choose anything.
"""

import argparse
import json
import pathlib

import torch

from . import bars
from . import features as f
from . import panels
from .train import draw_batch, load_trained, network_inputs

HELD_OUT_SEED = 90001
DEVELOPMENT_SEED = 7
LEVELS = (0.5, 0.8, 0.9, 0.95)
NORMAL_QUANTILE = {0.5: 0.67449, 0.8: 1.28155, 0.9: 1.64485, 0.95: 1.95996}


def effect_rows(encoded, cate_logits, readout):
    """Name -> estimate (datasets, queries) of the effect at each query."""
    mean = bars.mean(cate_logits.double(), readout.cate_borders, readout.cate_tails)
    position = f.DATASET_POSITIONS
    constants = encoded.dataset[:, :position] * encoded.ate_scale.unsqueeze(1) + encoded.ate_centre.unsqueeze(1)
    full = lambda values: values.unsqueeze(1).expand(mean.shape)
    return {
        "zero effect": torch.zeros_like(mean),
        "difference in means": full(constants[:, 1]),
        "OLS": full(constants[:, 2]),
        "AIPW (constant)": full(encoded.ate_centre),
        "linear with interactions": encoded.cate_centre + encoded.query_rows[:, :, 2] * encoded.cate_scale,
        "averaged ridge (the anchor)": encoded.cate_centre,
        "this model": encoded.cate_centre + mean * encoded.cate_scale,
    }


def average_rows(encoded, ate_logits, readout):
    """Name -> (estimate, standard error or None)."""
    centre, scale = encoded.ate_centre, encoded.ate_scale
    estimates = encoded.dataset[:, : f.DATASET_POSITIONS] * scale.unsqueeze(1) + centre.unsqueeze(1)
    errors = encoded.dataset[:, f.DATASET_POSITIONS : f.DATASET_POSITIONS + 4].exp() * scale.unsqueeze(1)
    mean = bars.mean(ate_logits.double(), readout.ate_borders, readout.ate_tails)
    return {
        "zero effect": (torch.zeros_like(centre), None),
        "difference in means": (estimates[:, 1], errors[:, 0]),
        "OLS": (estimates[:, 2], errors[:, 1]),
        "linear with interactions": (estimates[:, 3], errors[:, 2]),
        "averaged ridge (the anchor)": (estimates[:, 4], errors[:, 3]),
        "AIPW": (centre, scale),
        "this model": (centre + mean * scale, None),
    }


def interval(logits, level, borders, tails):
    return [bars.quantile(logits.double(), q, borders, tails) for q in (0.5 - level / 2, 0.5 + level / 2)]


def score(encoded, readout, cate_logits, ate_logits, true_cate, true_ate):
    """Per data set: a flat record of errors, coverages and widths."""
    scores = {}
    known = ~torch.isnan(true_cate).any(1)
    for name, estimate in effect_rows(encoded, cate_logits, readout).items():
        scores[f"pehe/{name}"] = (estimate - true_cate).pow(2).mean(1).sqrt()
    scores["pehe/constant oracle"] = (true_ate.unsqueeze(1) - true_cate).pow(2).mean(1).sqrt()
    for name, (estimate, error) in average_rows(encoded, ate_logits, readout).items():
        scores[f"squared/{name}"] = (estimate - true_ate).pow(2)
        if error is None:
            continue
        for level in LEVELS:
            half = NORMAL_QUANTILE[level] * error
            scores[f"covered/{level}/{name}"] = ((estimate - true_ate).abs() <= half).double()
            scores[f"width/{level}/{name}"] = 2 * half
    for level in LEVELS:
        low, high = interval(ate_logits, level, readout.ate_borders, readout.ate_tails)
        target = (true_ate - encoded.ate_centre) / encoded.ate_scale
        scores[f"covered/{level}/this model"] = ((low <= target) & (target <= high)).double()
        scores[f"width/{level}/this model"] = (high - low) * encoded.ate_scale
        low, high = interval(cate_logits, level, readout.cate_borders, readout.cate_tails)
        target = (true_cate - encoded.cate_centre) / encoded.cate_scale
        scores[f"covered/{level}/CATE"] = ((low <= target) & (target <= high)).double().mean(1)
        scores[f"width/{level}/CATE"] = ((high - low) * encoded.cate_scale).mean(1)
    assert known.all() or not known.any()
    return {name: values.tolist() for name, values in scores.items()}


def merge(records):
    return {name: [value for record in records for value in record[name]] for name in records[0]}


def summarise(record):
    """Means over data sets; root mean squares for the average effect."""
    mean = lambda values: sum(values) / len(values)
    summary = {"dataSets": len(next(iter(record.values()))), "pehe": {}, "ateRmse": {}, "coverage": {}, "width": {}}
    for name, values in record.items():
        kind, *rest = name.split("/")
        value = mean(values)
        if kind == "pehe":
            summary["pehe"][rest[0]] = round(value, 4)
        elif kind == "squared":
            summary["ateRmse"][rest[0]] = round(value**0.5, 4)
        else:
            place = summary["coverage" if kind == "covered" else "width"]
            place.setdefault(rest[1], {})[rest[0]] = round(value, 4)
    return summary


def held_out(config, network, readout, steps):
    generator = torch.Generator().manual_seed(HELD_OUT_SEED)
    groups = {"all": []}
    for _ in range(steps):
        batch = draw_batch(config, generator)
        with torch.no_grad():
            logits = network(*network_inputs(batch.encoded))
        true_cate = batch.cate * batch.encoded.cate_scale + batch.encoded.cate_centre
        true_ate = batch.ate * batch.encoded.ate_scale + batch.encoded.ate_centre
        record = score(batch.encoded, readout, *logits, true_cate, true_ate)
        rows = batch.studies.rows
        size = "rows below 150" if rows < 150 else "rows 150 to 400" if rows < 400 else "rows 400 and more"
        width = "1 to 3 columns" if batch.studies.x.shape[2] <= 3 else "4 and more columns"
        groups["all"].append(record)
        for group in (size, width):
            groups.setdefault(group, []).append(record)
        for label, chosen in (
            ("binary outcome", batch.studies.binary_outcome),
            ("other outcomes", ~batch.studies.binary_outcome),
            ("weaker half of overlap", batch.encoded.dataset[:, f.DATASET_POSITIONS + 12] > 0.4),
        ):
            index = chosen.nonzero().squeeze(1).tolist()
            if index:
                part = {name: [values[i] for i in index] for name, values in record.items()}
                groups.setdefault(label, []).append(part)
    return {name: summarise(merge(records)) for name, records in sorted(groups.items())}


def score_study(config, network, readout, study):
    x, a, y = (torch.tensor(values).double().unsqueeze(0) for values in (study.x, study.treatment, study.outcome))
    chosen = torch.tensor(f.context_stride(study.treatment.tolist(), config.context)).unsqueeze(0)
    encoded = f.encode(x, a, y, torch.tensor(study.query_x).double().unsqueeze(0), chosen)
    with torch.no_grad():
        logits = network(*network_inputs(encoded))
    sd = encoded.outcome_sd
    true_cate = torch.tensor(study.effect).double().unsqueeze(0) / sd
    true_ate = torch.tensor([study.average_effect]).double() / sd
    return score(encoded, readout, *logits, true_cate, true_ate), float(sd)


def development(config, network, readout):
    report = {}
    for name in panels.DEVELOPMENT:
        records = []
        for study in panels.development_studies(name, DEVELOPMENT_SEED):
            record, sd = score_study(config, network, readout, study)
            # Back to the outcome's own units, in which the panel is written.
            for key, values in record.items():
                kind = key.split("/")[0]
                power = {"pehe": 1, "width": 1, "squared": 2, "covered": 0}[kind]
                record[key] = [value * sd**power for value in values]
            records.append(record)
        report[name] = summarise(merge(records))
    return report


def gate(trial):
    """Whether the model may be a headline number: on a clean trial about as good as the difference in means."""
    ours, theirs = "this model", "difference in means"
    rmse = trial["ateRmse"][ours] / trial["ateRmse"][theirs]
    width = trial["width"][ours]["0.95"] / trial["width"][theirs]["0.95"]
    coverage = trial["coverage"][ours]["0.95"]
    passed = rmse <= 1.15 and width <= 1.3 and coverage >= 0.92
    return {"rmseRatio": round(rmse, 3), "widthRatio": round(width, 3), "coverage": coverage, "passed": passed}


def outside(config, network, readout):
    report = {}
    studies = {f"IHDP {k}, 10 of 25 columns": panels.ihdp(k, f.MAX_COLUMNS) for k in (1, 2, 3)}
    studies.update({f"CausalFM {k}": panels.causalfm(k) for k in (1, 2)})
    studies["NSW"] = panels.nsw()
    for name, study in studies.items():
        record, sd = score_study(config, network, readout, study)
        pehe = {key.split("/")[1]: round(values[0] * sd, 4) for key, values in record.items() if key.startswith("pehe/")}
        # Signed answers in the outcome's own units.
        x, a, y = (torch.tensor(values).double().unsqueeze(0) for values in (study.x, study.treatment, study.outcome))
        chosen = torch.tensor(f.context_stride(study.treatment.tolist(), config.context)).unsqueeze(0)
        encoded = f.encode(x, a, y, torch.tensor(study.query_x).double().unsqueeze(0), chosen)
        with torch.no_grad():
            _, ate_logits = network(*network_inputs(encoded))
        answers = {
            key: round(float(estimate) * sd, 4)
            for key, (estimate, _) in average_rows(encoded, ate_logits, readout).items()
        }
        low, high = interval(ate_logits, 0.95, readout.ate_borders, readout.ate_tails)
        bounds = [round(float(encoded.ate_centre + b * encoded.ate_scale) * sd, 4) for b in (low, high)]
        report[name] = {
            "trueAverageEffect": round(study.average_effect, 4),
            "averageEffect": answers,
            "interval95": bounds,
            "pehe": None if any(value != value for value in pehe.values()) else pehe,
        }
    return report


def table(summary):
    lines = [f"{'':32}{'PEHE':>8}{'ATE rmse':>10}{'cov .95':>9}{'width .95':>11}"]
    for name in sorted(set(summary["pehe"]) | set(summary["ateRmse"])):
        cell = lambda value: "" if value is None else f"{value:.3f}"
        coverage = summary["coverage"].get(name, {}).get("0.95")
        width = summary["width"].get(name, {}).get("0.95")
        lines.append(
            f"{name:32}{cell(summary['pehe'].get(name)):>8}{cell(summary['ateRmse'].get(name)):>10}"
            f"{cell(coverage):>9}{cell(width):>11}"
        )
    lines.append("coverage of this model, ATE: " + str(summary["coverage"]["this model"]))
    lines.append("coverage of this model, CATE: " + str(summary["coverage"]["CATE"]))
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=200, help="held-out batches of 16 data sets")
    parser.add_argument("--outside", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    config, network, readout, saved = load_trained(options.checkpoint)
    report = {"id": config.id, "steps": saved["step"], "heldOutPrior": held_out(config, network, readout, options.steps)}
    print("held-out prior\n" + table(report["heldOutPrior"]["all"]))
    report["developmentPanel"] = development(config, network, readout)
    for name, summary in report["developmentPanel"].items():
        print(f"\n{name}\n{table(summary)}")
    report["cleanTrialGate"] = gate(report["developmentPanel"]["clean trial, effect 1, n 256"])
    print("\nclean trial gate:", report["cleanTrialGate"])
    if options.outside:
        report["outside"] = outside(config, network, readout)
        print(json.dumps(report["outside"], indent=1))
    folder = options.out or pathlib.Path(__file__).resolve().parents[1] / "exported" / config.id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scores.json").write_text(json.dumps(report, indent=1) + "\n")
