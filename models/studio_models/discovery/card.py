"""python3 -m studio_models.discovery.card exported/neural-strict/scores.json [--into README.md]

The tables of a model's card in models/README.md, from its scores.json; --into writes them between the lines
`<!-- tables of <id> -->` and `<!-- end of tables of <id> -->`.
"""

import argparse
import json
import pathlib

RIVALS = ("BOSS", "BOSS, penalty 1.5", "correlation", "partial correlation", "variance order")
VARIANTS = {
    "hidden": "targets hidden",
    "rescaled": "columns rescaled",
    "turned": "signs of columns turned",
    "shuffled": "rows shuffled",
}


def table(header, rows):
    return "\n".join(
        f"| {' | '.join(map(str, line))} |" for line in [header, ["---"] * len(header), *rows]
    )


def with_interval(value, digits=1):
    """One graph has no interval."""
    if value["low"] == value["high"] and value["mean"] not in (0, 100):
        return f"{value['mean']:.{digits}f}"
    return f"{value['mean']:.{digits}f} [{value['low']:.{digits}f}, {value['high']:.{digits}f}]"


def pair(precision, distance):
    return f"{precision:.1f}" + ("" if distance in (None, "") else f" ({distance:.0f})")


def of_method(method):
    return pair(method["averagePrecision"]["mean"], method["shd"] and method["shd"]["mean"]) if method else ""


def bar_text(bar):
    return f"{pair(bar['averagePrecision'], bar['shd'])}: {'met' if bar['met'] else '**not met**'}" if bar else ""


def cell_rows(cells):
    for one in cells:
        model = one["methods"]["this model"]
        published = one["published"].get("CauScale")
        graphs = model["graphs"] if model["graphs"] == one["graphsPlanned"] else f"{model['graphs']} of {one['graphsPlanned']}"
        yield [
            one["variables"], one["family"], graphs, with_interval(model["averagePrecision"]), with_interval(model["shd"], 0),
            f"{model['auc']['mean']:.1f}", f"{model['orientation']['mean']:.1f}",
            *(of_method(one["methods"].get(name)) for name in RIVALS), pair(*published) if published else "", bar_text(one["bar"]),
        ]


def cells_table(scores):
    header = ["n", "family", "graphs", "mAP % [95 %]", "SHD [95 %]", "AUC", "OA", *RIVALS, "CauScale, published", "bar"]
    text = table(header, cell_rows(scores["cells"]))
    left = scores["cellsNotJudged"]
    if left:
        text += "\n\nNot judged: " + ", ".join(f"{size} {family}" for size, family in left) + "."
    return text


def other_draws_table(scores):
    rows = []
    for one in scores["cells"]:
        for name, found in one["otherDraws"].items():
            stopped = f"{found['stopped']} of {found['graphs']}" if found["stopped"] else "none"
            rows.append([one["variables"], one["family"], name, found["graphs"], pair(found["averagePrecision"], found["shd"]), stopped])
    return table(["n", "family", "method", "graphs", "mAP % (SHD)", "stopped at the cap"], rows) if rows else "Not run."


def ablations_table(scores):
    rows = [
        [
            one["variables"], one["family"], VARIANTS[one["variant"]], one["graphs"],
            with_interval(one["averagePrecision"]), f"{one['averagePrecisionPlain']['mean']:.1f}",
            f"{one['boss']['mean']:.1f}", "" if one["largestChange"] is None else f"{one['largestChange']:.2g}",
        ]
        for one in scores["ablations"]
    ]
    header = ["n", "family", "what was done", "graphs", "mAP %", "plain, same graphs", "BOSS, penalty 1.5, likewise", "largest change of a probability"]
    return table(header, rows)


def observations_table(scores):
    """Each method's SHD to the class of the true graph, with F1 of adjacencies and of arrowheads in percent."""
    contests = scores["observations"]
    methods = list(contests[0]["methods"])
    text = lambda one: f"{one['shd']:.1f} ± {one['error']:.1f} ({100 * one['adjacency']:.0f} / {100 * one['arrowhead']:.0f})"
    rows = [
        [one["variables"], one["data"], one["draws"], *(text(one["methods"][name]) for name in methods)] for one in contests
    ]
    return table(["n", "data", "draws", *methods], rows)


