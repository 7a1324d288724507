from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from escalation import wrap_up
from escalation.tables import conversations, events
from warmline.database import Database
from warmline.errors import BadInput
from warmline.settings import Settings

BASE = "/api/agent/conversations"


def test_the_codes_that_come_with_warmline_have_both_labels() -> None:
    codes = wrap_up.load(Settings().wrap_up_codes)
    assert codes[0].code == "solved"
    assert all(one.labels["pl"] and one.labels["en"] for one in codes)
    assert wrap_up.check(codes, "spam") == "spam"
    assert wrap_up.check(codes, None) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "codes: []",
        "codes: [{code: a, pl: A}]",
        "codes: [{code: a, pl: A, en: A}, {code: a, pl: B, en: B}]",
        "codes: [",
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "codes.yml").write_text(text)
    with pytest.raises(BadInput, match=r"codes\.yml"):
        wrap_up.load(tmp_path / "codes.yml")
    with pytest.raises(BadInput):
        wrap_up.load(tmp_path / "missing.yml")


async def test_the_code_stays_with_the_conversation_and_its_event(
    desk: Any, database: Database, staff_factory: Any, conversation_factory: Any, sign_in: Any
) -> None:
    agent = await staff_factory()
    headers, conversation = await sign_in(agent), await conversation_factory(agent)
    offered = await (await desk.get("/api/agent/wrap-up", headers=headers)).json()
    assert {"code": "solved", "labels": {"pl": "Sprawa załatwiona", "en": "Solved"}} in offered["codes"]
    path = f"{BASE}/{conversation.id}/close"
    refused = await desk.post(path, json={"wrap_up": "whim"}, headers=headers)
    assert (refused.status, (await refused.json())["error"]["details"]["field"]) == (400, "wrap_up")
    closed = await desk.post(path, json={"wrap_up": "spam", "note": "reklama"}, headers=headers)
    assert (await closed.json())["conversation"]["wrap_up"] == "spam"
    async with database.read() as connection:
        row = (await connection.execute(select(conversations))).one()
        told = (await connection.execute(select(events).where(events.c.kind == "closed"))).one()
    assert (row.wrap_up, row.closed_by, told.data["wrap_up"]) == ("spam", agent.id, "spam")
