"""What can be seen on the surface of a message: capitals, punctuation, waiting, earlier failure.

The mood model takes these as features beside the sentence's vector, and an agent reads them as the
reasons of a judgement.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import astuple, dataclass, fields

from models.letters import without_diacritics

WAITING = re.compile(
    r"\b(still (no|not|waiting)|been waiting|waiting for|weeks?|how (much )?long|no (reply|answer|response)"
    r"|nobody (called|answered)|czeka(m|my|lam|lem)|nadal (nie|brak|czekam)|wciaz|dalej (nie|brak)"
    r"|od (tygodnia|tygodni|wczoraj|miesiaca|\d+ dni)|brak odpowiedzi"
    r"|nikt (nie )?(dzwoni|odpisal|odpowiada)\w*|ile mozna|ile jeszcze)\b"
)
EARLIER_FAILURE = re.compile(
    r"\b(again|(second|third|fourth|fifth|\d+(nd|rd|th)) time|already (told|said|wrote|gave|asked)"
    r"|how many times|as i said|i said|znowu|znow|ponownie|kolejny raz|po raz (drugi|trzeci|czwarty|kolejny|\w+ty)"
    r"|ktorys raz|juz (pisal|mowil|podawal|pytal)\w*|ile razy|powtarzam|przeciez (pisal|mowil|podal)\w*)\b"
)
REPEATED_LETTERS = re.compile(r"([^\W\d_])\1{3,}")
RUN_OF_MARKS = re.compile(r"[!?]{2,}")
CODE = re.compile(r"[\d@]")
"""What sets a code, a number or an address apart from a word."""
FACE = re.compile(r"[:;=]'?-?[()\[\]/\\|]")


@dataclass(frozen=True)
class Cues:
    """The features, each 0 to 1."""

    capitals: float  # share of letters in words of three or more that are written in capitals
    punctuation: float  # length of the longest run of ! and ?, full at five
    repetition: float  # letters drawn out ("haloooo")
    waiting: float  # says that they have been waiting
    earlier_failure: float  # says that it is not the first time
    length: float  # full at 60 words

    def as_features(self) -> tuple[float, ...]:
        """The numbers in the order of the fields."""
        return tuple(float(value) for value in astuple(self))

    def reasons(self) -> tuple[str, ...]:
        """Names of the cues that stand out."""
        limits = {"capitals": 0.5, "punctuation": 0.5, "repetition": 1.0, "waiting": 1.0, "earlier_failure": 1.0}
        return tuple(name for name, limit in limits.items() if getattr(self, name) >= limit)


CUES = len(fields(Cues))
"""How many features there are."""


def is_wordless(text: str) -> bool:
    """Whether a message is a mere code, number or address, without a word, an exclamation or a face."""
    pictured = any(unicodedata.category(letter) == "So" for letter in text)
    worded = any(not CODE.search(part) and any(map(str.isalpha, part)) for part in text.split())
    return not (worded or pictured or RUN_OF_MARKS.search(text) or FACE.search(text))


def find_cues(text: str) -> Cues:
    """The cues of one message."""
    plain = without_diacritics(text).lower()
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= 3]
    letters = sum(map(len, words))
    shouted = sum(len(word) for word in words if word.isupper())
    marks = max((len(run) for run in RUN_OF_MARKS.findall(text)), default=0)
    return Cues(
        capitals=shouted / letters if letters else 0.0,
        punctuation=min(marks / 5, 1.0),
        repetition=float(bool(REPEATED_LETTERS.search(plain))),
        waiting=float(bool(WAITING.search(plain))),
        earlier_failure=float(bool(EARLIER_FAILURE.search(plain))),
        length=min(len(text.split()) / 60, 1.0),
    )
