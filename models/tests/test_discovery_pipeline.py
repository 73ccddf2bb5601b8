"""Draws a small pool, trains, resumes, exports; exported models give what parity.json promises."""

import hashlib
import json
import pathlib
import tempfile
import unittest
from unittest import mock

import numpy as np
import torch

from studio_models.discovery import export, train
from studio_models.discovery.answer import knowledge_matrix, probabilities, read_inputs, targets_known
from studio_models.discovery.node_runtime import NodeRuntime
from studio_models.discovery.parity_cases import parity_cases, table_of
from studio_models.discovery.pieces import judge
from studio_models.discovery.pool import draw_shard, folder_of, write_shard
from studio_models.train import from_record

MODELS = pathlib.Path(__file__).resolve().parents[1]
CONFIGS = [path for path in (MODELS / "configs").glob("*.json") if "pools" in json.loads(path.read_text())]
DEBUG = MODELS / "configs" / "discovery-debug.json"


def inputs_of_case(case):
    columns, targets = table_of(case)
    limits = {"most_numbers": case["mostNumbers"]} if "mostNumbers" in case else {}
    return read_inputs(columns, targets, knowledge_matrix(len(columns), **case["knowledge"]), **limits)


class ParityChecks:
    def assert_parity(self, folder):
        manifest = json.loads((folder / "manifest.json").read_text())
        parity = json.loads((folder / "parity.json").read_text())
        pieces = manifest["pieces"]
        for piece in (pieces["embed"], *pieces["layers"], pieces["head"]):
            data = (folder / piece["file"]).read_bytes()
            self.assertEqual((len(data), hashlib.sha256(data).hexdigest()), (piece["bytes"], piece["sha256"]))
        self.assertEqual(len(pieces["layers"]), manifest["layers"])
        self.assertEqual(parity["featureVersion"], manifest["featureVersion"])
        self.assertEqual({case["name"] for case in parity["cases"]}, set(parity_cases()))
        with NodeRuntime(folder) as run:
            for case in parity["cases"]:
                with self.subTest(case["name"]):
                    self.assert_case(case, manifest, run)
        return manifest

    def assert_case(self, case, manifest, run):
        inputs = inputs_of_case(case)
        for i, j, feature, value in case["firstFeatures"]:
            self.assertAlmostEqual(float(inputs[i, j, feature]), value, places=4)
        temperature = manifest["temperatures"]["known" if targets_known(case["targets"]) else "hidden"]
        found = probabilities(judge(run, manifest["layers"], inputs, band=4), manifest["confounding"], temperature)
        between = ~torch.eye(len(inputs), dtype=torch.bool)
        kinds = [(1, "probabilities")] + [(3, "confounded")] * manifest["confounding"]
        for kind, name in kinds:
            wanted = torch.tensor(case[name], dtype=torch.float64).reshape(len(inputs), -1)
            self.assertLess(float((found[..., kind] - wanted)[between].abs().max()), 1e-4)
            self.assertEqual(float(wanted.diagonal().abs().max()), 0)


class Exported(ParityChecks, unittest.TestCase):
    def test_models_in_the_studio(self):
        folders = [path.parent for path in (MODELS / "exported").glob("*/embed.onnx")]
        self.assertIn("neural-strict", [folder.name for folder in folders])
        for folder in folders:
            with self.subTest(folder.name):
                self.assertEqual(self.assert_parity(folder)["id"], folder.name)

    def test_cases_do_not_hang_on_rounding(self):
        """Python and the page add up in different orders, so cases must not hold graphs that score equally."""
        rng = np.random.default_rng(1)
        for name, case in parity_cases().items():
            columns, targets = table_of(case)
            plain = inputs_of_case(case).numpy()
            order, rows = rng.permutation(len(columns)), rng.permutation(len(targets))
            renamed = np.where(targets < 0, -1, np.argsort(order)[np.maximum(targets, 0)])
            for changed in range(3):
                units = 10 ** rng.uniform(-2, 2, (len(columns), 1))
                again = {
                    **case, "columns": (columns * units + changed)[order][:, rows], "targets": renamed[rows],
                    "knowledge": {"required": [], "forbidden": []},
                }
                found = inputs_of_case(again).numpy()[..., :38]
                with self.subTest(name):
                    np.testing.assert_allclose(found, plain[np.ix_(order, order)][..., :38], atol=2e-3)


