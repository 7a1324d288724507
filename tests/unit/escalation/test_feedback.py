"""An agent who knows better than the mood model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from escalation import feedback, message_log, trends
from escalation.message_log import Author, Draft
from escalation.tables import events, mood_feedback
from models.corpora import read_moods
from warmline.cli import cli
from warmline.clock import now
from warmline.database import Database

BASE = "/api/agent/conversations"
ANGRY = {"frustration": "angry", "label": "negative"}


@pytest.fixture
def write(database: Database) -> Any:
    async def add(conversation: Any, text: str, *reasons: str) -> int:
        async with database.write() as connection:
            seq = (await message_log.append(connection, conversation.id, Draft(Author("customer"), text), now())).seq
            read = {"label": "neutral", "frustration": 0.1, "reasons": list(reasons)}
            await trends.store_reading(connection, conversation.id, seq, "pl", read, [])
            return seq

    return add


async def test_an_agent_sets_what_it_really_was(
    database: Database, desk: Any, conversation_factory: Any, staff_factory: Any, sign_in: Any, write: Any
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)
    seq = await write(conversation, "no pięknie")
    path, headers = f"{BASE}/{conversation.id}/messages/{seq}/mood", await sign_in(agent)
    answer = await desk.post(path, json=ANGRY, headers=headers)
    body = await answer.json()
    assert answer.status == 200
    assert body["message"]["mood"] | {"reasons": []} == {
        "label": "negative",
        "frustration": 0.8,
        "reasons": [],
        "happened": [],
        "model": {"label": "neutral", "frustration": 0.1, "reasons": []},
        "trend": 0.8,
        "trend_reasons": ["words"],
    }
    assert (body["conversation"]["trend"], body["conversation"]["frustration"]) == (0.8, 0.8)
    await desk.post(path, json={"frustration": "annoyed", "label": "negative"}, headers=headers)
    columns = mood_feedback.c
    async with database.read() as connection:
        rows = await connection.execute(
            select(columns.staff_id, columns.model_frustration, columns.frustration).order_by(columns.id)
        )
        assert rows.all() == [(agent.id, 0.1, 0.8), (agent.id, 0.1, 0.6)]
        told = await connection.execute(select(events.c.actor).where(events.c.kind == "mood_judged"))
        assert told.scalars().all() == [f"agent:{agent.id}"] * 2


async def test_only_the_owner_or_a_supervisor_may(
    desk: Any, conversation_factory: Any, staff_factory: Any, sign_in: Any, write: Any
) -> None:
    conversation = await conversation_factory(await staff_factory())
    seq = await write(conversation, "halo")
    path = f"{BASE}/{conversation.id}/messages/{seq}/mood"
    expected = ((("agent",), 409), (("editor",), 403), (("agent", "supervisor"), 200), (("admin",), 200))
    for roles, status in expected:
        headers = await sign_in(await staff_factory(roles=roles))
        assert (await desk.post(path, json=ANGRY, headers=headers)).status == status, roles
    assert (await desk.post(path, json=ANGRY)).status in (401, 403)


async def test_what_cannot_be_judged_is_refused(
    desk: Any, conversation_factory: Any, staff_factory: Any, sign_in: Any, write: Any
) -> None:
    agent = await staff_factory()
    conversation, headers = await conversation_factory(agent), await sign_in(agent)
    seq = await write(conversation, "halo")
    path = f"{BASE}/{conversation.id}/messages"
    for change, field in (({"frustration": 0.5}, "frustration"), ({"frustration": []}, "frustration"), ({}, "label")):
        body = {"frustration": "calm", "label": "sad", **change}
        answer = await desk.post(f"{path}/{seq}/mood", json=body, headers=headers)
        error = (await answer.json())["error"]
        assert (answer.status, error["details"]["field"]) == (400, field)
    for number in (1, 99):  # a notice, and nothing
        assert (await desk.post(f"{path}/{number}/mood", json=ANGRY, headers=headers)).status == 404
    assert (await desk.post(f"{path}/last/mood", json=ANGRY, headers=headers)).status == 404


async def test_the_console_sees_a_correction_and_all_it_changes(
    desk: Any, conversation_factory: Any, staff_factory: Any, open_console: Any, write: Any
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)
    first, second = await write(conversation, "no pięknie"), await write(conversation, "halo")
    console = await open_console(desk, agent)
    await console.send("open", conversation_id=conversation.id, last_seq=0)
    await console.until("messages")
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    await desk.post(f"{BASE}/{conversation.id}/messages/{first}/mood", json=ANGRY, headers=headers)
    shown = await console.until("messages")
    assert {found["seq"]: found["mood"]["trend"] for found in shown["messages"]} == {first: 0.8, second: 0.48}
    assert (await console.until("lists"))["mine"][0]["trend"] == 0.48


async def test_judgements_leave_as_training_data(
    database: Database, conversation_factory: Any, staff_factory: Any, write: Any, tmp_path: Path
) -> None:
    agent = await staff_factory()
    conversation = await conversation_factory(agent)
    angry = await write(conversation, "Oszuści!\n\tgdzie LP-104217? jan@example.com", "words", "insult")
    calm = await write(conversation, "kocham was, głuptasy", "insult")
    for seq, label, value in ((angry, "neutral", 0.0), (angry, "negative", 0.8), (calm, "positive", 0.0)):
        async with database.write() as connection:
            judgement = feedback.Judgement(label, value)
            await feedback.judge(connection, conversation.id, seq, judgement, agent, now())
    async with database.read() as connection:
        rows = await feedback.training_rows(connection)
    assert rows == [
        "lang\tlabel\tfrustration\tflags\ttext",
        "pl\tnegative\t0.8\tinsult\tOszuści! gdzie […]? […]",
        "pl\tpositive\t0.0\t\tkocham was, głuptasy",
    ]
    (tmp_path / "feedback.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert [found.flags for found in read_moods(tmp_path)] == [("insult",), ()]


def test_the_command_writes_to_a_file_or_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARMLINE_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    shown = CliRunner().invoke(cli, ["sentiment", "feedback"])
    assert (shown.exit_code, shown.output) == (0, "lang\tlabel\tfrustration\tflags\ttext\n")
    out = tmp_path / "feedback.tsv"
    assert CliRunner().invoke(cli, ["sentiment", "feedback", "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == shown.output
