import json
import math
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from studio_models.discovery import calibrate, card, evaluate, evaluate_draws, metrics, outside_prior, rivals, scores
from studio_models.discovery.network import DiscoveryNetwork, NetworkConfig
from studio_models.discovery.priors import draw_strict
from studio_models.kernels import OrderSearchResult


def random_dag(rng, size, chance=0.3):
    order = rng.permutation(size)
    matrix = np.zeros((size, size), bool)
    matrix[np.ix_(order, order)] = np.triu(rng.random((size, size)) < chance, 1)
    return matrix


class Ranking(unittest.TestCase):
    def test_against_sums_over_thresholds(self):
        rng = np.random.default_rng(1)
        for levels in (3, 1000):  # with many ties, with hardly any
            arrows = random_dag(rng, 9)
            scores = rng.integers(0, levels, (9, 9)) / levels
            pairs = [(i, j) for i in range(9) for j in range(9) if i != j]
            precision = [
                np.mean([arrows[pair] for pair in pairs if scores[pair] >= scores[one]]) for one in pairs if arrows[one]
            ]
            wins = [
                (scores[one] > scores[other]) + (scores[one] == scores[other]) / 2
                for one in pairs if arrows[one] for other in pairs if not arrows[other]
            ]
            found = metrics.ranking_quality(scores, arrows)
            self.assertAlmostEqual(found["averagePrecision"], np.mean(precision), places=12)
            self.assertAlmostEqual(found["auc"], np.mean(wins), places=12)

    def test_perfect_reversed_and_undirected_scores(self):
        arrows = random_dag(np.random.default_rng(2), 8)
        perfect = metrics.ranking_quality(arrows * 1.0, arrows)
        self.assertEqual(perfect, {"averagePrecision": 1, "auc": 1, "orientation": 1})
        self.assertEqual(metrics.ranking_quality(arrows.T * 1.0, arrows)["orientation"], 0)
        self.assertEqual(metrics.ranking_quality((arrows | arrows.T) * 1.0, arrows)["orientation"], 0.5)

    def test_a_graph_without_arrows_is_refused(self):
        with self.assertRaisesRegex(ValueError, "without arrows"):
            metrics.ranking_quality(np.zeros((3, 3)), np.zeros((3, 3), bool))

    def test_a_reversal_costs_one(self):
        truth, found = np.zeros((2, 4, 4), bool)
        truth[0, 1] = truth[1, 2] = True
        found[1, 0] = found[1, 2] = found[2, 3] = True  # one reversed, one right, one too many
        self.assertEqual(metrics.structural_distance(found, truth), 2)
        self.assertEqual(metrics.structural_distance(truth, truth), 0)


class Intervals(unittest.TestCase):
    def test_covers_the_mean_about_as_often_as_promised(self):
        rng = np.random.default_rng(3)
        covered = 0
        for _ in range(200):
            low, high = metrics.bootstrap_interval(rng.standard_normal(20))
            covered += low <= 0 <= high
        self.assertGreater(covered, 170)
        self.assertLess(covered, 200)


