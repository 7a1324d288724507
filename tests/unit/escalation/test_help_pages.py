"""The public help centre, with a knowledge base on a real socket that says what a test wants."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from xml.etree import ElementTree

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from escalation.app import create_app
from escalation.http.help.words import LOCALES, preferred_language, words_in
from escalation.limits import Limits

UPDATED = "2026-11-22T23:30:00.500000+00:00"
RETURNS = {"id": "returns", "title": "Zwroty <30 dni>", "updated_at": UPDATED}
ARTICLE = {
    **RETURNS,
    "language": "pl",
    "html": '<p>30 dni</p><table><tr><td>a</td></tr></table><p>"</script><script>x()</script>"</p>',
    "summary": 'Masz "30 dni" & więcej',
    "url": "/help/pl/returns",
    "category": {"id": "returns", "name": "Zwroty & wymiany"},
    "languages": ["pl", "en"],
    "related": [{"id": "refunds", "title": "Zwrot <pieniędzy>", "updated_at": UPDATED}],
}
HIT = {
    "article_id": "returns",
    "language": "pl",
    "title": "Zwroty",
    "passage": "30 dni <b>",
    "html": "<p>30 dni</p>",
    "url": "/help/pl/returns",
    "score": 0.9,
    "cross_language": False,
}
OTHER = {**HIT, "language": "en", "title": "Gifts", "url": "/help/en/gifts", "cross_language": True}


class Kb:
    """A knowledge base's answers by path, and what was asked of it."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {
            "/help/pl": {"categories": [{"id": "returns", "name": "Zwroty & wymiany", "articles": [RETURNS]}]},
            "/help/en": {"categories": []},
            "/help/pl/returns": {"article": ARTICLE},
            "/search": {"decision": "answer", "hits": [HIT, OTHER], "took_ms": 1.0},
        }
        self.asked: list[Any] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json() if request.can_read_body else request.path)
        found = self.answers.get(request.path)
        return web.json_response(found or {"error": {}}, status=200 if found else 404)


@pytest.fixture
async def kb() -> Kb:
    return Kb()


@pytest.fixture
async def help_desk(settings: Any, kb: Kb) -> AsyncIterator[TestClient]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", kb.answer)
    async with TestServer(app) as server:
        known = dataclasses.replace(
            settings, kb_url=str(server.make_url("")).rstrip("/"), shop_name="Pod <Lipą>", contact_email="a@b.example"
        )
        desk = create_app(known, limits=Limits(searches="3/minute"))
        async with TestClient(TestServer(desk)) as client:
            yield client


