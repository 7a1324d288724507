"""Categories as a file, `categories.yml` beside the articles: one a line, in the order readers see them.

- {id: delivery, pl: Dostawa, en: Delivery}
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from kb_index.categories import Category
from kb_index.errors import BadArticle, ImportRefused, problem
from kb_index.tables import LANGUAGES

NAME = "categories.yml"
REMEDY = "write one a line as `- {id: delivery, pl: Dostawa, en: Delivery}`."


def read_categories(path: Path) -> list[Category]:
    """Read the file; none where there is no such file.

    Raises:
        ImportRefused: With every mistake in it.
    """
    if not path.is_file():
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        node, raw = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise ImportRefused(
            [problem(path.name, 1, "the file is not in UTF-8; save it again in that encoding.")]
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ImportRefused([problem(path.name, line, f"this is no valid YAML; {REMEDY}")]) from error
    if not isinstance(raw, list) or node is None:
        raise ImportRefused([problem(path.name, 1, REMEDY)])
    found: dict[str, Category] = {}
    problems: list[dict[str, Any]] = []
    for position, (item, value) in enumerate(zip(node.value, raw, strict=True), start=1):
        line = item.start_mark.line + 1
        try:
            category = _category(value, position)
        except BadArticle as error:
            problems.append(problem(path.name, line, error.message))
            continue
        if category.id in found:
            problems.append(problem(path.name, line, f"`{category.id}` stands above already; remove one."))
        found[category.id] = category
    if problems:
        raise ImportRefused(problems)
    return list(found.values())


def write_categories(categories: Iterable[Category]) -> str:
    """The file's text."""
    rows = [{"id": category.id, **category.names} for category in categories]
    return "".join(
        f"- {yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)}"
        for row in rows
    )


def _category(value: Any, position: int) -> Category:
    if not isinstance(value, dict) or set(value) != {"id", *LANGUAGES}:
        raise BadArticle("names", "bad_names", REMEDY)
    names = {language: value[language] for language in LANGUAGES}
    return Category.from_json(value["id"], {"names": names, "position": position})
