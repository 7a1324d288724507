"""Answering questions from the knowledge base."""

from __future__ import annotations

from html import unescape
from typing import Any

from nh3 import clean
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import dialogue, feedback
from actions.process import process
from actions.waiting import is_waiting, keep
from kb_index.client import Hit, PublicArticle, SearchResult
from warmline.errors import NotFound

SUGGESTIONS = 3
TALK_TO_A_PERSON = {"pl": "Porozmawiaj z człowiekiem", "en": "Talk to a person"}
DID_IT_HELP = {
    "pl": [{"title": "To pomogło", "payload": "/affirm"}, {"title": "To nie to", "payload": "/deny"}],
    "en": [{"title": "That helped", "payload": "/affirm"}, {"title": "That's not it", "payload": "/deny"}],
}


class ActionSearch(Action):
    """Answers the last message, or shows the article the customer picked from suggestions."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_search"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Search; what was tried stays in the slot `search` for the agent's eyes."""
        tried = list((tracker.get_slot("search") or {}).get("tried", []))
        if picked := dialogue.entity(tracker, "article"):
            return await _show_picked(dispatcher, tracker, picked, tried)
        query = tracker.latest_message.get("text") or ""
        result = await _found(tracker, query, [])
        return _told(dispatcher, tracker, query, result, tried)


class ActionSearchNext(Action):
    """Shows the next best article after one that did not help."""

    def name(self) -> str:
        """Its name in the rules."""
        return "action_search_next"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Search again without what was shown."""
        before = tracker.get_slot("search") or {}
        query = before.get("query", "")
        tried = [_unhelpful(entry, query) for entry in before.get("tried", [])]
        exclude = sorted({entry["article_id"] for entry in tried if entry["query"] == query})
        await feedback.tell(tracker, "unhelpful")
        result = await _found(tracker, query, exclude)
        if not is_waiting(tracker) and (not result.hits or result.decision == "abstain"):
            dispatcher.utter_message(response="utter_no_other_article")
            return [remember(query, "abstain", tried, [])]
        return _told(dispatcher, tracker, query, result, tried)


def say(dispatcher: CollectingDispatcher, tracker: Tracker, result: SearchResult) -> str:
    """Say what was found; returns `answer`, `suggest` or `abstain`."""
    language = dialogue.language(tracker)
    if result.decision == "answer" and result.hits:
        say_article(dispatcher, tracker, result.hits[0])
        return "answer"
    if result.decision == "suggest" and result.hits:
        dispatcher.utter_message(
            response="utter_did_you_mean",
            buttons=[
                *({"title": hit.title, "payload": _pick(hit)} for hit in result.hits),
                {"title": TALK_TO_A_PERSON[language], "payload": "/request_human"},
            ],
            json_message={"kind": "articles", "data": {"articles": [_listed(hit) for hit in result.hits]}},
        )
        return "suggest"
    dispatcher.utter_message(response="utter_abstain")
    return "abstain"


def say_article(dispatcher: CollectingDispatcher, tracker: Tracker, hit: Hit) -> None:
    """Show what was found in an article."""
    shown = {**_listed(hit), "html": hit.html, "cross_language": hit.cross_language}
    _say_card(dispatcher, tracker, hit.passage, shown)


def remember(query: str, outcome: str, before: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, Any]:
    """The search as later turns, the hand-over rules and the agent see it; each article stands once, as it was last."""
    again = {entry["article_id"] for entry in new}
    tried = [*(entry for entry in before if entry["article_id"] not in again), *new]
    event: dict[str, Any] = SlotSet("search", {"query": query, "outcome": outcome, "tried": tried})
    return event


def _told(
    dispatcher: CollectingDispatcher, tracker: Tracker, query: str, result: SearchResult, tried: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Say what was found and remember it; who waits for a person hears only what is sure."""
    if is_waiting(tracker) and not (result.decision == "answer" and result.hits):
        kept = remember(query, "abstain", tried, _tried(query, result.hits, "abstain"))
        return [kept, *keep(dispatcher, tracker)]
    outcome = say(dispatcher, tracker, result)
    return [remember(query, outcome, tried, _tried(query, result.hits, outcome))]


async def _found(tracker: Tracker, query: str, exclude: list[str]) -> SearchResult:
    """What the knowledge base finds; it keeps the question."""
    return await process().kb.search(
        query, dialogue.language(tracker), limit=SUGGESTIONS, exclude=exclude, asked_in=tracker.sender_id
    )


async def _show_picked(
    dispatcher: CollectingDispatcher, tracker: Tracker, picked: str, tried: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Show the whole article the customer picked; one withdrawn meanwhile is nothing we know."""
    language, article_id = picked.split("/", 1)
    query = (tracker.get_slot("search") or {}).get("query", "")
    try:
        article = await process().kb.article(article_id, language)
    except NotFound:
        gone = remember(query, "abstain", tried, [])
        if is_waiting(tracker):
            return [gone, *keep(dispatcher, tracker)]
        dispatcher.utter_message(response="utter_abstain")
        return [gone]
    await feedback.tell(tracker, "picked", article_id)
    cross = article.language != dialogue.language(tracker)
    _say_card(dispatcher, tracker, plain(article), {**_known(article), "html": article.html, "cross_language": cross})
    chosen = {"article_id": article_id, "title": article.title, "score": 1.0, "outcome": "picked", "query": query}
    return [remember(query, "answer", tried, [chosen])]


def plain(article: PublicArticle) -> str:
    """The article's words without its tags, for channels that show only text."""
    return " ".join(unescape(clean(article.html.replace("<", " <"), tags=set())).split())


def _say_card(dispatcher: CollectingDispatcher, tracker: Tracker, text: str, data: dict[str, Any]) -> None:
    """Inside a form without the question whether it helped, as a yes means something else there."""
    language = dialogue.language(tracker)
    if data["cross_language"]:
        dispatcher.utter_message(response="utter_other_language")
    dispatcher.utter_message(
        text=text,
        buttons=[] if dialogue.in_form(tracker) else DID_IT_HELP[language],
        json_message={"kind": "article", "data": data},
    )


def _known(article: PublicArticle) -> dict[str, Any]:
    return {**{name: getattr(article, name) for name in ("article_id", "language", "title", "url")}, "score": 1.0}


def _tried(query: str, hits: tuple[Hit, ...], outcome: str) -> list[dict[str, Any]]:
    """What a search found: `shown` as the answer, `suggested`, or `not_shown` as too unlike the question."""
    shown_as = {"answer": "shown", "suggest": "suggested"}.get(outcome, "not_shown")
    return [
        {
            "article_id": hit.article_id,
            "title": hit.title,
            "score": round(hit.score, 3),
            "outcome": shown_as,
            "query": query,
        }
        for hit in (hits[:1] if outcome == "answer" else hits)
    ]


def _unhelpful(entry: dict[str, Any], query: str) -> dict[str, Any]:
    """What the customer was shown for this question and has just turned down."""
    turned_down = entry["query"] == query and entry["outcome"] in ("shown", "suggested", "picked")
    return {**entry, "outcome": "unhelpful"} if turned_down else entry


def _pick(hit: Hit) -> str:
    return f'/shop_question{{"article": "{hit.language}/{hit.article_id}"}}'


def _listed(hit: Hit) -> dict[str, Any]:
    return {
        "article_id": hit.article_id,
        "language": hit.language,
        "title": hit.title,
        "url": hit.url,
        "score": round(hit.score, 3),
    }