async def text_of(desk: TestClient, path: str, status: int = 200, **headers: str) -> str:
    answer = await desk.get(path, headers=headers, allow_redirects=False)
    assert answer.status == status, await answer.text()
    return await answer.text()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("de, en-GB;q=0.3, pl;q=0.7", "pl"),
        ("en", "en"),
        ("de", "en"),
        ("", "en"),
        ("pl;q=0", "en"),
        ("pl;q=x", "en"),
        ("*", "en"),
    ],
)
async def test_a_reader_comes_to_the_language_they_prefer(help_desk: Any, accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language
    answer = await help_desk.get("/help", headers={"Accept-Language": accepted}, allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (302, f"/help/{language}")
    assert answer.headers["Vary"] == "Accept-Language"


async def test_the_start_lists_categories_with_their_articles(help_desk: Any) -> None:
    text = await text_of(help_desk, "/help/pl")
    assert '<html lang="pl">' in text
    assert '<h3 id="returns-name">Zwroty &amp; wymiany</h3>' in text
    assert '<a href="/help/pl/returns">Zwroty &lt;30 dni&gt;</a>' in text
    assert "1 artykuł<" in text
    assert "Pod &lt;Lipą&gt;" in text
    assert '<link rel="canonical" href="https://desk.example/help/pl">' in text
    assert '<link rel="alternate" hreflang="x-default" href="https://desk.example/help">' in text
    assert "There are no articles here yet." in await text_of(help_desk, "/help/en")
    answer = await help_desk.get("/help/pl/", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (301, "/help/pl")


async def test_an_article_says_what_it_is_to_people_and_machines(help_desk: Any) -> None:
    answer = await help_desk.get("/help/pl/returns")
    text = await answer.text()
    assert "<h1>Zwroty &lt;30 dni&gt;</h1>" in text
    assert '<meta name="description" content="Masz &#34;30 dni&#34; &amp; więcej">' in text
    assert "Zaktualizowano 23 listopada 2026" in text
    assert '<a href="/help/pl/refunds">Zwrot &lt;pieniędzy&gt;</a>' in text
    assert '<link rel="alternate" hreflang="en" href="https://desk.example/help/en/returns">' in text
    assert '<a href="/help/en/returns" lang="en" hreflang="en">English</a>' in text
    assert '<div class="table" role="region" tabindex="0" aria-label="Tabela"><table>' in text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; ")
    assert "script-src" not in policy
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    page, trail = json.loads(data)
    question = page["mainEntity"][0]
    assert (page["@type"], question["name"]) == ("FAQPage", "Zwroty <30 dni>")
    assert question["acceptedAnswer"]["text"] == ARTICLE["html"]
    assert [item["name"] for item in trail["itemListElement"]] == [
        "Centrum pomocy",
        "Zwroty & wymiany",
        RETURNS["title"],
    ]
    assert "<" not in data


async def test_an_article_in_one_language_leads_to_the_start_of_the_other(help_desk: Any, kb: Kb) -> None:
    kb.answers["/help/pl/returns"] = {"article": {**ARTICLE, "languages": ["pl"]}}
    text = await text_of(help_desk, "/help/pl/returns")
    assert '<a href="/help/en" lang="en"' in text
    assert 'hreflang="en" href="https' not in text


async def test_what_a_reader_has_is_not_sent_again(help_desk: Any, kb: Kb) -> None:
    first = await help_desk.get("/help/pl/returns")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    for headers in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = await help_desk.get("/help/pl/returns", headers=headers)
        assert (again.status, await again.read()) == (304, b"")
    kb.answers["/help/pl/returns"] = {"article": {**ARTICLE, "title": "Nowe"}}
    both = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
    assert (await help_desk.get("/help/pl/returns", headers=both)).status == 200
    old = {"If-Modified-Since": "Sat, 21 Nov 2026 00:00:00 GMT"}
    assert (await help_desk.get("/help/pl/returns", headers=old)).status == 200
    style = re.search(r'href="(/help/help-\w+\.css)"', await first.text())
    assert style is not None
    answer = await help_desk.get(style[1])
    assert (answer.content_type, "immutable" in answer.headers["Cache-Control"]) == ("text/css", True)
    assert (await help_desk.get("/help/help-000.css")).status == 404


async def test_search_gives_the_best_answer_first(help_desk: Any, kb: Kb) -> None:
    answer = await help_desk.get("/help/pl/search", params={"q": "  zwrot   <b> \x00"})
    text = await answer.text()
    assert kb.asked == [{"query": "zwrot <b>", "language": "pl", "limit": 6}]
    assert "Wyniki dla: zwrot &lt;b&gt;" in text
    assert text.index("Najlepsza odpowiedź") < text.index("<p>30 dni</p>") < text.index("Inne artykuły")
    assert "Znaleźliśmy 2 artykuły." in text
    assert "Ten artykuł mamy tylko po angielsku." in text
    assert (answer.headers["Cache-Control"], '<meta name="robots" content="noindex">' in text) == (
        "private, no-store",
        True,
    )


async def test_search_suggests_or_says_honestly_that_nothing_fits(help_desk: Any, kb: Kb) -> None:
    kb.answers["/search"] = {"decision": "suggest", "hits": [HIT]}
    text = await text_of(help_desk, "/help/pl/search?q=x")
    assert "To może pomóc" in text
    assert "30 dni &lt;b&gt;" in text
    kb.answers["/search"] = {"decision": "abstain", "hits": [HIT]}
    text = await text_of(help_desk, "/help/pl/search?q=x")
    assert "Żaden artykuł na to nie odpowiada" in text
    assert "Zwroty" not in text
    assert 'href="/widget/"' in text
    assert 'href="mailto:a@b.example"' in text


async def test_search_checks_what_is_asked(help_desk: Any, kb: Kb) -> None:
    assert "Search</h1>" in await text_of(help_desk, "/help/en/search")
    assert "keep it to 300 characters" in await text_of(help_desk, f"/help/en/search?q={'x' * 301}", 400)
    assert kb.asked == []
    for query in ("%ff", "%ed%a0%80", "a%00"):
        await text_of(help_desk, f"/help/en/search?q={query}")
    refused = await help_desk.get("/help/en/search?q=x")
    assert (refused.status, "Too many searches" in await refused.text()) == (429, True)
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("path", "accepted", "words"),
    [
        ("/help/pl/nothing", "en", "Nie ma takiej strony"),
        ("/help/en/nothing", "pl", "There is no such page"),
        ("/help/de", "pl", "Nie ma takiej strony"),
        ("/help/en/a/b", "pl", "There is no such page"),
        ("/help/pl/A%20b", "en", "Nie ma takiej strony"),
    ],
)
async def test_a_missing_page_says_so_in_the_reader_s_language(
    help_desk: Any, path: str, accepted: str, words: str
) -> None:
    assert words in await text_of(help_desk, path, 404, **{"Accept-Language": accepted})


@pytest.mark.parametrize("path", ["/help/pl", "/help/pl/returns", "/help/pl/search?q=x"])
async def test_without_kb_the_reader_is_told_so(desk: Any, path: str) -> None:
    answer = await desk.get(path)
    text = await answer.text()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "Centrum pomocy chwilowo nie działa" in text
    assert 'href="/widget/"' in text


async def test_crawlers_find_every_page_with_its_other_languages(help_desk: Any, kb: Kb) -> None:
    robots = await text_of(help_desk, "/robots.txt")
    assert "Disallow: /api/\n" in robots
    assert robots.endswith("Sitemap: https://desk.example/sitemap.xml\n")
    kb.answers["/help/en"] = {"categories": [{"id": "returns", "name": "Returns", "articles": [RETURNS]}]}
    answer = await help_desk.get("/sitemap.xml")
    root = ElementTree.fromstring(await answer.text())
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    pages = {url.findtext("s:loc", "", spaces): url for url in root.findall("s:url", spaces)}
    assert [path.removeprefix("https://desk.example") for path in pages] == [
        "/help/pl",
        "/help/en",
        "/help/pl/returns",
        "/help/en/returns",
    ]
    article = pages["https://desk.example/help/en/returns"]
    assert article.findtext("s:lastmod", "", spaces) == UPDATED
    links = {link.get("hreflang"): link.get("href") for link in article.findall("x:link", spaces)}
    assert links == {one: f"https://desk.example/help/{one}/returns" for one in ("pl", "en")}
    again = await help_desk.get("/sitemap.xml", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


def test_both_languages_say_the_same_things() -> None:
    polish, english = words_in("pl"), words_in("en")
    assert {path.stem for path in LOCALES.glob("*.yml")} == {"pl", "en"}
    assert polish.phrases.keys() == english.phrases.keys()
    assert [polish("articles", count=count) for count in (1, 2, 5, 12, 22)] == [
        "1 artykuł",
        "2 artykuły",
        "5 artykułów",
        "12 artykułów",
        "22 artykuły",
    ]
