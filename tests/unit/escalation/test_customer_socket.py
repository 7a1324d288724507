"""The customer's socket, end to end against a real bot on a real socket."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from escalation import keys
from escalation.tables import events
from escalation.testing import reply

PUBLIC = "https://desk.example"


async def test_a_message_is_acknowledged_and_answered(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    identifier = await line.say("Gdzie moja paczka? 📦")
    ack = await line.until("ack")
    assert (ack["client_message_id"], ack["seq"]) == (identifier, 1)
    answer = await line.message(author="assistant")
    assert (answer["seq"], answer["text"]) == (2, "echo: Gdzie moja paczka? 📦")
    assert bot.turns[0]["customer"]["verified"] is False
    state = await line.until("state", lambda frame: not frame["state"]["thinking"])
    assert state["state"]["owner"] == {"kind": "bot", "name": None}
    sent = [frame["message"]["seq"] for frame in line.seen if frame["type"] == "message"]
    assert sent == [1, 2]


async def test_a_resend_gets_the_first_acknowledgement_and_no_second_turn(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    identifier = await line.say("raz")
    await line.message(author="assistant")
    await line.say("raz", identifier)
    await line.until("ack", lambda frame: frame["seq"] == 1)
    again = await open_line(desk, line.token)
    assert [message["text"] for message in again.seen[0]["messages"]] == ["raz", "echo: raz"]
    assert len(bot.turns) == 1


async def test_a_client_that_comes_back_gets_what_it_lacks(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    await line.say("raz")
    await line.message(author="assistant")
    await line.socket.close()
    again = await open_line(desk, line.token, last_seq=1)
    assert [message["seq"] for message in again.seen[0]["messages"]] == [2]
    beyond = await open_line(desk, line.token, last_seq=99)
    assert [message["seq"] for message in beyond.seen[0]["messages"]] == [1, 2]


async def test_a_language_chosen_again_is_no_news(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    for _ in range(2):
        await line.send("language", language="en")
    await line.say("raz")
    await line.until("ack")
    async with desk.app[keys.DATABASE].read() as connection:
        kinds = (await connection.execute(select(events.c.kind))).scalars().all()
    assert kinds.count("language_chosen") == 1


async def test_a_cursor_of_another_conversation_is_not_trusted(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    await line.say("raz")
    await line.message(author="assistant")
    await line.send("hello", token=line.token, language="pl", last_seq=2, conversation_id="another")
    welcome = await line.until("welcome")
    assert [message["seq"] for message in welcome["messages"]] == [1, 2]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \x00\n", "empty"), ("x" * 10_000, "too_long"), ("\ud800", "bad_input")]
)
async def test_unusable_texts_are_refused_and_the_socket_lives(desk: Any, open_line: Any, text: str, code: str) -> None:
    line = await open_line(desk)
    identifier = await line.say(text)
    error = await line.until("error")
    assert (error["error"]["code"], error["client_message_id"]) == (code, identifier)
    await line.send("ping")
    await line.until("pong")


@pytest.mark.parametrize(
    "text", ["مرحبا \u202eabc", "👩‍👩‍👧‍👦" * 300, "/restart{}", "<script>alert(1)</script>", "ó" * 4000, "a\x00b"]
)
async def test_unusual_texts_arrive_as_they_are(desk: Any, open_line: Any, bot: Any, text: str) -> None:
    line = await open_line(desk)
    await line.say(text)
    stored = await line.message(author="customer")
    assert stored["text"] == text.replace("\x00", "")
    await line.message(author="assistant")
    assert (bot.turns[0]["text"], bot.turns[0]["payload"]) == (text.replace("\x00", ""), None)


BAD_FRAMES = [
    ("nonsense", "bad_frame"),
    ("[]", "bad_frame"),
    ("null", "bad_frame"),
    ("[" * 5000, "bad_frame"),
    ('{"type": 7}', "bad_frame"),
    ('{"type": "claim"}', "bad_frame"),
    ('{"type": "message"}', "bad_input"),
    ('{"type": "message", "client_message_id": "a b", "text": "x"}', "bad_input"),
    ('{"type": "message", "client_message_id": "a", "text": 7}', "bad_input"),
    ('{"type": "choice", "client_message_id": "a", "seq": true, "index": 0}', "bad_input"),
    ('{"type": "choice", "client_message_id": "a", "seq": 1, "index": -1}', "bad_input"),
    ('{"type": "choice", "client_message_id": "a", "seq": 99999999999999999999, "index": 0}', "bad_input"),
    ('{"type": "choice", "client_message_id": "a", "seq": 1, "index": 0}', "not_found"),
    ('{"type": "language", "language": "de"}', "bad_input"),
    ('{"type": "language", "language": ["pl"]}', "bad_input"),
    ('{"type": "read", "seq": "1"}', "bad_input"),
    ('{"type": "typing", "text": 1}', "bad_input"),
    ('{"type": "hello", "token": "unknown", "language": "pl"}', "not_signed_in"),
    ('{"type": "request_human"}', "bad_input"),
    ('{"type": "withdrawn"}', "bad_frame"),
]


async def test_malformed_frames_are_answered_and_the_socket_lives(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    for frame, code in BAD_FRAMES:
        await line.socket.send_str(frame)
        assert await line.error() == code, frame
    await line.socket.send_bytes(b"\x00\xff")
    assert await line.error() == "bad_frame"
    await line.send("ping")
    await line.until("pong")


async def test_a_frame_that_is_too_big_ends_the_socket(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    await line.socket.send_str(json.dumps({"type": "message", "text": "x" * 70_000}))
    while (message := await line.socket.receive(timeout=10)).type is aiohttp.WSMsgType.TEXT:
        pass
    assert line.socket.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG, message


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://desk.example.evil.example", None])
async def test_other_origins_are_refused_before_the_socket_opens(desk: Any, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await desk.ws_connect("/api/widget/socket", headers=headers)
    assert refused.value.status == 403
    assert (await desk.post("/api/widget/session", json={"language": "pl"}, headers=headers)).status == 403


async def test_the_first_frame_must_be_a_good_hello(desk: Any) -> None:
    for frame in ({"type": "ping"}, {"type": "hello", "token": "unknown", "language": "pl"}, {"type": "hello"}):
        socket = await desk.ws_connect("/api/widget/socket", headers={"Origin": PUBLIC})
        await socket.send_json(frame)
        assert (await socket.receive_json())["error"]["code"] == "not_signed_in"
        await socket.receive()
        assert socket.close_code == 4401


async def test_a_choice_is_stored_as_its_title_and_means_its_payload(desk: Any, open_line: Any, bot: Any) -> None:
    async def script(body: Any) -> Any:
        return reply("Zwrócić?", choices=[{"title": "Tak", "payload": "/affirm"}, {"title": "Nie", "payload": "/deny"}])

    bot.script = script
    line = await open_line(desk)
    await line.say("zwrot")
    offered = await line.message(author="assistant")
    assert offered["choices"] == [{"title": "Tak"}, {"title": "Nie"}]
    await line.send("choice", client_message_id="c0", seq=offered["seq"], index=2)
    assert await line.error() == "not_found"
    await line.send("choice", client_message_id="c1", seq=offered["seq"], index=1)
    assert (await line.message(author="customer"))["text"] == "Nie"
    await line.message(author="assistant")
    assert (bot.turns[1]["text"], bot.turns[1]["payload"]) == ("Nie", "/deny")
    await line.send("choice", client_message_id="c2", seq=offered["seq"], index=0)
    assert await line.error() == "conflict"
    await line.send("choice", client_message_id="c1", seq=offered["seq"], index=1)
    assert (await line.until("ack", lambda frame: frame["client_message_id"] == "c1"))["seq"] == 3


async def test_nobody_chooses_in_another_customers_conversation(desk: Any, open_line: Any, bot: Any) -> None:
    async def script(body: Any) -> Any:
        return reply("?", choices=[{"title": "Tak", "payload": "/affirm"}])

    bot.script = script
    first, second = await open_line(desk), await open_line(desk)
    await first.say("zwrot")
    offered = await first.message(author="assistant")
    await second.send("choice", client_message_id="c1", seq=offered["seq"], index=0)
    assert await second.error() == "not_found"


async def test_a_person_can_be_asked_for_without_the_bot(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    await line.until("ack", lambda frame: frame["client_message_id"] == "h1")
    notice = await line.message(kind="notice")
    assert notice["data"]["code"] == "no_agents"
    await line.send("request_human", client_message_id="h2")
    await line.until("ack", lambda frame: frame["client_message_id"] == "h2")
    again = await open_line(desk, line.token)
    state = again.seen[0]["state"]
    assert (state["owner"]["kind"], state["queue"]["place"], state["version"]) == ("queue", 1, 2)
    assert bot.turns == []


async def test_while_a_person_owns_it_the_bot_only_reads_the_mood(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any, bot: Any
) -> None:
    console = await open_console(desk, await staff_factory())
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h1")
    notice = await line.message(kind="notice")
    assert (notice["data"]["code"], notice["data"]["agents"], notice["data"]["place"]) == ("queued", 1, 1)
    conversation_id = (await console.until("lists", lambda frame: frame["queue"]))["queue"][0]["id"]
    await console.send("open", conversation_id=conversation_id, last_seq=0)
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    claim = f"/api/agent/conversations/{conversation_id}/claim"
    assert (await desk.post(claim, json={"version": 2}, headers=headers)).status == 200
    await line.say("Ile można czekać!")
    read = await console.until(
        "messages", lambda frame: any(found["mood"] for found in frame["messages"] if found["seq"] == 4)
    )
    assert read["conversation"]["frustration"] == 0.8
    assert bot.turns == []


async def test_a_message_after_the_end_begins_a_new_conversation(desk: Any, open_line: Any) -> None:
    line = await open_line(desk)
    await line.say("raz", "first")
    await line.message(author="assistant")
    before = line.seen[0]["state"]["id"]
    await line.send("close")
    await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "closed")
    await line.say("dwa", "second")
    welcome = await line.until("welcome")
    assert welcome["state"]["id"] != before
    assert [message["seq"] for message in welcome["messages"]][:1] == [1]
    assert (await line.until("ack"))["seq"] == 1
    await line.say("raz", "first")
    assert (await line.until("ack", lambda frame: frame["client_message_id"] == "first"))["seq"] == 1


async def test_a_bot_that_fails_leaves_nobody_in_silence(desk: Any, open_line: Any, bot: Any) -> None:
    async def script(body: Any) -> Any:
        return {"replies": []}

    bot.script = script
    line = await open_line(desk)
    await line.say("halo")
    await line.message(kind="notice", code="assistant_failed")
    await line.message(kind="notice", code="no_agents")
    state = (await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "queue"))["state"]
    assert state["queue"] == {"place": 1, "wait_seconds": None, "basis": {"cases": 0, "agents": 0}}
    assert len(bot.turns) == 2
    assert bot.turns[0]["turn_id"] == bot.turns[1]["turn_id"]


async def test_two_tabs_show_the_same(desk: Any, open_line: Any) -> None:
    first = await open_line(desk)
    second = await open_line(desk, first.token)
    await first.say("raz")
    assert (await second.message(author="customer"))["text"] == "raz"
    assert (await second.message(author="assistant"))["text"] == "echo: raz"


async def test_too_many_messages_are_refused_not_dropped_silently(desk: Any, open_line: Any, bot: Any) -> None:
    line = await open_line(desk)
    await line.send("request_human", client_message_id="h")
    for number in range(45):
        await line.say(str(number), f"m{number}")
    error = await line.until("error")
    assert (error["error"]["code"], error["client_message_id"]) == ("too_many", "m39")
