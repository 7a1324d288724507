"""The rule book: what the file may say, and what follows from it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import BadRules
from bot.policies.rules import KINDS, RuleBook, read_rules
from bot.policies.situation import Situation, Stage, Turn
from warmline.settings import ROOT

SHIPPED = ROOT / "bot" / "escalation.yml"
QUESTION = "Kiedy dotrze moja paczka?"


def situation(*turns: Turn, stage: Stage = Stage.MESSAGE, **more: Any) -> Situation:
    return Situation(turns, stage=stage, **more)


def changed(path: Path, **rules: dict[str, Any]) -> Path:
    """The shipped file with some options of some rules replaced."""
    document = yaml.safe_load(SHIPPED.read_text())
    for name, options in rules.items():
        document["rules"][name].update(options)
    path.write_text(yaml.safe_dump(document))
    return path


def judged(found: Situation) -> tuple[str, str] | None:
    verdict = read_rules(SHIPPED).judge(found)
    return None if verdict is None else (verdict.action, verdict.rule)


def test_an_ordinary_message_brings_nobody_in() -> None:
    for stage in Stage:
        assert judged(situation(Turn(QUESTION, "shop_question", 0.1), stage=stage)) is None


@pytest.mark.parametrize("intent", ["request_human", "request_callback"])
def test_whoever_asks_for_a_person_gets_one(intent: str) -> None:
    assert judged(situation(Turn("człowiek", intent))) == ("transfer", "customer_request")


def test_a_threat_outranks_everything() -> None:
    turn = Turn("Idę z tym do sądu, dajcie człowieka", "request_human", 0.95, ("threat",))
    assert judged(situation(turn)) == ("transfer", "threat")


@pytest.mark.parametrize(("value", "expected"), [(0.74, None), (0.75, ("transfer", "frustration"))])
def test_frustration_counts_from_the_threshold_on(value: float, expected: object) -> None:
    assert judged(situation(Turn(QUESTION, "shop_question", value))) == expected


def test_rising_frustration_offers_a_person_after_the_answer() -> None:
    turns = [Turn("a", frustration=0.2), Turn("b", frustration=0.4), Turn("c", frustration=0.6)]
    assert judged(situation(*turns)) is None
    assert judged(situation(*turns, stage=Stage.ANSWERED)) == ("offer", "rising_frustration")


def test_a_mood_that_falls_again_is_not_rising() -> None:
    turns = [Turn("a", frustration=0.2), Turn("b", frustration=0.7), Turn("c", frustration=0.58)]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) is None


def test_quick_replies_do_not_break_the_climb() -> None:
    turns = [Turn("a", frustration=0.2), Turn("/deny", typed=False), Turn("b", frustration=0.6)]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) == ("offer", "rising_frustration")


@pytest.mark.parametrize(("failures", "expected"), [(1, None), (2, "repeated_failure"), (3, "repeated_failure")])
def test_two_failures_or_more_in_a_row_hand_over(failures: int, expected: str | None) -> None:
    turns = [Turn(f"pytanie numer {number}", failed=True) for number in range(failures)]
    verdict = judged(situation(*turns, stage=Stage.ANSWERED))
    assert (verdict and verdict[1]) == expected


def test_a_success_between_two_failures_starts_the_count_anew() -> None:
    turns = [Turn("pytanie", failed=True), Turn("inne"), Turn("coś zupełnie nowego", failed=True)]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) is None


def test_the_same_question_in_other_spelling_is_the_same_question() -> None:
    turns = [Turn(QUESTION), Turn("coś innego"), Turn("kiedy dotrze moja paczka!!!")]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) == ("offer", "repeated_question")


def test_ok_twice_is_no_repeated_question() -> None:
    assert judged(situation(Turn("ok"), Turn("ok"), stage=Stage.ANSWERED)) is None


def test_a_complaint_waits_until_its_number_was_asked_for() -> None:
    turn = Turn("rozbita lampa", "complaint_damaged", 0.3)
    assert judged(situation(turn, topic="complaint_damaged")) is None
    assert judged(situation(turn, stage=Stage.GATHERED, topic="complaint_damaged")) == ("transfer", "complaint")


@pytest.mark.parametrize(("total", "expected"), [(1499.99, None), (1500.0, ("transfer", "high_value"))])
def test_an_expensive_order_is_not_cancelled_by_software(total: float, expected: object) -> None:
    turn = Turn("anuluj", "cancel_order")
    found = situation(turn, stage=Stage.GATHERED, topic="cancel_order", order_total=total)
    assert judged(found) == expected


def test_an_expensive_order_may_be_asked_about() -> None:
    turn = Turn("gdzie jest", "order_status")
    assert judged(situation(turn, stage=Stage.GATHERED, topic="order_status", order_total=9000.0)) is None


def test_a_late_parcel_offers_a_person_after_the_facts() -> None:
    turn = Turn("LP-104218", "inform")
    assert judged(situation(turn, stage=Stage.GATHERED, topic="complaint_late")) is None
    assert judged(situation(turn, stage=Stage.ANSWERED, topic="complaint_late")) == ("offer", "complaint_late")


@pytest.mark.parametrize(("since", "expected"), [(1, None), (3, None), (4, ("offer", "insult"))])
def test_an_offer_is_not_made_again_at_once(since: int, expected: object) -> None:
    between = [Turn(f"coś {number}") for number in range(since - 1)]
    turns = [Turn("głupi bot", "insult", offered="insult"), *between, Turn("głupi automat", "insult")]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) == expected


def test_a_transfer_goes_before_an_offer() -> None:
    turns = [Turn("a", frustration=0.2), Turn("b", frustration=0.9)]
    assert judged(situation(*turns, stage=Stage.ANSWERED)) == ("transfer", "frustration")


def test_a_rule_that_is_off_does_nothing(tmp_path: Path) -> None:
    rules = read_rules(changed(tmp_path / "rules.yml", frustration={"enabled": False}))
    assert rules.judge(situation(Turn(QUESTION, frustration=1.0))) is None


def test_a_transfer_may_be_softened_to_an_offer(tmp_path: Path) -> None:
    rules = read_rules(changed(tmp_path / "rules.yml", frustration={"action": "offer"}))
    turn = Turn(QUESTION, frustration=1.0)
    assert rules.judge(situation(turn)) is None
    verdict = rules.judge(situation(turn, stage=Stage.ANSWERED))
    assert verdict is not None
    assert (verdict.action, verdict.rule) == ("offer", "frustration")


def test_the_shipped_file_sets_every_rule() -> None:
    assert {rule.name for rule in read_rules(SHIPPED).rules} == set(KINDS)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"threshold": "high"}, "frustration.threshold"),
        ({"threshold": True}, "frustration.threshold"),
        ({"action": "shout"}, "transfer or offer"),
        ({"enabled": 1}, "frustration.enabled"),
        ({"treshold": 0.5}, "takes exactly"),
    ],
)
def test_a_wrong_option_is_named(tmp_path: Path, options: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadRules, match=complaint):
        read_rules(changed(tmp_path / "rules.yml", frustration=options))


@pytest.mark.parametrize("text", ["", "rules: []", "rules: {}", "rules: {anger: {}}", "{", "\x00"])
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "rules.yml").write_text(text)
    with pytest.raises(BadRules):
        read_rules(tmp_path / "rules.yml")


def test_a_saved_change_counts_at_once_and_a_broken_one_not_at_all(tmp_path: Path) -> None:
    path = changed(tmp_path / "rules.yml")
    book, angry = RuleBook(path), situation(Turn(QUESTION, frustration=0.7), stage=Stage.MESSAGE)
    assert book.rules.judge(angry) is None
    changed(path, frustration={"threshold": 0.65})
    assert book.rules.judge(angry) is not None
    path.write_text("rules: {broken")
    assert book.rules.judge(angry) is not None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Lampa mnie poraziła, ręka mi drętwieje", "safety"),
        ("z czajnika leci DYM!", "safety"),
        ("the plug is sparking", "safety"),
        ("Sprawa trafi do UOKiK-u", "legal"),
        ("pójdę z tym do sądu", "legal"),
        ("My solicitor will write to you", "legal"),
        ("The glass burst and I cut my hands", "safety"),
        ("lampa iskrzyła przy włączaniu", "safety"),
        ("idę z tym do rzecznika praw konsumentów", "legal"),
        ("sekator nada się do sadu?", None),
        ("paczka utknęła na sortowni", None),
        ("klosz ze szkła dymionego", None),
        ("cebulka dymka, ile kosztuje", None),
        ("do you sell smoke detectors", None),
        ("a table in smoked oak", None),
        ("is this plant poisonous to cats", None),
        ("what's on fire sale today", None),
    ],
)
def test_words_of_danger_and_of_the_law_bring_in_a_person(text: str, rule: str | None) -> None:
    assert judged(situation(Turn(text))) == (rule and ("transfer", rule))


def test_a_button_says_no_words_of_its_own() -> None:
    assert judged(situation(Turn("Policja", typed=False))) is None


def test_what_is_hardly_understood_brings_in_nobody() -> None:
    turn = Turn("Screws included?", "complaint_missing_item", confidence=0.4)
    gathered = situation(turn, stage=Stage.GATHERED, topic="complaint_missing_item", topic_confidence=0.4)
    assert judged(gathered) is None


def test_a_confirmed_cancellation_that_failed_is_a_persons_case() -> None:
    turn = Turn("tak", "affirm", transaction_failed=True)
    assert judged(situation(turn, stage=Stage.ANSWERED, order="LP-1")) == ("transfer", "failed_transaction")


@pytest.mark.parametrize(
    ("rank", "topic", "expected"),
    [
        (50, "cancel_order", ("transfer", "valued_customer")),
        (49, "cancel_order", None),
        (90, "order_status", None),
    ],
)
def test_a_customer_the_shop_values_gets_a_person_for_what_matters(rank: int, topic: str, expected: object) -> None:
    gathered = situation(Turn("anulujcie LP-1", topic), stage=Stage.GATHERED, topic=topic, customer_rank=rank)
    assert judged(gathered) == expected


def test_a_valued_customer_is_handed_over_once_for_an_order() -> None:
    turn = Turn("anulujcie LP-1", "cancel_order")
    settled = frozenset({("valued_customer", "LP-1")})
    again = situation(turn, stage=Stage.GATHERED, topic="cancel_order", customer_rank=90, order="LP-1", settled=settled)
    assert judged(again) is None


@pytest.mark.parametrize(("days", "expected"), [(4, None), (5, ("offer", "unclear_order"))])
def test_an_order_that_is_far_too_late_offers_a_person(days: int, expected: object) -> None:
    turn = Turn("gdzie jest LP-1", "order_status")
    assert judged(situation(turn, stage=Stage.ANSWERED, order="LP-1", order_days_late=days)) == expected


def test_trouble_with_money_offers_a_person_after_the_answer() -> None:
    turn = Turn("pobraliście dwa razy", "payment_problem")
    assert judged(situation(turn)) is None
    assert judged(situation(turn, stage=Stage.ANSWERED)) == ("offer", "money")


def test_one_annoyed_message_is_answered_and_offers_a_person() -> None:
    turn = Turn(QUESTION, "shop_question", 0.7)
    assert judged(situation(turn)) is None
    assert judged(situation(turn, stage=Stage.ANSWERED)) == ("offer", "annoyance")


@pytest.mark.parametrize(("order", "expected"), [("LP-1", None), ("LP-2", ("transfer", "high_value"))])
def test_the_same_order_brings_in_a_person_once(order: str, expected: object) -> None:
    found = situation(
        Turn("anuluj", "cancel_order"),
        stage=Stage.GATHERED,
        topic="cancel_order",
        order=order,
        order_total=2000.0,
        settled=frozenset({("high_value", "LP-1")}),
    )
    assert judged(found) == expected
