"""Raw table -> effects, in Python: what the page does with the exported model."""

from dataclasses import dataclass

import torch

from . import bars
from . import features as f


@dataclass
class Answer:
    """In the outcome's own units."""

    ate: float
    ate_sd: float
    ate_quantiles: list
    cate: list  # per query
    cate_sd: list
    cate_quantiles: list  # per query, a list per level


def encode_table(table, context_limit):
    """table: {"x": rows of columns, "treatment", "outcome", "query": row indexes or None for all}."""
    x = torch.tensor(table["x"], dtype=torch.float64)
    treatment = torch.tensor(table["treatment"], dtype=torch.float64)
    outcome = torch.tensor(table["outcome"], dtype=torch.float64)
    varies = x.amax(0) > x.amin(0)
    x = x[:, varies]
    chosen = torch.tensor(f.context_stride(treatment.tolist(), context_limit)).unsqueeze(0)
    queries = table.get("query")
    query_x = x if queries is None else x[torch.tensor(queries)]
    return f.encode(x.unsqueeze(0), treatment.unsqueeze(0), outcome.unsqueeze(0), query_x.unsqueeze(0), chosen)


def readout_answer(encoded, readout, cate_logits, ate_logits, levels):
    sd = encoded.outcome_sd

    def place(values, centre, scale):
        return (values * scale + centre) * sd.unsqueeze(-1) if values.ndim == 2 else (values * scale + centre) * sd

    cate_logits, ate_logits = cate_logits.double(), ate_logits.double()
    cate_args = (readout.cate_borders, readout.cate_tails)
    ate_args = (readout.ate_borders, readout.ate_tails)
    cate = place(bars.mean(cate_logits, *cate_args), encoded.cate_centre, encoded.cate_scale)
    ate = place(bars.mean(ate_logits, *ate_args), encoded.ate_centre, encoded.ate_scale)
    cate_sd = bars.variance(cate_logits, *cate_args).sqrt() * encoded.cate_scale * sd.unsqueeze(1)
    ate_sd = bars.variance(ate_logits, *ate_args).sqrt() * encoded.ate_scale * sd
    cate_q = [place(bars.quantile(cate_logits, q, *cate_args), encoded.cate_centre, encoded.cate_scale) for q in levels]
    ate_q = [place(bars.quantile(ate_logits, q, *ate_args), encoded.ate_centre, encoded.ate_scale) for q in levels]
    return ate, ate_sd, ate_q, cate, cate_sd, cate_q


def answer(network, config, readout, table, levels):
    from .train import network_inputs

    with torch.no_grad():
        encoded = encode_table(table, config.context)
        ate, ate_sd, ate_q, cate, cate_sd, cate_q = readout_answer(
            encoded, readout, *network(*network_inputs(encoded)), levels
        )
    return Answer(
        float(ate), float(ate_sd), [float(q) for q in ate_q],
        cate[0].tolist(), cate_sd[0].tolist(), torch.stack(cate_q, 2)[0].tolist(),
    )
