import unittest

import torch

from studio_models.priors.backdoor import SMALLEST_ARM, draw_studies


class Prior(unittest.TestCase):
    def draw(self, seed, rows=80, columns=4, datasets=400):
        return draw_studies(torch.Generator().manual_seed(seed), datasets, rows, columns)

    def test_same_seed_same_studies(self):
        first, second = self.draw(1, datasets=5), self.draw(1, datasets=5)
        self.assertTrue(torch.equal(first.outcome, second.outcome))

    def test_shapes_and_values(self):
        studies = self.draw(2)
        for name in ("x", "treatment", "outcome", "effect", "average_effect"):
            self.assertTrue(bool(torch.isfinite(getattr(studies, name)).all()), name)
        treated = studies.treatment[:, :80].sum(1)
        self.assertGreaterEqual(int(torch.minimum(treated, 80 - treated).min()), SMALLEST_ARM)
        events = studies.outcome[studies.binary_outcome]
        self.assertEqual(sorted(set(events.flatten().tolist())), [0.0, 1.0])
        self.assertLessEqual(float(studies.effect[studies.binary_outcome].abs().max()), 1)

    def test_the_kinds_of_study_the_card_promises_occur(self):
        studies = self.draw(3, datasets=1500)
        share = lambda mask: float(mask.float().mean())
        self.assertAlmostEqual(share(studies.binary_outcome), 0.2, delta=0.05)
        self.assertAlmostEqual(share((studies.effect == 0).all(1)), 0.1, delta=0.03)
        constant = studies.effect.std(1) < 1e-6
        self.assertGreater(share(constant), 0.25)

    def test_effect_is_the_difference_that_treatment_makes(self):
        """Randomised studies: the difference in means of the whole population is near the average effect."""
        studies = self.draw(4, datasets=600)
        a, y = studies.treatment, studies.outcome
        crude = (a * y).sum(1) / a.sum(1) - ((1 - a) * y).sum(1) / (1 - a).sum(1)
        sd = y.std(1)
        columns = studies.x - studies.x.mean(1, keepdim=True)
        dependence = (columns * (a - a.mean(1, keepdim=True)).unsqueeze(2)).mean(1).abs().amax(1)
        even = dependence < 0.01
        self.assertGreater(int(even.sum()), 20)
        error = ((crude - studies.average_effect) / sd)[even]
        self.assertLess(float(error.abs().median()), 0.06)
