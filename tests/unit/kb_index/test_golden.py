from __future__ import annotations

from pathlib import Path

import yaml

from kb_index.files import read_folder

DEMO = Path(__file__).parents[3] / "kb_index" / "demo"


def test_the_golden_questions_fit_the_articles_and_copy_none() -> None:
    golden = yaml.safe_load((DEMO / "golden.yml").read_text(encoding="utf-8"))
    files = read_folder(DEMO / "articles")
    known = {(file.id, file.language) for file in files}
    taken = {text.casefold().rstrip("?") for file in files for text in (file.content.title, *file.content.questions)}
    for question in golden:
        assert question["id"] is None or (question["id"], question["lang"]) in known
        assert question["text"].casefold().rstrip("?") not in taken
    assert sum(question["id"] is None for question in golden) == 20
    assert {(question["id"], question["lang"]) for question in golden if question["id"]} == known