class Reliability(unittest.TestCase):
    def test_what_comes_true_as_said_has_no_error_and_what_does_not_has(self):
        rng = np.random.default_rng(4)
        said = rng.random(200_000)
        bins = metrics.reliability(said, rng.random(len(said)) < said)
        self.assertEqual(sum(one["count"] for one in bins), len(said))
        self.assertLess(metrics.calibration_error(bins), 0.01)
        never = metrics.reliability(said, np.zeros(len(said)))
        self.assertAlmostEqual(metrics.calibration_error(never), 0.5, delta=0.01)

    def test_empty_bins_and_certainty(self):
        bins = metrics.reliability(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
        self.assertEqual([one["count"] for one in bins], [1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
        self.assertIsNone(bins[4]["said"])
        self.assertEqual(metrics.calibration_error(bins), 0)

    def test_the_temperature_that_logits_were_spoilt_by_is_found(self):
        rng = np.random.default_rng(5)
        answers = []
        for _ in range(15):
            arrows = rng.standard_normal((20, 20)) * 1.5 - 1
            chances = torch.stack([torch.zeros(20, 20), torch.tensor(arrows), torch.tensor(arrows.T)], -1).softmax(-1)
            uniform = rng.random((20, 20))
            marks = np.zeros((20, 20), np.int8)
            for i in range(20):
                for j in range(i):
                    marks[i, j] = uniform[i, j] < chances[i, j, 1]
                    marks[j, i] = chances[i, j, 1] <= uniform[i, j] < chances[i, j, 1] + chances[i, j, 2]
            answers.append((torch.tensor(np.stack([arrows, arrows * 0], -1) * 1.6).float(), marks))
        self.assertAlmostEqual(calibrate.fit_temperature(answers, False), 1.6, delta=0.15)


class Rivals(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(6)
        self.columns = (np.eye(5) + 0.5 * rng.random((5, 5))) @ rng.laplace(size=(5, 20_000))

    def test_partial_correlation_is_that_of_residuals(self):
        others = np.vstack([self.columns[2:], np.ones(20_000)]).T
        residual = [one - others @ np.linalg.lstsq(others, one, rcond=None)[0] for one in self.columns[:2]]
        expected = abs(np.corrcoef(residual)[0, 1])
        # With many rows the ridge is .003.
        self.assertAlmostEqual(rivals.partial_correlation(self.columns)[0, 1], expected, delta=0.01)

    def test_variance_order_regresses_on_smaller_variances(self):
        chain = np.random.default_rng(7).standard_normal((3, 50_000))
        chain[1] += 2 * chain[2]
        chain[0] += 1.5 * chain[1]
        scores = rivals.variance_order(chain)
        self.assertGreater(scores[2, 1], 0.8)
        self.assertGreater(scores[1, 0], 0.8)
        self.assertLess(scores[2, 0], 0.05)
        self.assertFalse(np.tril(scores[np.ix_([2, 1, 0], [2, 1, 0])]).any())

    def test_no_scale_in_correlations_and_all_of_it_in_the_variance_order(self):
        rescaled = self.columns * np.array([[1e3], [1], [1e-3], [10], [0.1]])
        for score in (rivals.correlation, rivals.partial_correlation):
            np.testing.assert_allclose(score(self.columns), score(rescaled), atol=1e-9)
        order = np.argsort(rescaled.var(1))
        self.assertFalse(np.tril(rivals.variance_order(rescaled)[np.ix_(order, order)]).any())

    def test_strength_counts_a_thousandth_against_the_order(self):
        before = np.array([[0, 0.75], [0.25, 0]])
        scores, arrows = rivals.order_scores(OrderSearchResult([[], [0]], np.full((2, 2), 8.0), before))
        self.assertAlmostEqual(scores[0, 1], 8 * (0.75 + 0.25e-3))
        self.assertAlmostEqual(scores[1, 0], 8 * (0.25 + 0.75e-3))
        self.assertEqual(np.argwhere(arrows).tolist(), [[0, 1]])


class Draws(unittest.TestCase):
    def test_variants_change_what_they_say_and_nothing_else(self):
        plain, hidden, rescaled, turned, shuffled = (
            evaluate_draws.draw(evaluate_draws.Task(10, "nn", 3, seed=5, variant=name)) for name in evaluate_draws.VARIANTS
        )
        for other in (hidden, rescaled, turned, shuffled):
            np.testing.assert_array_equal(plain[2], other[2])
        np.testing.assert_array_equal(plain[0], hidden[0])
        self.assertEqual(set(hidden[1]), {-1})
        factors = rescaled[0] / plain[0]
        np.testing.assert_allclose(factors, factors[:, :1].repeat(plain[0].shape[1], 1), rtol=1e-9)
        self.assertGreater(np.abs(factors).max() / np.abs(factors).min(), 10)
        self.assertEqual(set(map(tuple, np.unique(turned[0] / plain[0], axis=1).T)), {tuple((turned[0] / plain[0])[:, 0])})
        self.assertEqual(set(np.unique(turned[0] / plain[0])), {-1, 1})
        rows = lambda drawn: sorted(map(tuple, np.vstack([drawn[0], drawn[1]]).T))
        self.assertEqual(rows(plain), rows(shuffled))
        self.assertFalse(np.array_equal(plain[0], shuffled[0]))

    def test_cells_seeds_and_graphs_draw_apart(self):
        tasks = [
            evaluate_draws.Task(10, "nn", 0, seed=5), evaluate_draws.Task(10, "nn", 1, seed=5),
            evaluate_draws.Task(10, "linear", 0, seed=5), evaluate_draws.Task(10, "nn", 0, seed=6),
        ]
        first = [evaluate_draws.draw(task)[0][0, 0] for task in tasks]
        self.assertEqual(len(set(first)), 4)
        self.assertEqual(len({task.key for task in tasks}), 4)

    def test_every_cell_has_its_graphs(self):
        tasks = evaluate_draws.tasks_of(evaluate_draws.SIZES, ["linear", "nn"])
        self.assertEqual(len(tasks), 2 * (4 * 20 + 3 * 5))

    def test_families_outside_the_prior_are_standardised_and_acyclic(self):
        for seed in range(4):
            study = outside_prior.draw_outside(np.random.default_rng(seed))
            self.assertTrue(np.isfinite(study.columns).all())
            self.assertEqual(np.linalg.matrix_power(study.marks.astype(float), len(study.marks)).sum(), 0)

    def test_the_prior_with_other_families_draws_those(self):
        kinds = {draw_strict(np.random.default_rng(seed), {"sigmoid": 1.0}).kind for seed in range(2)}
        self.assertEqual(kinds, {"sigmoid"})


class Evaluation(unittest.TestCase):
    def test_done_graphs_are_not_judged_again_and_those_of_an_older_step_are(self):
        torch.manual_seed(0)
        config = NetworkConfig(width=8, channels=2, layers=1, hidden=8, head=8)
        network = DiscoveryNetwork(config)
        network.eval()
        tasks = evaluate_draws.tasks_of([10], ["linear"], graphs=2, seed=5)
        with tempfile.TemporaryDirectory() as folder:
            with mock.patch.object(evaluate_draws, "FOLDER", Path(folder)), mock.patch.object(evaluate, "FOLDER", Path(folder)):
                judged = []
                for step, expected in ((7, 2), (7, 2), (8, 4)):
                    loaded = (mock.Mock(id="tiny"), network, {"step": step})
                    with mock.patch.object(evaluate, "load_trained", lambda path, loaded=loaded: loaded):
                        records = evaluate.evaluate(Path(folder) / "checkpoint.pt", tasks, judged.append)
                    self.assertEqual(len(judged), expected)
                    self.assertEqual([record["key"] for record in records], [task.key for task in tasks])
                lines = (Path(folder) / "tiny.jsonl").read_text().splitlines()
                self.assertEqual([json.loads(line)["step"] for line in lines], [7, 7, 8, 8])
        for record in judged:
            self.assertTrue(0 < record["averagePrecision"] <= 1)
            self.assertTrue(math.isfinite(record["rivals"]["BOSS"]["averagePrecision"]))
        self.assertIn("n=10", evaluate.summarise(judged))

    def test_hidden_and_known_graphs_are_read_at_their_own_temperatures(self):
        network = DiscoveryNetwork(NetworkConfig(width=8, channels=2, layers=1, hidden=8, head=8))
        for variant, own in (("plain", "known"), ("hidden", "hidden")):
            task = evaluate_draws.Task(10, "linear", 0, seed=5, variant=variant)
            one, temperatures = evaluate_draws.prepare(task), {"known": 1.0, "hidden": 1.0}
            usual = evaluate.judge(network, task, one, temperatures)[1]
            hot = evaluate.judge(network, task, one, {**temperatures, own: 5.0})[1]
            self.assertGreater(np.abs(usual - hot).max(), 1e-3)

    def test_shuffled_rows_and_other_units_are_the_same_data(self):
        network = DiscoveryNetwork(NetworkConfig(width=8, channels=2, layers=1, hidden=8, head=8))
        for variant in ("rescaled", "shuffled"):
            task = evaluate_draws.Task(10, "nn", 1, seed=5, variant=variant)
            record = evaluate.judge_task(network, task, {"known": 1.0, "hidden": 1.0})
            self.assertLess(record["largestChange"], 1e-4)


class Card(unittest.TestCase):
    MODELS = Path(__file__).parents[1]

    def record(self, precision, shd, **more):
        return {"averagePrecision": precision, "auc": 0.9, "orientation": 0.8, "shd": shd, "seconds": 1.0, **more}

    def judged(self, precision, shd):
        rival = {"BOSS": self.record(0.5, 40), "correlation": self.record(0.2, None)}
        return self.record(precision, shd, featureSeconds=2.0, rivals=rival)

    def test_a_cell_is_held_against_its_bars(self):
        tasks = evaluate_draws.tasks_of([100], ["linear"])
        for shd, met in ((4, True), (6, False)):
            found = scores.cell(100, "linear", {task.key: self.judged(0.9995, shd) for task in tasks[:3]})
            self.assertEqual(found["bar"], {"averagePrecision": 99.9, "shd": 5, "met": met})
            self.assertEqual(found["methods"]["this model"]["graphs"], 3)
            self.assertIsNone(found["methods"]["correlation"]["shd"])
            row = next(iter(card.cell_rows([found])))
            self.assertIn("3 of 20", row)
            self.assertEqual("not met" in row[-1], not met)
        self.assertIsNone(scores.cell(100, "nn", {}))

    def test_only_the_place_of_the_tables_is_written(self):
        found = scores.cell(10, "nn", {task.key: self.judged(0.9, 3) for task in evaluate_draws.tasks_of([10], ["nn"])})
        training = {"steps": 1, "minutes": 2.0, "threads": 1, "studies": 3, "pools": ["strict"], "parameters": 4,
                    "curve": [[1, 0.5, 1.0]], "featuresHidden": 0.15, "featuresSpread": 0.2, "began": [0, 60.0]}
        columns = ("variables", "data", "method", "draws", "SHD", "±", "adjacency F1", "arrowhead F1", "seconds")
        rows = [[10, "curves", name, 5, shd, 0.5, 0.9, 0.8, 1.0] for name, shd in (("tiny", 2.0), ("pc", 7.0))]
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "observational.json"
            self.assertEqual(scores.observations("tiny", kept), [])
            kept.write_text(json.dumps({"columns": columns, "rows": rows}))
            self.assertEqual(scores.observations("another", kept), [])
            contests = scores.observations("tiny", kept)
        record = {"id": "tiny", "seeds": {"evaluation": 1, "calibration": 2, "development": 3}, "learning": [], "cells": [found], "cellsNotJudged": [[20, "nn"]],
                  "observations": contests, "ablations": [], "calibration": None, "training": training}
        text = "before\n<!-- tables of tiny -->\nold\n<!-- end of tables of tiny -->\nafter"
        filled = card.insert(text, record)
        self.assertTrue(filled.startswith("before\n") and filled.endswith("\nafter"))
        self.assertNotIn("old", filled)
        self.assertIn("Not judged: 20 nn.", filled)
        self.assertIn("| 10 | curves | 5 | 2.0 ± 0.5 (90 / 80) | 7.0 ± 0.5 (90 / 80) |", filled)
        self.assertIn("The last 1 steps (1 minutes) hid each group of features in 15 % of the data sets", filled)
        self.assertEqual(card.insert(filled, record), filled)
        with self.assertRaisesRegex(ValueError, "no place"):
            card.insert("nothing", record)

    def test_the_readme_shows_the_scores_of_every_exported_discovery_model(self):
        readme = (self.MODELS / "README.md").read_text()
        exported = [json.loads(path.read_text()) for path in sorted((self.MODELS / "exported").glob("neural*/scores.json"))]
        discovery = [record for record in exported if "cells" in record]
        for record in discovery:
            self.assertEqual(card.insert(readme, record), readme, record["id"])
        self.assertEqual({record["id"] for record in exported} - {record["id"] for record in discovery}, {"neural-effect"})


if __name__ == "__main__":
    unittest.main()
