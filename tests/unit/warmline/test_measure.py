"""The measuring commands' counting and reading; the models behind them are played."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.dialogues import Said, figures, read_dialogues, replay
from bot.parsing import as_json, parse_rows
from bot.policies.rules import read_rules
from models.errors import BadRow
from models.rows import read_rows
from warmline.cli import cli
from warmline.errors import BadInput
from warmline.settings import ROOT

RULES = read_rules(ROOT / "bot" / "escalation.yml")


class PlayedReader:
    """The intent is the first word after a slash, the frustration a tenth of the exclamation marks."""

    async def parse(self, text: str, language: str | None = None) -> dict[str, Any]:
        intent = text.split()[0].removeprefix("/") if text.startswith("/") else "shop_question"
        numbered = [{"entity": "order_number", "value": "LP-104217", "start": 0, "end": 9, "extractor": "x"}]
        return {
            "language": "en",
            "intent": {"name": intent, "confidence": 0.98765},
            "entities": numbered if "104217" in text else [],
            "mood": {"label": "neutral", "frustration": text.count("!") / 10, "reasons": [], "flags": []},
        }


def written(path: Path, *rows: Any) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


async def test_parsed_rows_have_the_contract_s_shape_and_stop_at_a_bad_line() -> None:
    lines = [b'{"text": "where is 104217!!"}', b'{"message": "x"}']
    parsed = parse_rows(PlayedReader(), read_rows(lines, "stdin"))  # type: ignore[arg-type]
    assert await anext(parsed) == {
        "language": "en",
        "intent": {"name": "shop_question", "confidence": 0.9877},
        "entities": [{"entity": "order_number", "value": "LP-104217", "start": 0, "end": 9}],
        "sentiment": {"label": "neutral", "frustration": 0.2},
    }
    with pytest.raises(BadRow, match="stdin:2: `text`"):
        await anext(parsed)


def test_a_message_without_a_mood_is_neutral() -> None:
    parsed = {"language": "pl", "intent": {"name": "greet", "confidence": 1.0}, "entities": [], "mood": None}
    assert as_json(parsed)["sentiment"] == {"label": "neutral", "frustration": 0.0}


@pytest.mark.parametrize(
    ("dialogue", "rules"),
    [
        ([Said("hello", False), Said("!!!!!!!!! now", True)], ["frustration"]),
        ([Said("/request_human please", False)], ["customer_request"]),
        ([Said("/complaint_damaged it broke", True), Said("/inform LP-104217", True)], ["complaint"]),
        ([Said("/complaint_damaged 104217", True)], ["complaint"]),
        ([Said("where is my parcel", False), Said("and where is my parcel", True)], ["repeated_question"]),
        ([Said("hello there", False), Said("/thank you", False)], []),
    ],
)
async def test_conversations_are_judged_by_the_shipped_rules(dialogue: list[Said], rules: list[str]) -> None:
    outcome = await replay(dialogue, RULES, PlayedReader())
    assert [verdict.rule for _, verdict in outcome.verdicts] == rules


async def test_escalation_is_counted_by_hand() -> None:
    late = [Said("why", True), Said("hm", True), Said("!!!!!!!!!", True)]
    missed = [Said("why", True)]
    early = [Said("/request_human", False), Said("hm", True)]
    calm = [Said("what does it cost", False)]
    alarm = [Said("!!!!!!!!!", False)]
    found = figures([await replay(one, RULES, PlayedReader()) for one in (late, missed, early, calm, alarm)])
    assert found["found"] == pytest.approx(1 / 3, abs=1e-4)
    assert (found["false_alarms"], found["median_delay_turns"], found["n"]) == (0.5, 2, 5)
    assert found["by_rule"]["others"] == {"frustration": 1}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"turns": "x"}, "`turns` must be a list"),
        ({"turns": [{"role": "bot", "text": "hi"}]}, "`turns` needs at least one"),
        ({"turns": [{"role": "agent", "text": "hi"}]}, r"`turns\[0\].role` must be user or bot"),
        ({"turns": [{"role": "user", "text": "hi", "dissatisfied": 1}]}, "`dissatisfied` must be true or false"),
    ],
)
def test_bad_dialogues_are_named(tmp_path: Path, row: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=f"rows.jsonl:1: {words}"):
        read_dialogues(written(tmp_path / "rows.jsonl", row))


def test_every_command_is_at_the_door() -> None:
    for command in (["parse"], ["nlu", "eval"], ["sentiment", "eval"], ["escalation", "eval"]):
        assert CliRunner().invoke(cli, [*command, "--help"]).exit_code == 0