class DebugRun(ParityChecks, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.runs = pathlib.Path(cls.temporary.name)
        folder = folder_of("strict", cls.runs)
        folder.mkdir()
        for shard in range(2):
            write_shard(folder, draw_shard("strict", 1, shard, graphs=3), shard)
        cls.config = train.read_config(DEBUG)
        half = from_record(train.TrainConfig, {**vars(cls.config), "steps": 4})
        cls.checkpoint = train.train(half, cls.runs / "run", cls.runs)
        cls.halfway = train.load_trained(cls.checkpoint)[2]
        train.train(cls.config, cls.runs / "run", cls.runs)

    def test_a_stopped_run_goes_on_where_it_was(self):
        _, network, saved = train.load_trained(self.checkpoint)
        self.assertEqual([self.halfway["step"], saved["step"]], [4, 8])
        self.assertEqual([point[0] for point in saved["history"]], [4, 8])
        self.assertEqual(saved["history"][0], self.halfway["history"][0])
        self.assertEqual(saved["git_revision"], self.halfway["git_revision"])
        self.assertGreater(saved["spent"], self.halfway["spent"])
        self.assertEqual(saved["studies"], 6)
        steps = [state["step"] for state in saved["optimizer"]["state"].values()]
        self.assertEqual({int(step) for step in steps}, {8})
        before = self.halfway["average"]
        self.assertTrue(any(not torch.equal(before[key], value) for key, value in network.state_dict().items()))
        # Finished: nothing is left to do.
        train.train(self.config, self.runs / "run", self.runs)
        again = train.load_trained(self.checkpoint)[2]
        self.assertEqual((again["step"], again["history"]), (8, saved["history"]))

    def test_another_run_goes_on_from_its_weights_with_a_schedule_of_its_own(self):
        change = {"steps": 10, "starts_from": "run", "budget_minutes": 4}
        config = from_record(train.TrainConfig, {**vars(self.config), **change})
        saved = train.load_trained(train.train(config, self.runs / "second", self.runs))[2]
        first = train.load_trained(self.checkpoint)[2]
        self.assertEqual((saved["step"], saved["began"]), (10, (8, first["spent"])))
        self.assertEqual(saved["history"][:-1], first["history"])
        self.assertGreater(saved["spent"], first["spent"])
        rates = [train.learning_rate(config, step, first["spent"], saved["began"]) for step in (8, 9)]
        self.assertEqual(rates, [config.learning_rate / 4, config.learning_rate / 2])

    def test_export(self):
        (self.checkpoint.parent / "temperatures.json").write_text('{"known": 1.25, "hidden": 0.8}')
        manifest = export.export(self.checkpoint, self.runs / "exported")
        self.assertEqual(manifest["temperatures"], {"known": 1.25, "hidden": 0.8})
        self.assertLess(manifest["largestDisagreement"], export.LARGEST_DISAGREEMENT)
        self.assertEqual(manifest["training"]["steps"], 8)
        self.assertEqual(manifest["limits"]["rows"], [200, 1000])
        self.assertLess((self.runs / "exported" / "parity.json").stat().st_size, 150_000)
        self.assert_parity(self.runs / "exported")

    def test_what_does_not_agree_is_refused(self):
        folder = self.runs / "refused"
        with mock.patch.object(export, "LARGEST_DISAGREEMENT", 0), self.assertRaisesRegex(ValueError, "disagree by"):
            export.export(self.checkpoint, folder)
        self.assertFalse((folder / "manifest.json").exists())
        with mock.patch.object(export, "ALLOWED_OPERATORS", {"Add"}), self.assertRaisesRegex(ValueError, "'MatMul'"):
            export.export(self.checkpoint, folder)

    def test_bad_input(self):
        with self.assertRaisesRegex(SystemExit, "no shards of"):
            train.train(self.config, self.runs / "elsewhere", self.runs / "nowhere")
        with NodeRuntime(self.runs) as run, self.assertRaisesRegex(RuntimeError, "could not run embed.onnx"):
            run("embed", {})


class Configs(unittest.TestCase):
    def test_every_config_reads_and_unknown_keys_raise(self):
        self.assertLessEqual({"discovery-debug", "neural-strict"}, {train.read_config(path).id for path in CONFIGS})
        record = {**json.loads(DEBUG.read_text()), "learning_rats": 1}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            path.write_text(json.dumps(record))
            with self.assertRaisesRegex(ValueError, "learning_rats"):
                train.read_config(path)
