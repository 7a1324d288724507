"""Articles from a saved page of questions and answers."""

from __future__ import annotations

from pathlib import Path

from kb_index.article_set import ArticleSet
from kb_index.content import Content, checked_slug
from kb_index.errors import BadArticle
from kb_index.faq_page import Question, read_faq_page
from kb_index.front_matter import ArticleFile, BadFile
from kb_index.html_markdown import to_markdown
from kb_index.slugs import slug_of
from kb_index.tables import LANGUAGES
from kb_index.text_file import text_of

LARGEST_PAGE = 20_000_000
"""Bytes."""


def read_html(path: Path, category: str, language: str = "", encoding: str = "utf-8") -> list[ArticleFile]:
    """Every question of the page as an article, checked.

    Args:
        category: Of all of them.
        language: Of all of them; empty means as the page says.

    Raises:
        ImportRefused: With every mistake on the page.
    """
    found = ArticleSet()
    try:
        checked_slug(category, "category")
        page = read_faq_page(text_of(path, LARGEST_PAGE, encoding))
        spoken = language or page.language.partition("-")[0].lower()
        if spoken not in LANGUAGES:
            raise BadFile(1, f"the page's `<html lang>` is none of {', '.join(LANGUAGES)}; name it with --lang.")
        if not page.questions:
            raise BadFile(1, "there is no schema.org FAQPage here (JSON-LD or microdata); use a CSV file.")
        for number, question in enumerate(page.questions, start=1):
            try:
                article = _article(question, spoken, category)
                found.add(article, path.name, question.line, f"question {number}")
            except BadArticle as error:
                found.refuse(path.name, question.line, f"question {number}: {error.message}")
    except BadFile as error:
        found.refuse(path.name, error.line, str(error))
    except BadArticle as error:
        found.refuse(path.name, 1, f"{error.message} Name it with --category.")
    return found.articles()


def _article(question: Question, language: str, category: str) -> ArticleFile:
    if not question.name:
        raise BadArticle("title", "empty", "it has no `name`; mend the page or remove the question.")
    content = Content.from_json({"title": question.name, "body": to_markdown(question.answer)})
    return ArticleFile(checked_slug(slug_of(question.name)), language, category, content)
