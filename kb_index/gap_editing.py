"""The editors' calls about gaps and the articles' health; the desk has checked who they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiohttp import web

from kb_index import gap_acts, gap_report, gaps
from kb_index.article_health import health_report
from kb_index.content import checked_language, checked_slug
from kb_index.editing import actor_of
from kb_index.errors import BadArticle, GapTaken
from kb_index.gap_acts import Act, Add, Dismiss, Start
from kb_index.gaps import Deed, Gap
from kb_index.keys import DATABASE, INDEX, RANKING, SETTINGS
from kb_index.shop_day import today
from kb_index.tally import Unanswered, Window, examples, unanswered
from warmline.clock import now
from warmline.errors import BadInput
from warmline.web import json_body, text_field

DAYS = 30
MOST_DAYS = 365
LONGEST_REASON = 200
MOST_OF_ONE = 1_000
"""Questions of one gap among which examples are looked for."""

routes = web.RouteTableDef()


@routes.get("/gaps")
async def list_gaps(request: web.Request) -> web.Response:
    """Open groups and the gaps acted on."""
    app, window = request.app, _window(request.query.get("days"))
    found = await gap_report.report(app[DATABASE], app[INDEX], app[RANKING], window, today(app[SETTINGS]))
    return web.json_response(found)


@routes.get("/gaps/health")
async def article_health(request: web.Request) -> web.Response:
    """Articles that want a look."""
    window = _window(request.query.get("days"))
    async with request.app[DATABASE].read() as connection:
        found = await health_report(connection, window, today(request.app[SETTINGS]))
    return web.json_response(found)


@routes.post("/gaps")
async def act(request: web.Request) -> web.Response:
    """Act on a group nobody has acted on."""
    app, actor, body = request.app, actor_of(request), await json_body(request)
    doing = _act(body)
    group = await gap_report.group_with(
        app[DATABASE], app[INDEX], _window(body.get("days")), _number(body, "question_id")
    )
    if isinstance(group, Gap):
        raise GapTaken(group.id, group.acted_by, group.action)
    chosen = _chosen(body, group.questions)
    deed = _deed(doing, actor)
    async with app[DATABASE].write() as connection:
        name = (group.central.text, group.central.language)
        questions = [question.id for question in group.questions]
        gap_id = await gaps.open_gap(connection, name, questions, group.middle, app[INDEX].encoder.fingerprint, deed)
        done = await _carry_out(connection, doing, chosen, actor, gap_id, body)
    return web.json_response(done, status=201)


@routes.post(r"/gaps/{id:\d+}")
async def act_again(request: web.Request) -> web.Response:
    """Act once more on a gap that came back, or on one that was dismissed."""
    app, actor, body = request.app, actor_of(request), await json_body(request)
    doing = _act(body)
    gap_id = int(request.match_info["id"])
    async with app[DATABASE].write() as connection:
        await gaps.read_gap(connection, gap_id)
        questions, _ = await unanswered(connection, None, MOST_OF_ONE, gap_id)
        chosen = _chosen(body, questions)
        await gaps.act_again(connection, gap_id, _number(body, "revision"), len(questions), _deed(doing, actor))
        done = await _carry_out(connection, doing, chosen, actor, gap_id, body)
    return web.json_response(done)


async def _carry_out(
    connection: Any, doing: Act, chosen: Sequence[Unanswered], actor: str, gap_id: int, body: dict[str, Any]
) -> dict[str, Any]:
    languages: list[str] = []
    golden = 0
    if not isinstance(doing, Dismiss):
        languages = await gap_acts.write_article(connection, doing, chosen, actor)
        if body.get("golden", True):
            golden = await gap_acts.make_golden(connection, chosen, doing.article_id, actor, gap_id)
    gap = await gaps.read_gap(connection, gap_id)
    return {"gap": gap.as_json(), "languages": languages, "golden": golden}


def _act(body: dict[str, Any]) -> Act:
    action = body.get("action")
    if action == "dismiss":
        return Dismiss(text_field(body, "reason", longest=LONGEST_REASON))
    if action == "add":
        return Add(checked_slug(body.get("article_id"), "article_id"))
    if action == "start":
        drafts = body.get("languages")
        if not isinstance(drafts, dict) or not all(isinstance(draft, dict) for draft in drafts.values()):
            raise BadArticle("languages", "not_an_object", "`languages` must be an object of language and content.")
        article_id, category = (
            checked_slug(body.get("article_id"), "article_id"),
            checked_slug(body.get("category"), "category"),
        )
        return Start(article_id, category, {checked_language(language): draft for language, draft in drafts.items()})
    raise BadInput("`action` must be one of start, add, dismiss.", field="action")


def _deed(doing: Act, actor: str) -> Deed:
    if isinstance(doing, Dismiss):
        return Deed("dismiss", actor, reason=doing.reason)
    return Deed("start" if isinstance(doing, Start) else "add", actor, article_id=doing.article_id)


def _chosen(body: dict[str, Any], questions: Sequence[Unanswered]) -> list[Unanswered]:
    """The examples the editor ticked; all of them where none is named."""
    if "examples" not in body:
        return examples(questions)
    ids = body["examples"]
    if not isinstance(ids, list) or not all(type(one) is int for one in ids):
        raise BadInput("`examples` must be a list of the questions' ids.", field="examples")
    return examples(question for question in questions if question.id in ids)


def _window(days: Any) -> Window:
    if days is None:
        days = DAYS
    if isinstance(days, bool) or not str(days).isdecimal() or not 1 <= int(days) <= MOST_DAYS:
        raise BadInput(f"`days` must be a whole number from 1 to {MOST_DAYS}.", field="days")
    return Window(now(), int(days))


def _number(body: dict[str, Any], field: str) -> int:
    value = body.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BadInput(f"`{field}` must be a whole number.", field=field)
    return value
