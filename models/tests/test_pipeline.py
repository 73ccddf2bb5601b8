import json
import pathlib
import tempfile
import unittest

import torch

from studio_models import train
from studio_models.export import INPUTS, QUERIES, export, padded_inputs
from studio_models.infer import encode_table
from studio_models.parity_tables import parity_tables

CONFIGS = pathlib.Path(__file__).resolve().parents[1] / "configs"


class Pipeline(unittest.TestCase):
    def test_every_config_reads_and_unknown_keys_raise(self):
        for path in CONFIGS.glob("*.json"):
            if "pools" not in json.loads(path.read_text()):  # those are read by test_discovery_pipeline
                train.read_config(path)
        record = {**json.loads((CONFIGS / "debug.json").read_text()), "learning_rats": 1}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "config.json")
            path.write_text(json.dumps(record))
            with self.assertRaisesRegex(ValueError, "learning_rats"):
                train.read_config(path)

    def test_debug_trains_resumes_and_exports(self):
        config = train.read_config(CONFIGS / "debug.json")
        with tempfile.TemporaryDirectory() as folder:
            run = pathlib.Path(folder, "run")
            half = train.from_record(train.TrainConfig, {**vars(config), "steps": 10})
            train.train(half, run)
            checkpoint = train.train(config, run)
            _, network, _, saved = train.load_trained(checkpoint)
            self.assertEqual(saved["step"], config.steps)
            self.assertTrue(json.loads((run / "config.json").read_text())["git_revision"])
            out = pathlib.Path(folder, "exported")
            manifest = export(checkpoint, out)
            self.assertEqual([entry["name"] for entry in manifest["inputs"]], INPUTS)
            self.assertLess(manifest["largestDisagreement"], 1e-4)
            self.assertEqual(len(json.loads((out / "parity.json").read_text())["cases"]), len(parity_tables()))

    def test_padding_changes_nothing(self):
        config = train.read_config(CONFIGS / "debug.json")
        torch.manual_seed(1)
        network = train.EffectNetwork(config.network).eval()
        for head in (network.cate_head, network.ate_head):
            torch.nn.init.normal_(head[-1].weight)
        encoded = encode_table({**parity_tables()["plain"], "query": [0, 5]}, 50)
        with torch.no_grad():
            plain = network(*train.network_inputs(encoded))
            padded = network(*padded_inputs(encoded, 90, QUERIES))
        self.assertLess(float((plain[0] - padded[0][:, :2]).abs().max()), 1e-4)
        self.assertLess(float((plain[1] - padded[1]).abs().max()), 1e-4)
