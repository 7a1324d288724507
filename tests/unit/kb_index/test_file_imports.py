"""Articles from tables and saved pages: what is taken, and every way of refusing."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.articles import read_article
from kb_index.content import Content
from kb_index.csv_articles import read_csv
from kb_index.errors import ImportRefused
from kb_index.file_imports import import_file
from kb_index.files import export_articles, read_folder
from kb_index.html_articles import read_html
from kb_index.html_markdown import to_markdown
from kb_index.library import list_articles
from kb_index.markdown import to_html, to_text
from tests.unit.kb_index.conftest import content_factory, published
from warmline.database import Database

TABLE = (
    "id;lang;title;body;questions;category;tags;owner;valid_from;review_by\n"
    'returns;pl;Zwroty;"Masz 30 dni.\n\n- oryginalne metki";jak oddać|zwrot kurierem;'
    "returns;zwrot|metki;Ewa;2026-01-01;\n"
    ";en;Gift wrapping;It costs 9.90 zł.;;delivery;;;;\n"
)
ANSWER = '<p onclick="x()">30 dni.</p><script>alert(1)</script><ul><li>metki</li></ul>'
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": ["WebPage", "FAQPage"],
            "mainEntity": [
                {"@type": "Question", "name": "Jak zwrócić?", "acceptedAnswer": {"@type": "Answer", "text": ANSWER}},
                {"@type": "Question", "name": "A &amp; B?", "acceptedAnswer": [{"@type": "Answer", "text": "Tak."}]},
            ],
        }
    ],
}
PAGE = '<!doctype html><html lang="pl-PL"><head>\n<script type="application/ld+json">{}</script></head></html>'
MICRODATA = """<!doctype html><html lang="en"><body><main itemscope itemtype="https://schema.org/FAQPage">
<div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question"><h3 itemprop="name">How <b>long</b>?</h3>
<div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><div itemprop="text" onclick="x()">
<p>Two <em>days</em>.<br>Or three.</p><img src="x" onerror="x()"><script>x()</script></div></div></div></main></body>"""


def file_of(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def page_of(document: object) -> str:
    return PAGE.format(json.dumps(document, ensure_ascii=False).replace("</", "<\\/"))


@pytest.mark.parametrize("change", [lambda t: t, lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
def test_a_table_s_rows_are_articles(tmp_path: Path, change: object) -> None:
    returns, gift = read_csv(file_of(tmp_path, "a.csv", change(TABLE)))  # type: ignore[operator]
    assert (returns.id, returns.language, returns.category) == ("returns", "pl", "returns")
    assert returns.content == Content.from_json(
        {
            "title": "Zwroty",
            "body": "Masz 30 dni.\n\n- oryginalne metki",
            "questions": ["jak oddać", "zwrot kurierem"],
            "tags": ["zwrot", "metki"],
            "owner": "Ewa",
            "valid_from": "2026-01-01",
        }
    )
    assert (gift.id, gift.content.questions) == ("gift-wrapping", ())


def test_commas_may_delimit_and_windows_1250_may_be_named(tmp_path: Path) -> None:
    text = 'lang,title,body,category\npl,"Żółw, czyli…",Łąka,care\n'
    (article,) = read_csv(file_of(tmp_path, "a.csv", text.encode("cp1250")), "windows-1250")
    assert (article.id, article.content.title) == ("zolw-czyli", "Żółw, czyli…")
    with pytest.raises(ImportRefused, match=r"a\.csv:2: the file is not in UTF-8; .*--encoding windows-1250"):
        read_csv(tmp_path / "a.csv")


HEAD = "lang;title;body;category\n"


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("", 1, "begin with a row of the columns"),
        (HEAD, 1, "no articles here"),
        ("lang;title;body\npl;a;b\n", 1, "columns category are missing"),
        ("lang;title;body;category;autor\n", 1, "`autor` is no column"),
        ("lang;title;body;category;lang\n", 1, "there twice"),
        (HEAD + "de;a;b;c\n", 2, "`lang` must be one of pl, en"),
        (HEAD + "\npl;;b;c\n", 3, "`id` takes"),
        (HEAD + 'pl;a;"b\n\nb";c\npl;b;;c\n', 5, "`body` must not be empty"),
        (HEAD + "pl;a;b;c;d\n", 2, "5 cells for 4 columns"),
        (HEAD + "pl;a;b;C c\n", 2, "`category` takes"),
        (HEAD + "pl;a;b;c\npl;A?;b;c\n", 3, "`a` in `pl` is in line 2 already"),
        (HEAD + "pl;a;b;c\nen;a;b;d\n", 3, "category `c` in line 2"),
        (HEAD + "pl;a;" + "x" * 5_000_000 + ";c\n", 2, "field limit"),
        (HEAD + "pl;a;" + "x" * 100_001 + ";c\n", 2, "at most 100000 characters"),
        ("lang;title;body;category;review_by\npl;a;b;c;31.01.2027\n", 2, "such as 2026-11-22"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(tmp_path: Path, text: str, line: int, remedy: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_csv(file_of(tmp_path, "a.csv", text))
    (problem,) = caught.value.problems
    assert (problem["file"], problem["line"]) == ("a.csv", line)
    assert remedy in problem["message"]


def test_a_page_s_json_ld_becomes_articles(tmp_path: Path) -> None:
    one, two = read_html(file_of(tmp_path, "faq.html", page_of(LD)), "returns")
    assert (one.id, one.language, one.category) == ("jak-zwrocic", "pl", "returns")
    assert (one.content.title, one.content.body) == ("Jak zwrócić?", "30 dni.\n\n- metki")
    assert two.content.title == "A & B?"


def test_a_page_s_microdata_becomes_articles(tmp_path: Path) -> None:
    (one,) = read_html(file_of(tmp_path, "faq.htm", MICRODATA), "delivery")
    assert (one.id, one.language, one.content.title) == ("how-long", "en", "How long?")
    assert one.content.body == "Two *days*.\\\nOr three."
    (polish,) = read_html(tmp_path / "faq.htm", "delivery", "pl")
    assert polish.language == "pl"


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("", 1, "name it with --lang"),
        ("<html lang=pl>", 1, "no schema.org FAQPage"),
        (page_of(LD).replace("pl-PL", "de"), 1, "name it with --lang"),
        (page_of(LD).replace('"@graph"', '"@graph'), 2, "the JSON-LD is broken"),
        (page_of(LD).replace("Jak zwrócić?", ""), 2, "question 1: it has no `name`"),
        (page_of(LD).replace("Tak.", "<script>x<\\/script>"), 2, "question 2: `body` must not be empty"),
        (page_of(LD).replace("A &amp; B?", "Jak zwrócić"), 2, "`jak-zwrocic` in `pl` is in question 1 already"),
        (page_of(LD).replace("Tak.", "x" * 5_000_000), 2, "question 2: `body` may have at most 100000 characters"),
        (page_of(LD).encode("cp1250"), 2, "not in UTF-8"),
    ],
)
def test_a_mistake_on_a_page_is_told_with_its_question(
    tmp_path: Path, text: str | bytes, line: int, remedy: str
) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_html(file_of(tmp_path, "faq.html", text), "returns")
    (problem,) = caught.value.problems
    assert (problem["file"], problem["line"]) == ("faq.html", line)
    assert remedy in problem["message"]


def test_a_page_needs_a_category(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="--category"):
        read_html(file_of(tmp_path, "faq.html", page_of(LD)), "")


def test_an_article_of_5_megabytes_in_a_folder_is_refused(tmp_path: Path) -> None:
    file_of(tmp_path, "big.md", "---\nid: a\nlang: en\ntitle: A\ncategory: b\n---\n" + "x" * 5_000_000)
    with pytest.raises(ImportRefused, match=r"big\.md:1: the file is larger than 800,000 bytes; split it"):
        read_folder(tmp_path)


async def test_tables_and_pages_become_drafts(database: Database, tmp_path: Path) -> None:
    table, page = file_of(tmp_path, "a.csv", TABLE), file_of(tmp_path, "faq.html", page_of(LD))
    assert (await import_file(database, table, "Ewa")).new == ["returns.pl", "gift-wrapping.en"]
    assert (await import_file(database, page, "Ewa", category="returns")).new == ["jak-zwrocic.pl", "a-b.pl"]
    async with database.read() as connection:
        listed = await list_articles(connection)
    assert {edition["status"] for article in listed for edition in article["languages"].values()} == {"draft"}
    assert (await import_file(database, table, "Ewa")).unchanged == ["returns.pl", "gift-wrapping.en"]


async def test_an_import_leaves_what_customers_see(database: Database, tmp_path: Path) -> None:
    await published(database, "returns", content_factory(body="30 dni"), "pl")
    assert (await import_file(database, file_of(tmp_path, "a.csv", TABLE), "Jan")).changed == ["returns.pl"]
    async with database.read() as connection:
        edition = (await read_article(connection, "returns")).languages["pl"]
    assert (edition.status, edition.version) == ("changed", 1)
    assert edition.published is not None
    assert edition.published.body == "30 dni"
    assert "oryginalne metki" in edition.draft.body


async def test_one_bad_row_stops_the_whole_table(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        await import_file(database, file_of(tmp_path, "a.csv", TABLE + "x;de;T;B;;c;;;;\n"), "Ewa")
    with pytest.raises(ImportRefused, match="name a folder"):
        await import_file(database, file_of(tmp_path, "a.xlsx", b""), "Ewa")
    async with database.read() as connection:
        assert await list_articles(connection) == []


async def test_drafts_go_out_without_loss(database: Database, tmp_path: Path) -> None:
    await import_file(database, file_of(tmp_path, "a.csv", TABLE), "Ewa")
    assert await export_articles(database, tmp_path / "public") == []
    written = await export_articles(database, tmp_path / "drafts", drafts=True)
    assert written == ["delivery/gift-wrapping.en.md", "returns/returns.pl.md"]
    assert {file.id for file in read_folder(tmp_path / "drafts")} == {"returns", "gift-wrapping"}
    async with database.read() as connection:
        drafts = [(await read_article(connection, file.id)).languages for file in read_folder(tmp_path / "drafts")]
    exported = [file.content for file in read_folder(tmp_path / "drafts")]
    assert [edition.draft for languages in drafts for edition in languages.values()] == exported


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<p>Ala <b>ma </b>kota</p>", "Ala **ma** kota"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<table><tr><th>A|B</th></tr><tr><td><p>1</p><p>2</p></td></tr></table>", "| A\\|B |\n|---|\n| 1 2 |"),
        ('<a href="javascript:x">a</a> <a href="/regulamin">b</a> <a href="https://c.example/(d)">e</a>',
         "a b [e](<https://c.example/(d)>)"),
        ("<p># a</p><p>1) b</p>", "\\# a\n\n1\\) b"),
        ("<h1>A</h1><hr><blockquote><p>q</p><p>r</p></blockquote>", "## A\n\n---\n\n> q\n>\n> r"),
        ("<pre>a\n  *b*</pre>", "```\na\n  *b*\n```"),
    ],
)  # fmt: skip
def test_html_becomes_markdown(page: str, markdown: str) -> None:
    assert to_markdown(page) == markdown


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs")), min_size=1, max_size=40))
def test_every_sign_of_a_text_is_kept(text: str) -> None:

    assert to_text(to_markdown(f"<p>{html.escape(text)}</p>")) == text
    assert "<script" not in to_html(to_markdown(text), "pl")
