"""Training the mood model on ``nlu_data/sentiment``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch

from models.artefacts import replacing
from models.corpora import FLAGS, LABELS, MoodExample, read_moods
from models.encoder import Reading
from models.message_reader import MessageReader
from models.sentiment import FeatureMaker, MoodNetwork
from warmline.settings import Settings

SEED = 20261122
EPOCHS = 30
BATCH = 64
LEARNING_RATE = 3e-2
WEIGHT_DECAY = 0.3
UPSET = 0.5
"""Labelled frustration from which a message counts as an upset one."""


def train_mood(settings: Settings, data: Path, key: str, reader: MessageReader) -> None:
    """Train the model on what is read in the examples and keep it as made from ``key``."""
    examples = read_moods(data / "sentiment")
    encoder = reader.encoder
    network = fit(examples, reader.read([example.text for example in examples]))
    with replacing(settings.trained / "mood", key) as fresh:
        torch.save(network.state_dict(), fresh / "network.pt")
        about = {"encoder": encoder.fingerprint, "width": encoder.dimension + encoder.depth, "examples": len(examples)}
        (fresh / "about.json").write_text(json.dumps(about))


def fit(examples: Sequence[MoodExample], reading: Reading) -> MoodNetwork:
    """A network trained on the examples; the same input gives the same network.

    Polarity is a cross-entropy over three labels. Frustration aims half at its labelled degree and half at
    whether the message is an upset one at all. The upset ones are weighted up by the square root of their rarity:
    half way between counting each message once, which misses too many of them, and making both kinds count the
    same, which takes too many calm reports for anger. Flags are weighted for rarity.
    """
    torch.manual_seed(SEED)
    features = FeatureMaker()([example.text for example in examples], reading)
    labels = torch.tensor([LABELS.index(example.label) for example in examples])
    degree = torch.tensor([example.frustration for example in examples])
    upset = (degree >= UPSET).float()
    frustration = (degree + upset) / 2
    balance = ((1 - upset).sum() / upset.sum().clamp(min=1)).sqrt()
    flags = torch.tensor([[float(flag in example.flags) for flag in FLAGS] for example in examples])
    rarity = ((len(examples) - flags.sum(0)) / flags.sum(0).clamp(min=1)).clamp(max=5)
    network = MoodNetwork(reading.vectors.shape[1] + reading.layers.shape[1])
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(examples)).split(BATCH):
            logits = network(features[rows.numpy()])
            loss = (
                torch.nn.functional.cross_entropy(logits[:, : len(LABELS)], labels[rows])
                + 2
                * torch.nn.functional.binary_cross_entropy_with_logits(
                    logits[:, len(LABELS)], frustration[rows], pos_weight=balance
                )
                + torch.nn.functional.binary_cross_entropy_with_logits(
                    logits[:, len(LABELS) + 1 :], flags[rows], pos_weight=rarity
                )
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    network.eval()
    return network
