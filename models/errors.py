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
