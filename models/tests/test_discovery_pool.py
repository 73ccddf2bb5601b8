"""What the networks are trained on: priors, shards, knowledge."""

import pathlib
import tempfile
import unittest
from types import SimpleNamespace

import numpy as np
import torch

from studio_models.discovery import broad_prior, priors
from studio_models.discovery.batches import FEATURE_GROUPS, Pool, causal_position, draw_batch, knowledge_of, loosen
from studio_models.discovery.features import ARROW, CONFOUNDED
from studio_models.discovery.pool import draw_shard, folder_of, read_shard, write_shard
from studio_models.kernels import FEATURES


class AlwaysTiers:
    """Stands for a generator that draws three tiers."""

    def random(self, *_):
        return 0.9

    def integers(self, *_):
        return 3


def marks_of(seed, size=12):
    arrows = np.triu(np.random.default_rng(seed).random((size, size)) < 0.3, 1)
    order = np.random.default_rng(seed + 1).permutation(size)
    return np.where(arrows[np.ix_(order, order)], ARROW, 0).astype(np.int8)


class Knowledge(unittest.TestCase):
    def test_it_never_contradicts_the_truth(self):
        marks = np.stack([marks_of(seed) for seed in range(200)])
        known = knowledge_of(marks, np.random.default_rng(1), 1)
        required, forbidden = known[..., 0] == 1, known[..., 1] == 1
        self.assertTrue((marks[required] == ARROW).all())
        self.assertFalse((marks[forbidden] == ARROW).any())
        self.assertEqual(np.einsum("biik->", known), 0)
        self.assertGreater(required.sum(), 300)
        self.assertGreater(forbidden.sum(), 5000)

    def test_a_share_of_the_data_sets_comes_with_it(self):
        marks = np.stack([marks_of(seed) for seed in range(200)])
        for share in (0, 0.5):
            known = knowledge_of(marks, np.random.default_rng(2), share)
            self.assertAlmostEqual(known.any((1, 2, 3)).mean(), share, delta=0.12)

    def test_tiers_forbid_what_leads_back(self):
        for seed in range(20):
            marks = marks_of(seed)
            known = knowledge_of(marks[None], AlwaysTiers(), 1)[0]
            later = known[..., 1].sum(1)
            self.assertEqual(len(set(later)), 3)
            self.assertTrue(np.array_equal(known[..., 1], later[:, None] > later[None, :]))
            self.assertEqual(known[..., 0].sum(), 0)
            self.assertFalse((known[..., 1] * (marks == ARROW)).any())

    def test_causes_stand_before_effects(self):
        for seed in range(20):
            arrows = marks_of(seed) == ARROW
            position = causal_position(arrows)
            self.assertEqual(sorted(position), list(range(len(arrows))))
            cause, effect = np.nonzero(arrows)
            self.assertTrue((position[cause] < position[effect]).all())


class Loosened(unittest.TestCase):
    def test_groups_are_hidden_as_often_as_asked_and_stretched_together(self):
        features = torch.ones(2000, 1, 1, FEATURES)
        loosen(features, np.random.default_rng(3), 0.25, 0.1)
        values = features[:, 0, 0].numpy()
        for group in FEATURE_GROUPS:
            first = values[:, group[0]]
            self.assertTrue((values[:, group] == first[:, None]).all())
            self.assertAlmostEqual((first == 0).mean(), 0.25, delta=0.04)
            self.assertAlmostEqual(np.log(first[first > 0]).std(), 0.1, delta=0.01)
        alone = sorted(set(range(FEATURES)) - {feature for group in FEATURE_GROUPS for feature in group})
        self.assertTrue((values[:, alone] == 1).all())


