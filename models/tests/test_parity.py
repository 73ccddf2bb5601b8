"""The exported model, read by Python's features and onnxruntime, gives what parity.json promises."""

import json
import pathlib
import unittest

import torch

from studio_models import anchors
from studio_models import features as f
from studio_models.export import padded_inputs, run_in_node
from studio_models.infer import encode_table, readout_answer
from studio_models.train import Readout

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "exported" / "neural-effect"


class Parity(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.manifest = json.loads((FOLDER / "manifest.json").read_text())
        cls.parity = json.loads((FOLDER / "parity.json").read_text())

    def test_manifest_carries_the_preprocessing_of_this_code(self):
        self.assertEqual(self.manifest["featureVersion"], f.FEATURE_VERSION)
        self.assertEqual(self.manifest["basis"]["frequencies"], anchors.FREQUENCIES.tolist())
        self.assertEqual(self.manifest["basis"]["phases"], anchors.PHASES.tolist())

    def test_answers(self):
        described = self.manifest["readout"]
        readout = Readout(
            torch.tensor(described["cateBorders"], dtype=torch.float64), tuple(described["cateTails"]),
            torch.tensor(described["ateBorders"], dtype=torch.float64), tuple(described["ateTails"]),
        )
        context, queries = self.manifest["context"], self.manifest["queries"]
        encoded = [encode_table(case["table"], context) for case in self.parity["cases"]]
        outputs = run_in_node(FOLDER / "model.onnx", [padded_inputs(one, context, queries) for one in encoded])
        for case, one, (cate_logits, ate_logits) in zip(self.parity["cases"], encoded, outputs):
            with self.subTest(case["name"]):
                wanted = len(case["table"]["query"])
                ate, _, ate_q, cate, _, _ = readout_answer(
                    one, readout, cate_logits[:, :wanted], ate_logits, self.parity["levels"]
                )
                unit = float(one.outcome_sd)
                self.assertLess(abs(float(ate) - case["answer"]["ate"]) / unit, 1e-5)
                for got, expected in zip(ate_q, case["answer"]["ateQuantiles"]):
                    self.assertLess(abs(float(got) - expected) / unit, 1e-4)
                for got, expected in zip(cate[0].tolist(), case["answer"]["cate"]):
                    self.assertLess(abs(got - expected) / unit, 1e-5)
        self.assertGreaterEqual(len(self.parity["cases"]), 9)
