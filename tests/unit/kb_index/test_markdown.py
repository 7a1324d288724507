from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.markdown import TAGS, article_links, picture_links, to_html, to_text

NAME = f"{'0a' * 16}-800x600.png"
IMAGE = defaultdict(
    lambda: re.compile("never^"),
    src=re.compile(r"/help/pictures/[0-9a-f]{32}-\d+x\d+\.(png|jpg|webp|gif)"),
    alt=re.compile(".*", re.DOTALL),
    width=re.compile(r"\d+"),
    height=re.compile(r"\d+"),
    loading=re.compile("lazy"),
)
"""What an image may carry."""


class Reader(HTMLParser):
    """Reads HTML as a browser does and keeps what could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.dangers.append(tag)
        for name, value in attrs:
            if tag == "img" and IMAGE[name].fullmatch(value or ""):
                continue
            safe_link = name == "href" and re.match(r"(https?:|mailto:|tel:|/|#|\?|[^:]*$)", value or "", re.I)
            if name not in ("title", "rel", "start") and not safe_link:
                self.dangers.append(f"{tag} {name}={value}")


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](http://evil.example/track.gif)",
        "![x](javascript:alert(1))",
        "![x](picture:../../etc/passwd)",
        f"![x](picture:{NAME}?evil)",
        f'![x" onerror="alert(1)](picture:{NAME} "t\\" onload=alert(1)")',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:msgbox)",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>",
        "<iframe src=//evil.example></iframe>",
        '[x](https://ok.example "t\\" onmouseover=alert(1)")',
        '[x](article:a" onclick=alert(1))',
        "[x](article:javascript:alert)",
        "| a |\n|---|\n| <b onclick=x>y</b> |",
        "```html\n<script>alert(1)</script>\n```",
    ],
)
def test_nothing_that_runs_gets_out(attack: str) -> None:
    assert Reader(to_html(attack, "pl")).dangers == []


def test_the_reader_would_see_an_attack() -> None:
    assert Reader("<p onclick=x><script>y</script><a href='javascript:z'>").dangers == [
        "p onclick=x",
        "script",
        "a href=javascript:z",
    ]


@given(st.text(alphabet="<>/\"'=[]()!`|#*\n :;&-_abcjonrst", max_size=80))
def test_no_mixture_of_markup_gets_out_either(markdown: str) -> None:
    assert Reader(to_html(markdown, "en")).dangers == []


def test_a_link_to_an_article_stays_in_the_reader_s_language() -> None:
    assert 'href="/help/pl/how-to-return"' in to_html("[zwrot](article:how-to-return)", "pl")
    assert 'href="/help/en/how-to-return"' in to_html("[return](article:how-to-return)", "en")


def test_a_link_to_no_article_leads_nowhere() -> None:
    assert "../" not in to_html("[x](article:../../etc)", "pl")


def test_a_picture_is_shown_with_its_size_before_it_is_loaded() -> None:
    html = to_html(f"![Etykieta & kod](picture:{NAME})", "pl")
    for part in (f'src="/help/pictures/{NAME}"', 'alt="Etykieta &amp; kod"', 'width="800"', 'height="600"'):
        assert part in html
    assert 'loading="lazy"' in html


def test_a_picture_from_elsewhere_is_a_link_and_an_unknown_one_its_words() -> None:
    html = to_html("![our shop](https://shop.example/x.png) ![a label](picture:label.png)", "en")
    assert "<img" not in html
    assert '<a href="https://shop.example/x.png" rel="noopener noreferrer">our shop</a> a label' in html


def test_links_and_pictures_are_listed_once_in_their_order() -> None:
    text = f"[b](article:b) ![p](picture:{NAME}) [a](article:a) [b](article:b) `[c](article:c)` ![p](picture:{NAME})"
    assert article_links(text) == ["b", "a"]
    assert picture_links(text) == [NAME]


def test_tables_lists_and_emphasis_are_kept() -> None:
    html = to_html("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- **x**\n\n1. ~~y~~", "pl")
    for tag in ("<h1>", "<table>", "<td>1</td>", "<li><strong>x</strong></li>", "<s>y</s>"):
        assert tag in html


def test_plain_text_has_the_words_of_a_picture() -> None:
    assert to_text(f"Kod: ![kod na *etykiecie*](picture:{NAME})") == "Kod: kod na etykiecie"


def test_plain_text_has_the_words_and_no_marks() -> None:
    text = to_text(
        "## Koszt\n\nPłacisz **12,99 zł**, zobacz [tu](article:x).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- raz\n- dwa"
    )
    assert text == "Koszt\nPłacisz 12,99 zł, zobacz tu.\na | b\n1 | 2\nraz\ndwa"