class Shards(unittest.TestCase):
    def test_the_same_whoever_draws_them_and_read_as_written(self):
        first, second = (draw_shard("strict", 1, 1, graphs=2) for _ in range(2))
        other = draw_shard("strict", 1, 2, graphs=1)
        self.assertFalse(np.array_equal(first[0].features, other[0].features))
        with tempfile.TemporaryDirectory() as runs:
            folder = folder_of("strict", pathlib.Path(runs))
            folder.mkdir()
            read = read_shard(write_shard(folder, first, 3))
            self.assertEqual([path.name for path in folder.iterdir()], ["00003.npz"])
            pool = Pool([folder])
            self.assertEqual(pool.grow(), 2)
            write_shard(folder, other, 4)
            self.assertEqual(pool.grow(), 3)
            settings = SimpleNamespace(pairs_per_step=1, knowledge_share=0, features_hidden=0, features_spread=0)
            inputs, marks = draw_batch(pool, np.random.default_rng(1), settings)
        for one, again, (features, columns, marks_read) in zip(first, second, read):
            self.assertTrue(np.array_equal(one.features, again.features))
            np.testing.assert_allclose(features, one.features, rtol=1e-3, atol=1e-6)
            np.testing.assert_allclose(columns, one.columns, rtol=1e-6)
            self.assertTrue(np.array_equal(marks_read, one.marks))
        size = inputs.shape[1]
        self.assertEqual((tuple(inputs.shape), tuple(marks.shape)), ((1, size, size, FEATURES + 4), (1, size, size)))


class Strict(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = np.random.default_rng(7)
        cls.studies = [priors.draw_strict(rng) for _ in range(250)]

    def test_graphs(self):
        edges = []
        for study in self.studies:
            arrows = study.marks == ARROW
            self.assertEqual(set(np.unique(study.marks)) - {0, ARROW}, set())
            causal_position(arrows)  # a cycle leaves nobody to place next
            edges.append(arrows.sum() / len(arrows))
        # Degrees 1 to 4, less where a small graph would be denser than DENSEST.
        self.assertAlmostEqual(np.mean(edges), 2.35, delta=0.25)

    def test_who_is_set(self):
        every = [len(set(study.targets) - {-1}) == len(study.columns) for study in self.studies]
        nobody = [(study.targets == -1).all() for study in self.studies]
        self.assertAlmostEqual(np.mean(every), 0.95 * 0.855, delta=0.08)
        self.assertAlmostEqual(np.mean(nobody), 0.06, delta=0.05)

    def test_rows_and_families(self):
        rows = np.array([len(study.targets) for study in self.studies])
        self.assertAlmostEqual(np.mean(rows == priors.MOST_ROWS), 0.7, delta=0.1)
        self.assertGreaterEqual(rows.min(), priors.FEWEST_ROWS)
        for family, share in priors.STRICT_FAMILIES.items():
            self.assertAlmostEqual(np.mean([study.kind == family for study in self.studies]), share, delta=0.1)
        self.assertTrue(all(np.isfinite(study.columns).all() for study in self.studies))


class Broad(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        rng = np.random.default_rng(8)
        cls.studies = [broad_prior.draw_broad(rng) for _ in range(200)]

    def test_marks(self):
        confounded = 0
        for study in self.studies:
            arrows, tied = study.marks == ARROW, study.marks == CONFOUNDED
            causal_position(arrows)
            self.assertTrue(np.array_equal(tied, tied.T))
            self.assertFalse((tied & (arrows | arrows.T)).any())
            self.assertFalse(np.diag(study.marks).any())
            confounded += tied.any()
        self.assertGreater(confounded, 40)

    def test_columns_can_be_used(self):
        for study in self.studies:
            self.assertEqual(study.columns.shape[1], len(study.targets))
            self.assertTrue(broad_prior.usable(study.columns))
            self.assertLess(study.targets.max(), len(study.columns))

    def test_the_kinds_that_the_card_promises_occur(self):
        share = lambda of: np.mean([of(study) for study in self.studies])
        self.assertAlmostEqual(share(lambda study: np.isnan(study.columns).any()), 0.25, delta=0.1)
        self.assertAlmostEqual(share(lambda study: (study.targets < 0).all()), 0.47, delta=0.12)
        coarse = lambda study: any(len(np.unique(one[~np.isnan(one)])) <= 6 for one in study.columns)
        self.assertAlmostEqual(share(coarse), 0.19, delta=0.1)
