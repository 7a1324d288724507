"""What can go wrong with a model."""

from __future__ import annotations

from pathlib import Path

from warmline.errors import BadInput, Unavailable


class NotTrained(Unavailable):
    """This model has not been trained yet; run `warmline train`."""

    code = "not_trained"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"There is no trained model in {folder.name}/; run `warmline train`.")


class BadClassifier(BadInput):
    """The model named by `WARMLINE_MOOD_MODEL` has labels that are no polarity."""

    code = "bad_classifier"

    def __init__(self, source: str, labels: list[str]) -> None:
        super().__init__(
            f"{source} tells {', '.join(labels)} apart; `WARMLINE_MOOD_MODEL` needs a sequence-classification model "
            "with the labels negative, neutral (or not) and positive.",
            field="WARMLINE_MOOD_MODEL",
        )


class BadCorpus(BadInput):
    """A training file cannot be read; the message names the file, the line and the remedy."""

    code = "bad_corpus"


class BadRow(BadInput):
    """A row to measure with cannot be used; the message names the file, the line and the remedy."""

    code = "bad_row"

    def __init__(self, source: str, line: int, remedy: str) -> None:
        self.source = source
        self.line = line
        super().__init__(f"{source}:{line}: {remedy}.", file=source, line=line)
