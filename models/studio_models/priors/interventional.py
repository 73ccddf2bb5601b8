"""Random graphs with perfect interventions on single variables: the settings of the discovery benchmark
(src/engine/examples/benchmark, whose golden.json the tests hold this to), all rows of a variable at once."""

from dataclasses import dataclass

import numpy

FAMILIES = ("linear", "nn", "nn-additive", "sigmoid", "polynomial")
NOISE = 0.4
HIDDEN = {"nn": 20, "nn-additive": 10}
LEAK = 0.25


@dataclass
class Experiment:
    """columns (rows, variables); parents[effect] lists causes, ascending; targets (rows) the variable set, -1 for none."""

    columns: numpy.ndarray
    parents: list
    targets: numpy.ndarray

    def arrows(self):
        """(variables, variables), true at [cause, effect]."""
        matrix = numpy.zeros((len(self.parents),) * 2, bool)
        for effect, causes in enumerate(self.parents):
            matrix[causes, effect] = True
        return matrix


def draw_mechanism(rng, family, parents):
    """A mechanism for a variable with this many parents, at least one, in the form golden.json has."""
    if family == "linear":
        return {"family": family, "weights": rng.choice([-1, 1], parents) * rng.uniform(0.25, 1, parents)}
    if family == "sigmoid":
        return {
            "family": family,
            "height": 1 + rng.exponential(0.25),
            "slope": rng.choice([-1, 1]) * rng.uniform(0.5, 2),
            "shift": rng.uniform(-2, 2),
        }
    if family == "polynomial":
        return {"family": family, "coefficients": rng.uniform(0, 1, (parents, 3))}
    units = HIDDEN[family]
    inputs = parents + 1 if family == "nn" else parents
    return {
        "family": family,
        "hidden": rng.standard_normal((units, inputs)),
        "hiddenBias": rng.uniform(-1, 1, units) / numpy.sqrt(inputs),
        "output": rng.standard_normal(units),
        "outputBias": rng.uniform(-1, 1) / numpy.sqrt(units),
    }


def mechanism_values(mechanism, parents, noise):
    """parents (rows, parents), noise (rows) -> (rows)."""
    family = mechanism["family"]
    if family == "linear":
        return parents @ numpy.asarray(mechanism["weights"]) + noise
    if family == "sigmoid":
        s = mechanism["slope"] * (parents + mechanism["shift"])
        return (mechanism["height"] * s / (1 + numpy.abs(s))).sum(1) + noise
    if family == "polynomial":
        c = numpy.asarray(mechanism["coefficients"])
        return numpy.clip(c[:, 0] + c[:, 1] * parents + c[:, 2] * parents**2, -1, 1).sum(1) + noise
    hidden, bias = numpy.asarray(mechanism["hidden"]), numpy.asarray(mechanism["hiddenBias"])
    if family == "nn":
        response = numpy.tanh(numpy.column_stack([parents, noise]) @ hidden.T + bias)
        return response @ numpy.asarray(mechanism["output"]) + mechanism["outputBias"]
    before = parents @ hidden.T + bias
    response = numpy.where(before < 0, LEAK * before, before)
    return response @ numpy.asarray(mechanism["output"]) + mechanism["outputBias"] + noise


def spread_targets(variables, rows):
    """Observational rows first, then blocks for each variable that differ by one row at most."""
    observational = rows // (variables + 1)
    since = numpy.arange(rows) - observational
    return numpy.where(since < 0, -1, since * variables // (rows - observational))


def random_parents(rng, variables, edges, shape="even"):
    """(parents, order). 'even': every pair is joined with the same chance; 'hubs': later variables attach to earlier ones
    in proportion to one plus the edges they have (Barabasi & Albert 1999), causes first along a random order."""
    order = rng.permutation(variables)
    matrix = numpy.zeros((variables, variables), bool)
    if shape == "even":
        chance = 2 * edges / (variables * (variables - 1))
        matrix = numpy.triu(rng.random((variables, variables)) < chance, 1)
    else:
        degree = numpy.ones(variables)
        standing = rng.permutation(variables)
        wanted = edges / (variables - 1)
        for place in range(1, variables):
            count = min(place, int(wanted) + (rng.random() < wanted % 1))
            earlier = standing[:place]
            chosen = rng.choice(earlier, count, replace=False, p=degree[earlier] / degree[earlier].sum())
            low, high = numpy.minimum(chosen, standing[place]), numpy.maximum(chosen, standing[place])
            matrix[low, high] = True
            degree[chosen] += 1
            degree[standing[place]] += count
    parents = [[] for _ in range(variables)]
    for cause, effect in zip(*numpy.nonzero(matrix)):
        parents[order[effect]].append(int(order[cause]))
    return [sorted(causes) for causes in parents], order


def draw_experiment(rng, family, variables, edges, rows=1000, shape="even", targets=None):
    """One graph with its data. `targets` (rows) says which variable is set in each row; by default every one in turn."""
    parents, order = random_parents(rng, variables, edges, shape)
    targets = spread_targets(variables, rows) if targets is None else targets
    regime = numpy.unique(targets, return_inverse=True)[1]
    columns = numpy.empty((rows, variables))
    for variable in order:
        causes = parents[variable]
        if causes:
            spread = NOISE * numpy.sqrt(1 + rng.random(regime.max() + 1))[regime]
            noise = spread * rng.standard_normal(rows)
            mechanism = draw_mechanism(rng, family, len(causes))
            values = mechanism_values(mechanism, columns[:, causes], noise)
        else:
            values = rng.uniform(-1, 1, rows)
        columns[:, variable] = numpy.where(targets == variable, rng.uniform(-1, 1, rows), values)
    return Experiment(columns, parents, targets)
