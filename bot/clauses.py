"""How a message is built: its clauses, what joins them, and which of them ask for something.

All patterns see the text in small letters without Polish accents, letter for letter, so that a place found in it is
the same place in the message and a customer who types without accents is read like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SEPARATORS = " ,;:–—-\r\n\t"
ACCENTS = str.maketrans("ąćęłńóśźż’", "acelnoszz'")
ANOTHER_ORDER = re.compile(
    r"\b(?:inn|drug|kolejn|poprzedn|pozostal)\w+ (?:\w+ )?(?:zamowien|paczk|przesyl)"
    r"|\b(?:other|another|second|previous|different) (?:\w+ )?(?:order|parcel|package|delivery)\b"
)


@dataclass(frozen=True)
class Clues:
    """What gives the build of a message away in one language."""

    ending: re.Pattern[str]  # where a clause ends; the group `stop` still belongs to it
    joint: re.Pattern[str]  # what joins a part to the one before
    announcing: re.Pattern[str]  # in a joint: now comes something else
    asking: re.Pattern[str]  # a word that asks, wherever it stands
    opening: re.Pattern[str]  # how a clause that asks begins
    condition: re.Pattern[str]  # how a clause begins on which what is around it depends
    reason: re.Pattern[str]  # how a clause begins that goes with the one before
    pointing: re.Pattern[str]  # what stands for something said before
    person: re.Pattern[str]  # somebody to talk to
    calling_off: re.Pattern[str]  # an order shall not be carried out


def clauses(text: str, language: str) -> list[str]:
    """The text cut where one wish may end and another begin; the parts joined are the text."""
    cuts = [match.end("stop") for match in CLUES[language].ending.finditer(plain(text))]
    inner = [cut for cut in cuts if 0 < cut < len(text)]
    return [text[start:end] for start, end in zip([0, *inner], [*inner, len(text)], strict=True)]


def bare(part: str, language: str) -> str:
    """A part without what joins it to the one before, or separates it from the next."""
    return part[len(_joint(part, language)) :].rstrip(SEPARATORS).lstrip()


def asks(part: str, language: str) -> bool:
    """Whether a clause of the part asks for something, and does not only tell."""
    clues = CLUES[language]
    said = [plain(bare(clause, language)) for clause in clauses(part, language)]
    return any("?" in clause or clues.opening.match(clause) or clues.asking.search(clause) for clause in said)


def announced(part: str, language: str) -> bool:
    """Whether the part begins by saying that it is about something else."""
    return bool(CLUES[language].announcing.search(_joint(part, language)))


def is_condition(part: str, language: str) -> bool:
    """Whether the part begins with a condition, which binds what is before and after it."""
    return bool(CLUES[language].condition.match(plain(bare(part, language))))


def depends(part: str, language: str) -> bool:
    """Whether the part is a condition, a reason or a consequence of the one before."""
    return is_condition(part, language) or bool(CLUES[language].reason.match(plain(bare(part, language))))


def points_back(part: str, language: str) -> bool:
    """Whether the part cannot be understood without what was said before."""
    return bool(CLUES[language].pointing.search(plain(bare(part, language))))


def names_a_person(part: str, language: str) -> bool:
    """Whether the part speaks of somebody to talk to."""
    return bool(CLUES[language].person.search(plain(part)))


def calls_off(part: str, language: str) -> bool:
    """Whether the part says in words that an order shall not be carried out."""
    return bool(CLUES[language].calling_off.search(plain(part)))


def names_another_order(part: str) -> bool:
    """Whether the part is about another order than the one spoken of before."""
    return bool(ANOTHER_ORDER.search(plain(part)))


def plain(text: str) -> str:
    """The text in small letters without Polish accents, letter for letter."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).translate(ACCENTS)


def _joint(part: str, language: str) -> str:
    found = CLUES[language].joint.match(plain(part))
    return found[0] if found else ""


def _clues(inside: str, after_stop: str, announcing: str, **others: str) -> Clues:
    """Clues of a language: joints that need no stop before them, those that do, and the patterns by their names."""
    joint = rf"\s*(?:(?:{announcing}|{inside}|{after_stop})\b[\s,:;–—-]*)*"
    stop = (
        rf"(?<![.!?…])[.!?…]+[)\"'”»]*(?=\s)|(?<![?!])[?!]+(?=\w)|[,;:](?=\s)"
        rf"|(?<!\s)\s+[-–—](?=\s)|(?=\n)|(?<!\s)(?=\s+(?:{inside})\b)"
    )
    return Clues(
        ending=re.compile(rf"(?P<stop>{stop}){joint}"),
        joint=re.compile(joint),
        **{name: re.compile(rf"\b(?:{words})\b") for name, words in {"announcing": announcing, **others}.items()},
    )


