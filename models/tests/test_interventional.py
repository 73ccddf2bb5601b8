import json
import unittest
from pathlib import Path

import numpy

from studio_models.priors.interventional import (
    FAMILIES,
    draw_experiment,
    mechanism_values,
    random_parents,
    spread_targets,
)

GOLDEN = Path(__file__).parents[2] / "src/engine/examples/benchmark/golden.json"


class Interventional(unittest.TestCase):
    def test_mechanisms_give_what_the_studio_gives(self):
        golden = json.loads(GOLDEN.read_text())
        self.assertEqual(len(golden["mechanisms"]), 60)
        for case in golden["mechanisms"]:
            found = mechanism_values(
                case["mechanism"], numpy.array([case["parents"]]), numpy.array([case["noise"]])
            )
            self.assertAlmostEqual(float(found[0]), case["value"], places=11)

    def test_the_same_variables_are_set_in_the_same_rows(self):
        cases = json.loads(GOLDEN.read_text())["targets"]
        self.assertEqual(len(cases), 3)
        for case in cases:
            found = spread_targets(case["variables"], case["rows"])
            self.assertEqual(found.tolist(), case["set"])

    def test_same_seed_same_data(self):
        first, second = (
            draw_experiment(numpy.random.default_rng(4), "nn", 8, 12, rows=90) for _ in range(2)
        )
        self.assertTrue(numpy.array_equal(first.columns, second.columns))
        self.assertEqual(first.parents, second.parents)

    def test_graphs_have_the_edges_asked_for_and_no_cycle(self):
        rng = numpy.random.default_rng(5)
        for shape in ("even", "hubs"):
            counts = []
            for _ in range(40):
                parents, order = random_parents(rng, 30, 60, shape)
                place = numpy.argsort(order)
                for effect, causes in enumerate(parents):
                    self.assertTrue(all(place[cause] < place[effect] for cause in causes))
                counts.append(sum(map(len, parents)))
            self.assertLess(abs(numpy.mean(counts) - 60), 4 * numpy.sqrt(60 / 40))
        spread = [max(map(len, random_parents(rng, 60, 120, shape)[0])) for shape in ("even", "hubs")]
        self.assertGreater(spread[1], spread[0])

    def test_set_values_owe_nothing_to_causes_and_noise_has_its_range(self):
        for family in FAMILIES:
            drawn = draw_experiment(numpy.random.default_rng(6), family, 4, 5, rows=40_000)
            for effect, causes in enumerate(drawn.parents):
                chosen = drawn.targets == effect
                values = drawn.columns[chosen, effect]
                self.assertLess(numpy.abs(values).max(), 1)
                self.assertAlmostEqual(values.var(), 1 / 3, delta=0.02)
                for cause in causes:
                    shared = numpy.corrcoef(values, drawn.columns[chosen, cause])[0, 1]
                    self.assertLess(abs(shared), 0.05)
