"""Laws of the network that judges pairs, whole and in pieces."""

import unittest

import numpy as np
import torch

from studio_models.discovery.answer import knowledge_matrix, probabilities, targets_known
from studio_models.discovery.features import ARROW, CONFOUNDED
from studio_models.discovery.network import DiscoveryNetwork, NetworkConfig, class_logits
from studio_models.discovery.pieces import judge, pieces_of, run_in_torch
from studio_models.discovery.train import loss_of

CONFIG = NetworkConfig(width=12, channels=2, layers=3, hidden=16, head=8, confounding=True)
INPUTS = 42


def network():
    """With weights everywhere: fresh networks end in zeros."""
    torch.manual_seed(1)
    made = DiscoveryNetwork(CONFIG).double().eval()
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.normal_(0, 0.3)
    return made


def inputs_of(size, batch=1):
    return torch.randn(batch, size, size, INPUTS, generator=torch.Generator().manual_seed(size), dtype=torch.float64)


class Laws(unittest.TestCase):
    def assert_close(self, first, second):
        self.assertEqual(first.shape, second.shape)
        self.assertLess(float((first - second).abs().max()), 1e-9)
        self.assertGreater(float(first.std()), 1e-2)

    def test_names_of_variables_do_not_matter(self):
        with torch.no_grad():
            inputs, order = inputs_of(9), torch.randperm(9, generator=torch.Generator().manual_seed(2))
            renamed = network()(inputs[:, order][:, :, order])
            self.assert_close(network()(inputs)[:, order][:, :, order], renamed)

    def test_every_pair_hears_of_the_others(self):
        with torch.no_grad():
            inputs = inputs_of(6)
            changed = inputs.clone()
            changed[0, 4, 5] += 1
            moved = (network()(inputs) - network()(changed)).abs().amax(-1)
        self.assertGreater(float(moved.min()), 1e-6)

    def test_places_that_are_filled_up_change_nothing(self):
        inputs = inputs_of(7)
        padded = torch.nn.functional.pad(inputs, (0, 0, 0, 4, 0, 4), value=3.0)
        mask = torch.tensor([[1.0] * 7 + [0.0] * 4], dtype=torch.float64)
        with torch.no_grad():
            self.assert_close(network()(inputs), network()(padded, mask)[:, :7, :7])

    def test_batches_and_single_data_sets_agree(self):
        inputs = inputs_of(6, batch=3)
        with torch.no_grad():
            both = network()(inputs)
            self.assert_close(both, torch.stack([network()(one.unsqueeze(0))[0] for one in inputs]))

    def test_pieces_by_bands_give_what_the_whole_gives(self):
        whole, inputs = network(), inputs_of(10)
        run = run_in_torch(pieces_of(whole))
        with torch.no_grad():
            wanted = whole(inputs)[0]
        for band in (None, 10, 4, 1):
            self.assert_close(wanted, judge(run, CONFIG.layers, inputs[0], band=band))
        padded = torch.nn.functional.pad(inputs[0], (0, 0, 0, 6, 0, 6))
        mask = torch.cat([torch.ones(10), torch.zeros(6)]).double()
        for band in (None, 7):
            self.assert_close(wanted, judge(run, CONFIG.layers, padded, mask, band)[:10, :10])

    def test_pieces_hold_every_parameter(self):
        whole = network()
        held = {id(one) for piece in pieces_of(whole).values() for one in piece.parameters()}
        self.assertEqual(held, {id(one) for one in whole.parameters()})
        self.assertEqual(list(pieces_of(whole)), ["embed", "layer-1", "layer-2", "layer-3", "head"])


class Classes(unittest.TestCase):
    def setUp(self):
        self.logits = torch.randn(2, 5, 5, 2, generator=torch.Generator().manual_seed(4))

    def test_probabilities_of_a_pair_are_the_same_from_both_sides(self):
        for confounding in (False, True):
            found = probabilities(self.logits[0], confounding, 1.7)
            self.assertTrue(torch.allclose(found.sum(-1), torch.ones(5, 5, dtype=torch.float64)))
            self.assertTrue(torch.allclose(found[..., 1], found[..., 2].T))
            self.assertTrue(torch.allclose(found[..., 0], found[..., 0].T))
        self.assertTrue(torch.allclose(found[..., 3], found[..., 3].T))
        by_hand = self.logits[0, 1, 2, 0] / 1.7, self.logits[0, 2, 1, 0] / 1.7, (self.logits[0, 1, 2, 1] + self.logits[0, 2, 1, 1]) / 1.7
        total = 1 + sum(np.exp(float(one)) for one in by_hand)
        self.assertAlmostEqual(float(found[1, 2, 1]), np.exp(float(by_hand[0])) / total, places=6)

    def test_loss_is_that_of_a_plain_computation(self):
        marks = np.zeros((2, 5, 5), np.int64)
        for k, cause, effect in ((0, 0, 1), (0, 3, 1), (1, 4, 2)):
            marks[k, cause, effect] = ARROW
        marks[1, 0, 3] = marks[1, 3, 0] = CONFOUNDED
        for confounding in (False, True):
            classes = class_logits(self.logits, confounding).numpy().astype(float)
            losses = []
            for k in range(2):
                missed, edges = 0, 0
                for i in range(5):
                    for j in range(i + 1, 5):
                        true = 1 if marks[k, i, j] == ARROW else 2 if marks[k, j, i] == ARROW else 0
                        if confounding and marks[k, i, j] == CONFOUNDED:
                            true = 3
                        edges += true > 0
                        missed += np.log(np.exp(classes[k, i, j]).sum()) - classes[k, i, j, true]
                losses.append(missed / (edges + 5))
            found = loss_of(self.logits, torch.from_numpy(marks), confounding)
            self.assertAlmostEqual(float(found), np.mean(losses), places=5)

    def test_knowledge_and_targets(self):
        known = knowledge_matrix(3, required=[[0, 2]], forbidden=[[1, 0], [2, 0]])
        self.assertEqual(np.argwhere(known).tolist(), [[0, 2, 0], [1, 0, 1], [2, 0, 1]])
        self.assertEqual([targets_known([-1, -1]), targets_known([-1, 0])], [False, True])
