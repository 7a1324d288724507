from __future__ import annotations

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.active_markup import ACTIVE_TAGS, active_markup
from kb_index.errors import BadArticle
from kb_index.markdown import to_html
from tests.unit.kb_index.conftest import content_factory

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT src=//evil.example/x.js></SCRIPT>",
    "text <img src=x onerror=alert(1)> text",
    "<b onclick='x()'>bold</b>",
    "<svg onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body { display: none }</style>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    "[x]\n\n[x]: javascript:alert(1)",
    "| a |\n|---|\n| <b onmouseover=x>y</b> |",
    "- a\n  - <form action=/x>",
]

HARMLESS = [
    "Shoes < 5 and sizes > 3, 1<2",
    "`<script>` in code, and\n\n```html\n<script>alert(1)</script>\n```",
    "a line<br>and <b>bold</b>",
    "[mail](mailto:a@example.com) [call](tel:+48123456789) [here](/help/pl/x) [top](#top) [web](https://a.example:8080/x)",
    "[a](article:refunds) ![b](picture:none)",
    "Uwaga: on=1, javascript: to nazwa języka",
    "<a@example.com> and <https://ok.example>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_would_run_is_refused_on_the_way_in_and_taken_away_on_the_way_out(attack: str) -> None:
    with pytest.raises(BadArticle, match="`body` must not have `") as caught:
        content_factory(body=attack)
    assert (caught.value.field, caught.value.problem) == ("body", "active_markup")
    html = to_html(attack, "en")
    assert nh3.clean(html, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener noreferrer") == html
    for mark in ("<script", "<iframe", "<svg", "<style", "<form", 'href="javascript', 'href="data', 'href="file'):
        assert mark not in html.casefold()


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_says_something_is_taken(text: str) -> None:
    assert active_markup(text) is None
    assert content_factory(body=text).body == text


@given(st.sampled_from(sorted(ACTIVE_TAGS)), st.sampled_from([">", "/>", " />", " x=1>", "\nx>"]))
def test_no_active_element_is_overlooked(tag: str, end: str) -> None:
    assert active_markup(f"text <{tag}{end}") == f"<{tag}>"
    assert active_markup(f"text <{tag.upper()}{end}") == f"<{tag}>"


def test_an_error_names_what_to_look_for() -> None:
    assert active_markup("fine\n\nand [this](javascript:steal())") == "javascript:steal()"
    assert active_markup("<p>fine</p>\n\n<p onclick='x()'>not</p>") == "<p onclick=…>"