def calibration_tables(scores):
    found = scores["calibration"]
    if not found:
        return "Not measured."
    errors = [
        [
            name, group["studies"], group["after"]["temperature"],
            *(f"{group[when][key]:.4f}" for key in ("error", "errorAboveTenth") for when in ("before", "after")),
        ]
        for name, group in found["groups"].items()
    ]
    cell = lambda one: f"{100 * one['said']:.1f} → {100 * one['came']:.1f} ({one['count']})" if one["count"] else ""
    groups = list(found["groups"])
    curves = [
        [f"{10 * bin_}–{10 * bin_ + 10}", *(cell(found["groups"][name]["after"]["bins"][bin_]) for name in groups)]
        for bin_ in range(10)
    ]
    header = ["targets, mechanisms", "studies", "temperature", "error at 1", "error", "error at 1, bins from .1", "error, bins from .1"]
    return "\n\n".join([
        table(header, errors),
        "Said → came true in %, (pairs), at the temperature:",
        table(["said, %", *groups], curves),
    ])


def learning_table(scores):
    steps = sorted({one["step"] for one in scores["learning"]})
    cells = sorted({(one["variables"], one["family"]) for one in scores["learning"]})
    if len(steps) < 2:
        return "No checkpoints on the way were judged."
    found = {(one["step"], one["variables"], one["family"]): one for one in scores["learning"]}
    text = lambda one: pair(one["averagePrecision"], one["shd"]) if one else ""
    rows = [[size, family, *(text(found.get((step, size, family))) for step in steps)] for size, family in cells]
    return table(["n", "family", *(f"step {step}" for step in steps)], rows)


def training_text(scores):
    one = scores["training"]
    curve = ", ".join(f"{loss:.4f} at {minutes:.0f}" for _, loss, minutes in one["curve"][::3] + one["curve"][-1:])
    loosened = (
        f" The last {one['steps'] - one['began'][0]} steps ({one['minutes'] - one['began'][1] / 60:.0f} minutes) hid each group "
        f"of features in {100 * one['featuresHidden']:.0f} % of the data sets and stretched the others at random (sd of the "
        f"logarithm {one['featuresSpread']:g}), so that no group is trusted alone."
        if one["featuresHidden"]
        else ""
    )
    return (
        f"{one['parameters']} parameters; {one['minutes']:.0f} minutes on {one['threads']} CPU thread(s) beside other work, "
        f"{one['steps']} steps over {one['studies']} drawn data sets of the pools {', '.join(one['pools'])}, each seen many "
        f"times with other signs.{loosened} Loss by minute: {curve}."
    )


def tables(scores):
    seeds = scores["seeds"]
    parts = [
        "**Benchmark.** mAP % with the 95 % bootstrap interval over graphs, SHD at .5 in brackets after rivals, seed "
        f"{seeds['evaluation']}. The rivals see the same rows and targets.",
        cells_table(scores),
        "**GIES and DAGMA**, other draws of the same cells (`bench/benchmark.ts`, capped in processor time).",
        other_draws_table(scores),
        *(
            [
                "**Observations alone**, without any intervention: SHD ± standard error to the Markov equivalence class of the "
                "true graph, in brackets F1 of adjacencies / arrowheads in % (`bench/observational.ts`: 1000 rows, three "
                "neighbours in the mean; no network was trained on products of causes or noise that multiplies; the sampled "
                "networks are categorical, which the model reads as ordered numbers and the searches as categories).",
                observations_table(scores),
            ]
            if scores["observations"]
            else []
        ),
        "**Ablations.**",
        ablations_table(scores),
        f"**Calibration** of the probabilities of arrows over all ordered pairs, seed {seeds['calibration']}; temperatures were "
        "fitted on other studies of the prior.",
        calibration_tables(scores),
        f"**Learning curve**, mAP % (SHD) of development graphs (seed {seeds['development']}, six a cell).",
        learning_table(scores),
        f"**Compute.** {training_text(scores)}",
    ]
    return "\n\n".join(parts)


def insert(text, scores):
    """The README with the tables in their place; ValueError where it has none."""
    start, end = f"<!-- tables of {scores['id']} -->", f"<!-- end of tables of {scores['id']} -->"
    if start not in text or end not in text:
        raise ValueError(f"the README has no place for the tables of {scores['id']}: {start} … {end}")
    before, rest = text.split(start)
    return f"{before}{start}\n\n{tables(scores)}\n\n{end}{rest.split(end)[1]}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("scores", type=pathlib.Path)
    parser.add_argument("--into", type=pathlib.Path)
    chosen = parser.parse_args()
    read = json.loads(chosen.scores.read_text())
    if chosen.into:
        chosen.into.write_text(insert(chosen.into.read_text(), read))
    else:
        print(tables(read))
