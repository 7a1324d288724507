"""How a customer's message is read: without numbers and contact data, slips put right, then by the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.encoder import Encoder, Reading, load_encoder
from models.entities import without_entities
from models.spelling import Speller, load_speller
from warmline.settings import Settings


@dataclass(frozen=True)
class MessageReader:
    """Reads messages for the models of intents and of mood."""

    encoder: Encoder
    speller: Speller

    def worded(self, text: str) -> str:
        """What of a message is read: order numbers and contact data say who or which, and not what is wished."""
        return self.speller.corrected(without_entities(text))

    def read(self, texts: Sequence[str]) -> Reading:
        """What the encoder makes of messages."""
        return self.encoder.read([self.worded(text) for text in texts])


def load_message_reader(settings: Settings) -> MessageReader:
    """The trained encoder and speller.

    Raises:
        NotTrained: One of them is missing.
    """
    return MessageReader(load_encoder(settings), load_speller(settings))
