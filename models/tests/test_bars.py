import unittest

import torch

from studio_models import bars

BORDERS = torch.tensor([-1.0, -0.2, 0.1, 0.9], dtype=torch.float64)
TAILS = (0.6, 0.8)
LOGITS = torch.tensor([[0.3, -0.5, 1.0, 0.2, -0.1]], dtype=torch.float64)


class Bars(unittest.TestCase):
    def setUp(self):
        self.grid = torch.linspace(-8, 8, 160001, dtype=torch.float64)
        logits = LOGITS.expand(len(self.grid), -1)
        self.density = bars.log_density(logits, self.grid, BORDERS, TAILS).exp()
        self.step = float(self.grid[1] - self.grid[0])

    def test_density_integrates_to_one(self):
        self.assertAlmostEqual(float(self.density.sum()) * self.step, 1, places=3)

    def test_mean_and_variance_are_those_of_the_density(self):
        mean = float((self.grid * self.density).sum()) * self.step
        variance = float(((self.grid - mean) ** 2 * self.density).sum()) * self.step
        self.assertAlmostEqual(float(bars.mean(LOGITS, BORDERS, TAILS)), mean, places=3)
        self.assertAlmostEqual(float(bars.variance(LOGITS, BORDERS, TAILS)), variance, places=3)

    def test_quantiles_invert_the_distribution_function(self):
        for level in (0.001, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999):
            place = float(bars.quantile(LOGITS, level, BORDERS, TAILS))
            below = float(self.density[self.grid <= place].sum()) * self.step
            self.assertAlmostEqual(below, level, places=3)

    def test_borders_rise_even_where_the_sample_repeats(self):
        borders = bars.quantile_borders(torch.zeros(1000), 8)
        self.assertTrue(bool((borders[1:] > borders[:-1]).all()))
