from __future__ import annotations

import pytest

from kb_index.help_routes import summary
from kb_index.slugs import slug_of
from tests.unit.kb_index.conftest import Start, content_factory, published
from warmline.database import Database


async def test_readers_see_what_is_public_today_by_category(start: Start, database: Database) -> None:
    await published(database, "refunds", content_factory("Żwawy zwrot"), "pl")
    await published(database, "exchange", content_factory("Łatwa wymiana"), "pl")
    await published(database, "future", content_factory("Kiedyś", valid_from="2199-01-01"), "pl")
    await published(database, "english", content_factory("Only in English"), "en")
    kb = await start()
    content = content_factory("Szkic").as_json()
    await kb.forward("POST", "/articles", {"id": "x", "category": "returns", "languages": {"pl": content}}, actor="Ewa")
    names = {"pl": "Zwroty", "en": "Returns"}
    await kb.forward("PUT", "/categories/returns", {"names": names, "position": 1, "revision": 0})
    _, answer = await kb.forward("GET", "/help/pl")
    (category,) = answer["categories"]
    assert (category["id"], category["name"]) == ("returns", "Zwroty")
    assert [article["title"] for article in category["articles"]] == ["Łatwa wymiana", "Żwawy zwrot"]
    await kb.forward("POST", "/articles/refunds/pl/archive", actor="Ewa")
    _, answer = await kb.forward("GET", "/help/pl")
    assert [article["id"] for article in answer["categories"][0]["articles"]] == ["exchange"]


async def test_an_article_comes_with_its_languages_and_what_is_near(start: Start, database: Database) -> None:
    await published(database, "pay", content_factory("Paying by card", body="Pay **online**."))
    await published(database, "cards", content_factory("Which cards can I pay with?"))
    await published(database, "hidden", content_factory("Paying by card soon", valid_from="2199-01-01"))
    kb = await start()
    polish = content_factory("Płatność kartą").as_json()
    await kb.forward("PUT", "/articles/pay/pl", {"revision": 0, "content": polish}, actor="Ewa")
    _, answer = await kb.forward("GET", "/help/en/pay")
    article = answer["article"]
    assert article["languages"] == ["en"]
    assert (article["summary"], article["html"]) == ("Pay online.", "<p>Pay <strong>online</strong>.</p>\n")
    assert article["category"] == {"id": "returns", "name": "Returns"}
    assert [near["id"] for near in article["related"]] == ["cards"]
    await kb.forward("POST", "/articles/pay/pl/publish", {"revision": 1}, actor="Ewa")
    _, answer = await kb.forward("GET", "/help/en/pay")
    assert answer["article"]["languages"] == ["pl", "en"]


@pytest.mark.parametrize(
    ("path", "status"), [("/help/de", 400), ("/help/en/nothing", 404), ("/help/pl/pay", 404), ("/help/en/soon", 404)]
)
async def test_nothing_else_is_shown(start: Start, database: Database, path: str, status: int) -> None:
    await published(database, "pay", content_factory())
    await published(database, "soon", content_factory(valid_from="2199-01-01"))
    assert (await (await start()).forward("GET", path))[0] == status


async def test_the_search_s_address_is_no_article(start: Start) -> None:
    body = {"id": "search", "category": "care", "languages": {"en": content_factory().as_json()}}
    status, answer = await (await start()).forward("POST", "/articles", body, actor="Ewa")
    assert (status, answer["error"]["details"]["problem"]) == (400, "reserved")


def test_a_summary_ends_between_two_words() -> None:
    assert summary("Krótko.\nI na temat.") == "Krótko. I na temat."
    long = summary("słowo, " * 60)
    assert len(long) <= 161
    assert long.endswith("słowo…")


def test_an_id_is_made_of_a_title_s_letters() -> None:
    assert slug_of("Jak zwrócić zamówienie? Żółć, Łódź & co.") == "jak-zwrocic-zamowienie-zolc-lodz-co"
    assert slug_of("!?") == ""
    assert len(slug_of("bardzo " * 30)) <= 80
    assert slug_of("bardzo " * 30).endswith("bardzo")
