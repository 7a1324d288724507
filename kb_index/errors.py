"""What can go wrong in the knowledge base.

BadArticle             400  a field of an article or a golden question cannot be accepted; ``field`` and
                            ``problem`` say which and why
ImportRefused          400  a folder was not imported at all; ``problems`` lists every file, line and remedy
BadPicture             400  what was uploaded is no picture that can be shown; ``problem`` says why
UnknownArticle         404  no such article, language or version
UnknownPicture         404  no such picture
UnknownGolden          404  no such golden question
UnknownGap             404  no such gap, or no open group with this question
AlreadyThere           409  an article with this id exists
EditedMeanwhile        409  someone saved the draft since it was read; ``by`` and ``revision`` say who
AlreadyGolden          409  the text is a golden question already
GoldenEditedMeanwhile  409  someone changed the golden question since it was read; ``by`` and ``revision`` say who
GoldenQuestionsLost    409  golden questions would do worse; ``report`` says which and how
PublishedMeanwhile     409  another version is public than the editor saw; ``version`` says which
NothingBefore          409  there is no earlier version to go back to
GenerationPassed       409  what is public changed while a release was being checked
GapTaken               409  someone has acted on these questions already; ``by`` and ``gap_id`` say who
NotInReview            409  the draft cannot be reviewed, or sent back, as it stands; ``status`` says how that is
CategoryEdited         409  someone changed the category since it was read
CategoryInUse          409  a category that still has articles cannot be removed
NotReady               503  the index is still being built
KnowledgeBaseDown      503  the service did not answer the client
"""

from __future__ import annotations

from typing import Any

from warmline.errors import BadInput, Conflict, NotFound, Unavailable


class BadArticle(BadInput):
    """A field of the article or question cannot be accepted."""

    code = "bad_article"

    def __init__(self, field: str, problem: str, message: str, **details: Any) -> None:
        self.field = field
        self.problem = problem
        super().__init__(message, field=field, problem=problem, **details)


class BadPicture(BadInput):
    """What was uploaded is no picture that can be shown."""

    code = "bad_picture"

    def __init__(self, problem: str, message: str) -> None:
        self.problem = problem
        super().__init__(message, field="picture", problem=problem)


def problem(file: str, line: int, message: str) -> dict[str, Any]:
    """One mistake in a file: where it is and what to do about it."""
    return {"file": file, "line": line, "message": message}


class ImportRefused(BadInput):
    """Nothing was imported, because some files have mistakes."""

    code = "import_refused"

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        self.problems = problems
        lines = [f"{one['file']}:{one['line']}: {one['message']}" for one in problems]
        super().__init__("Nothing was imported:\n" + "\n".join(lines), problems=problems)


class UnknownArticle(NotFound):
    """There is no such article."""

    def __init__(self, article_id: str, language: str | None = None, version: int | None = None) -> None:
        self.article_id = article_id
        self.language = language
        where = f" in `{language}`" if language else ""
        which = f", version {version}" if version is not None else ""
        super().__init__(f"There is no article `{article_id}`{where}{which}.", article_id=article_id, language=language)


class UnknownPicture(NotFound):
    """There is no such picture."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no picture `{name}`.", name=name)


class AlreadyThere(Conflict):
    """An article with this id exists already."""

    code = "already_there"

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__(f"The article `{article_id}` exists already; open it or choose another id.", id=article_id)


class EditedMeanwhile(Conflict):
    """Someone else has saved this article since you opened it."""

    code = "edited_meanwhile"

    def __init__(self, article_id: str, language: str, by: str, revision: int) -> None:
        self.article_id = article_id
        self.language = language
        super().__init__(f"{by} has saved this article since you opened it.", by=by, revision=revision)


class UnknownGolden(NotFound):
    """There is no such golden question."""

    def __init__(self, question_id: int) -> None:
        self.question_id = question_id
        super().__init__("There is no such golden question; it may have been deleted.", id=question_id)


class AlreadyGolden(Conflict):
    """The text is a golden question of this language already."""

    code = "already_golden"

    def __init__(self, language: str, text: str) -> None:
        self.language = language
        self.text = text
        super().__init__(
            "This is a golden question already; change that one instead.", field="text", language=language, text=text
        )


class GoldenEditedMeanwhile(Conflict):
    """Someone else has changed this golden question since you read it."""

    code = "edited_meanwhile"

    def __init__(self, question_id: int, by: str, revision: int) -> None:
        self.question_id = question_id
        super().__init__(f"{by} has changed this golden question since you read it.", by=by, revision=revision)


class GoldenQuestionsLost(Conflict):
    """Some golden questions would do worse than now."""

    code = "golden_questions_lost"

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = report
        lines = [
            f"{one['language']} `{one['text']}`: {one['before']['outcome']}, then {one['after']['outcome']}"
            for one in report["worse"]
        ]
        super().__init__(
            f"{len(lines)} of {report['questions']} golden questions would do worse; mend the text, or give a reason "
            "as `override`:\n" + "\n".join(lines),
            report=report,
        )


class PublishedMeanwhile(Conflict):
    """Another version is public than the one you saw."""

    code = "published_meanwhile"

    def __init__(self, version: int | None) -> None:
        self.version = version
        super().__init__("Another version is public than the one you saw; load the article again.", version=version)


class NothingBefore(Conflict):
    """There is no earlier version to go back to."""

    code = "nothing_before"

    def __init__(self, article_id: str, language: str) -> None:
        self.article_id = article_id
        self.language = language
        super().__init__("There is no earlier version to go back to; archive the article instead.")


class GenerationPassed(Conflict):
    """Others kept publishing while this was being checked; try again."""


class UnknownGap(NotFound):
    """There is no such gap."""


class GapTaken(Conflict):
    """Someone else has acted on these questions already."""

    code = "gap_taken"

    def __init__(self, gap_id: int, by: str, action: str) -> None:
        self.gap_id = gap_id
        super().__init__(f"{by} has acted on these questions already.", by=by, gap_id=gap_id, action=action)


class NotInReview(Conflict):
    """The draft's status does not allow this step of a review."""

    code = "not_in_review"

    def __init__(self, article_id: str, language: str, status: str, message: str) -> None:
        self.article_id = article_id
        self.language = language
        super().__init__(message, status=status)


class CategoryInUse(Conflict):
    """Articles have this category still."""

    code = "category_in_use"

    def __init__(self, category_id: str, count: int) -> None:
        self.category_id = category_id
        super().__init__(
            f"The category `{category_id}` has articles still; move them first.", id=category_id, articles=count
        )


class CategoryEdited(Conflict):
    """Someone else has changed this category since you read it."""

    code = "edited_meanwhile"

    def __init__(self, category_id: str) -> None:
        self.category_id = category_id
        super().__init__(
            f"Someone else has changed the category `{category_id}` since you read it; look at it again.",
            id=category_id,
        )


class NotReady(Unavailable):
    """The index is still being built; try again in a moment."""

    code = "index_not_ready"


class KnowledgeBaseDown(Unavailable):
    """The knowledge base does not answer."""

    code = "kb_unavailable"
