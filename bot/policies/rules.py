"""The rule book of hand-overs: read from a file, checked, and applied.

The order in which rules are tried is fixed here, gravest first; whether they are on, what they do and
their thresholds stand in ``bot/escalation.yml``, which may change while the bot runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from bot.errors import BadRules
from bot.policies import checks
from bot.policies.checks import Check
from bot.policies.situation import Situation, Stage
from warmline.logs import logger

log = logger(__name__)

Action = Literal["transfer", "offer"]


@dataclass(frozen=True)
class Kind:
    """What the code knows of a rule."""

    check: Check
    reason: str  # as in the protocol's list of hand-over reasons
    options: Mapping[str, type] = field(default_factory=dict)  # what the file must give, besides on/off and action
    once: bool = False  # it hangs on a standing fact of an order, which would bring in a person again and again


NUMBER = float
INTENTS = {"intents": list, "confidence": NUMBER}
KINDS: Mapping[str, Kind] = {
    "safety": Kind(checks.mentions, "safety", {"words": list}),
    "threat": Kind(checks.threat, "threat"),
    "legal": Kind(checks.mentions, "threat", {"words": list}),
    "customer_request": Kind(checks.asked, "customer_request", INTENTS),
    "failed_transaction": Kind(checks.failed_transaction, "failed_transaction", once=True),
    "high_value": Kind(checks.high_value, "high_value", {"threshold": NUMBER, "intents": list}, once=True),
    "valued_customer": Kind(
        checks.valued_customer, "valued_customer", {"threshold": NUMBER, "intents": list}, once=True
    ),
    "complaint": Kind(checks.gathered, "complaint", INTENTS),
    "unusual": Kind(checks.gathered, "unusual", INTENTS),
    "frustration": Kind(checks.frustration, "frustration", {"threshold": NUMBER}),
    "repeated_failure": Kind(checks.repeated_failure, "repeated_failure", {"threshold": NUMBER}),
    "unhelpful_articles": Kind(checks.unhelpful_articles, "repeated_failure", {"threshold": NUMBER}),
    "rising_frustration": Kind(
        checks.rising_frustration, "frustration", {"threshold": NUMBER, "window": int, "rise": NUMBER}
    ),
    "repeated_question": Kind(
        checks.repeated_question, "repeated_question", {"threshold": NUMBER, "similarity": NUMBER}
    ),
    "annoyance": Kind(checks.frustration, "frustration", {"threshold": NUMBER}),
    "complaint_late": Kind(checks.answered, "complaint", INTENTS),
    "unclear_order": Kind(checks.unclear_order, "unusual", {"threshold": NUMBER}, once=True),
    "money": Kind(checks.concerned, "unusual", INTENTS),
    "insult": Kind(checks.asked, "frustration", INTENTS),
}


@dataclass(frozen=True)
class Rule:
    """One rule as the file sets it."""

    name: str
    enabled: bool
    action: Action
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """A person shall take over, or be offered."""

    action: Action
    rule: str
    reason: str
    score: float
    order: str | None = None  # the number of the order it was about

    def as_json(self) -> dict[str, Any]:
        """As it stands in the tracker and in the hand-over."""
        return dict(vars(self))


@dataclass(frozen=True)
class Rules:
    """All rules, ready to judge."""

    rules: tuple[Rule, ...]
    offer_pause: int

    def judge(self, situation: Situation) -> Verdict | None:
        """The first rule that applies; a transfer goes before any offer.

        An offer waits until the customer has been answered, and is not repeated within ``offer_pause`` messages.
        A rule that hangs on an order's standing facts brings in a person once for that order.
        """
        offer: Verdict | None = None
        for rule in self.rules:
            kind = KINDS[rule.name]
            if not rule.enabled or (kind.once and (rule.name, situation.order) in situation.settled):
                continue
            score = kind.check(situation, dict(rule.options))
            if score is None:
                continue
            verdict = Verdict(rule.action, rule.name, kind.reason, round(score, 3), situation.order)
            if rule.action == "transfer":
                return verdict
            if situation.stage is Stage.ANSWERED and not self._offered_lately(rule.name, situation):
                offer = offer or verdict
        return offer

    def _offered_lately(self, rule: str, situation: Situation) -> bool:
        recent = situation.turns[-1 - self.offer_pause :]
        return any(turn.offered == rule for turn in recent)


class RuleBook:
    """The rules of one file, read again when it changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._stamp()
        self._rules = read_rules(path)

    @property
    def rules(self) -> Rules:
        """The rules as the file now has them; a broken file leaves the last good ones in force."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            try:
                self._rules = read_rules(self._path)
                log.info("hand-over rules read again", file=self._path.name)
            except BadRules as error:
                log.error("hand-over rules kept as they were", reason=error.message)
        return self._rules

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size


def read_rules(path: Path) -> Rules:
    """Read and check a file of rules.

    Raises:
        BadRules: A rule is missing, unknown or wrongly written; the message says which and how.
    """
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadRules(f"{path.name} cannot be read: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("rules"), dict):
        raise BadRules(f"{path.name} needs `rules:` with one entry a rule.")
    given = document["rules"]
    if unknown := sorted(set(given) - set(KINDS)):
        raise BadRules(f"{path.name}: there is no rule `{unknown[0]}`; there are {', '.join(KINDS)}.")
    if missing := sorted(set(KINDS) - set(given)):
        raise BadRules(f"{path.name}: the rule `{missing[0]}` is missing; switch it off with `enabled: false`.")
    pause = document.get("offer_pause", 0)
    if not _is(pause, int) or pause < 0:
        raise BadRules(f"{path.name}: `offer_pause` must be a whole number.")
    return Rules(tuple(_read_rule(path.name, name, given[name]) for name in KINDS), pause)


def _read_rule(file: str, name: str, entry: Any) -> Rule:
    expected = {"enabled": bool, "action": str, **KINDS[name].options}
    if not isinstance(entry, dict) or set(entry) != set(expected):
        raise BadRules(f"{file}: `{name}` takes exactly {', '.join(expected)}.")
    for option, kind in expected.items():
        if not _is(entry[option], kind):
            raise BadRules(f"{file}: `{name}.{option}` must be a {kind.__name__}, not {entry[option]!r}.")
    if entry["action"] not in ("transfer", "offer"):
        raise BadRules(f"{file}: `{name}.action` must be transfer or offer, not {entry['action']!r}.")
    options = {option: entry[option] for option in KINDS[name].options}
    return Rule(name, entry["enabled"], cast(Action, entry["action"]), options)


def _is(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)
