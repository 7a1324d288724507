"""The agent's side, over HTTP and socket, with a customer at the other end."""

from __future__ import annotations

from typing import Any

from escalation.testing import reply

BASE = "/api/agent/conversations"


async def waiting(desk: Any, open_line: Any, console: Any) -> tuple[Any, dict[str, Any]]:
    """A customer who has asked for a person, and the case as the console lists it."""
    line = await open_line(desk)
    await line.say("Dzień dobry")
    await line.message(author="assistant")
    await line.send("request_human", client_message_id="h1")
    lists = await console.until("lists", lambda frame: frame["queue"] and frame["queue"][0]["reason"])
    return line, lists["queue"][0]


async def test_a_case_from_claim_to_return(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any, bot: Any
) -> None:
    agent = await staff_factory("Anna")
    console = await open_console(desk, agent)
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    line, case = await waiting(desk, open_line, console)
    path = f"{BASE}/{case['id']}"
    assert (case["reason"], case["customer"]["verified"]) == ("customer_request", False)
    assert case["last_message"]["author_kind"] == "customer"

    answer = await desk.post(f"{path}/claim", json={"version": case["version"]}, headers=headers)
    claimed = (await answer.json())["conversation"]
    assert claimed["owner"] == {"kind": "agent", "id": agent.id, "name": "Anna"}
    await line.message(kind="notice", code="agent_joined")
    state = await line.until("state", lambda frame: frame["state"]["owner"]["kind"] == "agent")
    assert state["state"]["owner"]["name"] == "Anna"

    await console.send("open", conversation_id=case["id"], last_seq=0)
    shown = await console.until("messages")
    assert [message["seq"] for message in shown["messages"]] == list(range(1, 6))
    body = {"client_message_id": "a1", "text": "W czym mogę pomóc?"}
    first = await (await desk.post(f"{path}/messages", json=body, headers=headers)).json()
    assert await (await desk.post(f"{path}/messages", json=body, headers=headers)).json() == first == {"seq": 6}
    heard = await line.message(author="agent")
    assert (heard["text"], heard["author"]["name"]) == ("W czym mogę pomóc?", "Anna")

    await line.send("typing", text="Chcę zwró")
    assert (await console.until("typing"))["text"] == "Chcę zwró"
    await console.send("typing", conversation_id=case["id"])
    assert (await line.until("typing"))["author"] == {"kind": "agent", "name": "Anna"}

    answer = await desk.post(f"{path}/return", json={"note": "wyjaśnione"}, headers=headers)
    assert (await answer.json())["conversation"]["owner"]["kind"] == "bot"
    await line.message(kind="notice", code="returned_to_assistant")
    await line.say("Dziękuję")
    assert (await line.message(author="assistant"))["text"] == "echo: Dziękuję"
    assert bot.returned == [{"conversation_id": case["id"], "note": "wyjaśnione"}]
    assert (await desk.post(f"{path}/messages", json=body, headers=headers)).status == 409


async def test_the_story_is_whole(desk: Any, open_line: Any, open_console: Any, staff_factory: Any, bot: Any) -> None:
    async def script(body: Any) -> Any:
        return reply("Nie wiem.", happened={"failed": True, "unhelpful": False, "repeated": False})

    bot.script = script
    console = await open_console(desk, await staff_factory())
    _, case = await waiting(desk, open_line, console)
    answer = await desk.get(f"{BASE}/{case['id']}", headers={"Cookie": console.token})
    story = await answer.json()
    assert [message["author"]["kind"] for message in story["messages"]] == [
        "customer",
        "assistant",
        "customer",
        "system",
    ]
    assert story["messages"][0]["mood"] == {
        "label": "neutral",
        "frustration": 0.1,
        "reasons": [],
        "happened": ["failed"],
        "trend": 0.235,
        "trend_reasons": ["failed"],
    }
    assert (story["conversation"]["frustration"], story["conversation"]["trend"]) == (0.1, 0.235)
    assert story["handover"]["reason"] == "customer_request"
    assert story["handover"]["trend"] == [{"seq": 1, "frustration": 0.1, "trend": 0.235, "reasons": []}]
    assert story["handover"]["summary"].startswith("Dzień dobry")
    assert (await desk.get(f"{BASE}/unknown", headers={"Cookie": console.token})).status == 404


async def test_the_loser_of_a_claim_hears_who_has_it(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any, sign_in: Any
) -> None:
    console = await open_console(desk, await staff_factory("Anna"))
    _, case = await waiting(desk, open_line, console)
    body = {"version": case["version"]}
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    assert (await desk.post(f"{BASE}/{case['id']}/claim", json=body, headers=headers)).status == 200
    other = await sign_in(await staff_factory("Piotr"))
    answer = await desk.post(f"{BASE}/{case['id']}/claim", json=body, headers=other)
    error = (await answer.json())["error"]
    assert (answer.status, error["code"], error["details"]["owner"]) == (409, "already_owned", "Anna")
    body = {"client_message_id": "x", "text": "ja też"}
    assert (await desk.post(f"{BASE}/{case['id']}/messages", json=body, headers=other)).status == 409
    for view, count in (("queue", 0), ("mine", 0), ("bot", 0), ("closed", 0)):
        found = await (await desk.get(f"{BASE}?view={view}", headers=other)).json()
        assert len(found["conversations"]) == count
    assert (await desk.get(f"{BASE}?view=all", headers=other)).status == 400


async def test_release_and_close_move_the_lists(
    desk: Any, open_line: Any, open_console: Any, staff_factory: Any
) -> None:
    console = await open_console(desk, await staff_factory())
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    line, case = await waiting(desk, open_line, console)
    path = f"{BASE}/{case['id']}"
    await desk.post(f"{path}/claim", json={"version": case["version"]}, headers=headers)
    await console.until("lists", lambda frame: frame["mine"] and not frame["queue"])
    await desk.post(f"{path}/release", headers=headers)
    lists = await console.until("lists", lambda frame: frame["queue"] and not frame["mine"])
    assert lists["queue"][0]["queued_at"] == case["queued_at"]
    version = lists["queue"][0]["version"]
    await desk.post(f"{path}/claim", json={"version": version}, headers=headers)
    assert (await desk.post(f"{path}/close", json={"note": "gotowe"}, headers=headers)).status == 200
    notice = await line.message(kind="notice", code="closed")
    assert notice["data"] == {"code": "closed", "by": "agent", "name": "Anna"}


async def test_malformed_staff_frames_are_answered(desk: Any, open_console: Any, staff_factory: Any) -> None:
    console = await open_console(desk, await staff_factory())
    for frame, code in (
        ("x", "bad_frame"),
        ('{"type": "message"}', "bad_frame"),
        ('{"type": "open"}', "bad_input"),
        ('{"type": "open", "conversation_id": "x", "last_seq": -1}', "bad_input"),
        ('{"type": "open", "conversation_id": "x"}', "not_found"),
        ('{"type": "typing", "conversation_id": "x"}', "not_found"),
        ('{"type": "presence", "presence": "asleep"}', "bad_input"),
    ):
        await console.socket.send_str(frame)
        assert await console.error() == code, frame
    await console.send("ping")
    await console.until("pong")


async def test_a_session_that_ends_ends_the_socket(desk: Any, open_console: Any, staff_factory: Any) -> None:
    console = await open_console(desk, await staff_factory())
    headers = {"Cookie": console.token, "X-Warmline": "1"}
    assert (await desk.post("/api/staff/sign-out", headers=headers)).status == 200
    await console.send("presence", presence="away")
    assert await console.error() == "not_signed_in"
    await console.socket.receive()
    assert console.socket.close_code == 4401