QUESTION_PL = (
    r"gdzie|kiedy|jak|ile|czy|co|kto|komu|jak[ai]\w*|ktor\w+|skad|dokad|dlaczego|czemu"
    r"|(?:na|do|od) kiedy|(?:za|po|przez) ile|o ktorej|w jaki|da sie|mozna|moge|moze\w*|mogl\w+"
)
QUESTION_EN = (
    r"where|when|how|what|which|who|whose|why|can|could|may|do|does|did|is|are|was|will|would|has|have|should|any"
)
CLUES = {
    "pl": _clues(
        inside=rf"no i|i|oraz|a takze|a (?=(?:{QUESTION_PL})\b)|(?:a )?przy okazji|poza tym|oprocz tego|dodatkowo",
        after_stop=r"a|tez|rowniez|ponadto|do tego|jeszcze",
        announcing=r"(?:mam )?(?:(?:tez|jeszcze|jedno|drugie|inne|kolejne) )+pytanie|jeszcze jedno(?=\s*[,:;–—-])"
        r"|(?:jeszcze )?(?:jedna|druga|inna) (?:sprawa|rzecz|kwestia)(?: to)?|w (?:innej|drugiej) sprawie"
        r"|przy okazji|z innej beczki",
        asking=r"chce|chcemy|chcial\w*|prosz\w*|poprosz\w*|prosil\w*|potrzebuj\w*|rezygnuj\w*|anuluj\w*|wyslij\w*"
        r"|przyslij\w*|przeslij\w*|podaj\w*|powiedz\w*|sprawdz\w*|zmien(?:cie)?|wystaw(?:cie)?|zwroc(?:cie)?"
        r"|wymien(?:cie)?|odwolaj\w*|dodaj\w*|usun(?:cie)?|polacz(?:cie)?|daj(?:cie)?|oddaj(?:cie)?|skasuj\w*"
        r"|wycofaj\w*|napisz\w*|zadzwon\w*|oddzwon\w*|pomoz\w*|wyjasnij\w*",
        opening=QUESTION_PL,
        condition=r"jesli|jezeli|jak nie|skoro|gdyby",
        reason=r"to|bo|poniewaz|gdyz|wtedy|w takim razie|zeby|aby|ktor\w+|wiec|zatem|dlatego|ale",
        pointing=r"to|tego|ja|je|jej|go|nim|niego|nia|niej|ich|nich",
        person=r"czlowiek\w*|konsultant\w*|pracownik\w*|kierownik\w*|(?:po)?rozmawiac|pogadac",
        calling_off=r"anul\w*|odwol\w*|z?rezygn\w*|wycof\w*|s?kasuj\w*|skasow\w*|nie (?:chce|wysylaj)\w*",
    ),
    "en": _clues(
        inside=r"and also|and|also|plus|as well as|by the way|btw",
        after_stop=r"oh|ok|okay|besides|apart from that|in addition|too|then",
        announcing=r"(?:(?:just )?one|a|my)? ?(?:more|other|another|last|second) (?:thing|question|matter)|secondly"
        r"|by the way|btw|separately|on (?:another|a different) (?:note|matter)|while i'm (?:at it|here)",
        asking=r"please|pls|want|(?:would|i'?d) like|like to|need|let me know|tell me"
        r"|(?:can|could|would) you|(?:can|may) i|wondering|wish to",
        opening=rf"{QUESTION_EN}|cancel|send|resend|check|change|return|exchange|refund|give|issue|add|remove|track|swap"
        r"|update|show|find|look up|explain|put me|get me|connect|call",
        condition=r"if|unless|in case|provided",
        reason=r"because|since|so|otherwise|until|which|that|who|as|but",
        pointing=r"it|its|that|them|this|these|those|they|one",
        person=r"person|human|agent|advis[oe]r|consultant|representative|manager|(?:speak|talk|chat) (?:to|with)",
        calling_off=r"cancel\w*|call(?:ing)? off|withdraw\w*|revoke|scrap|stop"
        r"|(?:don't|do not|no longer) (?:want|send|ship)",
    ),
}
