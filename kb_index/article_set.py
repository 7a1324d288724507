"""Articles gathered from a source, with everything that is wrong about it."""

from __future__ import annotations

from typing import Any

from kb_index.errors import ImportRefused, problem
from kb_index.front_matter import ArticleFile


class ArticleSet:
    """Gathers articles, no two of which may be the same, and every mistake on the way."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, ArticleFile]] = {}
        self._categories: dict[str, tuple[str, str]] = {}
        self._problems: list[dict[str, Any]] = []

    def add(self, article: ArticleFile, file: str, line: int, place: str) -> None:
        """Take an article in.

        Args:
            line: Where it begins in the file.
            place: What people call that place, should another article clash with it.
        """
        if (article.id, article.language) in self._found:
            other, _ = self._found[article.id, article.language]
            name = f"`{article.id}` in `{article.language}`"
            self.refuse(file, line, f"{name} is in {other} already; give one another id.")
            return
        self._found[article.id, article.language] = (place, article)
        other, category = self._categories.setdefault(article.id, (place, article.category))
        if category != article.category:
            name = f"`{article.id}` has the category `{category}`"
            self.refuse(file, line, f"{name} in {other}; use one in all languages.")

    def refuse(self, file: str, line: int, message: str) -> None:
        """Note a mistake."""
        self._problems.append(problem(file, line, message))

    def articles(self) -> list[ArticleFile]:
        """Everything gathered.

        Raises:
            ImportRefused: With every mistake.
        """
        if self._problems:
            raise ImportRefused(self._problems)
        return [article for _, article in self._found.values()]
