"""The editors' calls about golden questions; the desk has checked who they are."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from kb_index import golden
from kb_index.content import checked_language, checked_slug
from kb_index.editing import actor_of, number_field
from kb_index.errors import UnknownGolden
from kb_index.keys import DATABASE, GATE
from warmline.errors import BadInput
from warmline.web import json_body

routes = web.RouteTableDef()


@routes.get("/golden")
async def list_golden(request: web.Request) -> web.Response:
    """The questions, narrowed by the address's parameters, with how many there are in all."""
    asked = request.query
    async with request.app[DATABASE].read() as connection:
        found = await golden.list_questions(
            connection,
            article_id=checked_slug(asked["article"], "article") if asked.get("article") else "",
            language=checked_language(asked["language"]) if asked.get("language") else "",
            failing=_flag(asked.get("failing")),
            unanswerable=_flag(asked.get("unanswerable")),
        )
        total = await golden.count_questions(connection)
    return web.json_response({"questions": [one.as_json() for one in found], "total": total})


@routes.post("/golden")
async def add_golden(request: web.Request) -> web.Response:
    """A new question, asked of what is public at once."""
    body = await json_body(request)
    gap_id = None if body.get("gap_id") is None else number_field(body, "gap_id")
    async with request.app[DATABASE].write() as connection:
        question_id = await golden.add_question(connection, *_fields(body), actor_of(request), gap_id)
    return await _checked(request, question_id, status=201)


@routes.put("/golden/{id:[0-9]+}")
async def change_golden(request: web.Request) -> web.Response:
    """A changed question, asked of what is public at once."""
    body = await json_body(request)
    question_id, revision = _id(request), number_field(body, "revision")
    async with request.app[DATABASE].write() as connection:
        await golden.change_question(connection, question_id, *_fields(body), revision, actor_of(request))
    return await _checked(request, question_id)


@routes.delete("/golden/{id:[0-9]+}")
async def remove_golden(request: web.Request) -> web.Response:
    """Forget a question."""
    revision = number_field(await json_body(request), "revision")
    actor_of(request)
    async with request.app[DATABASE].write() as connection:
        await golden.remove_question(connection, _id(request), revision)
    return web.json_response({})


@routes.post("/golden/check")
async def check_golden(request: web.Request) -> web.Response:
    """Ask every question of what is public now."""
    report = await request.app[GATE].check()
    passing = sum(one.after.passes for one in report.comparisons)
    return web.json_response({"questions": len(report.comparisons), "passing": passing})


async def _checked(request: web.Request, question_id: int, status: int = 200) -> web.Response:
    await request.app[GATE].check([question_id])
    async with request.app[DATABASE].read() as connection:
        question = await golden.read_question(connection, question_id)
    return web.json_response({"question": question.as_json()}, status=status)


def _fields(body: dict[str, Any]) -> tuple[Any, Any, Any]:
    return body.get("language"), body.get("text"), body.get("article_id")


def _id(request: web.Request) -> int:
    question_id = int(request.match_info["id"])
    if question_id >= 2**31:
        raise UnknownGolden(question_id)
    return question_id


def _flag(value: str | None) -> bool:
    if value not in (None, "", "true", "false"):
        raise BadInput("A filter that is on or off takes `true` or `false`.", value=value)
    return value == "true"
