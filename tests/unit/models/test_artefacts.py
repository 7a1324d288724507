from __future__ import annotations

from pathlib import Path

import pytest

from models.artefacts import content_key, key_of, replacing


def test_a_finished_folder_takes_the_old_one_s_place(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    for key in ("one", "two"):
        with replacing(folder, key) as fresh:
            (fresh / f"{key}.bin").write_text(key)
    assert key_of(folder) == "two"
    assert sorted(path.name for path in folder.iterdir()) == ["made_from", "two.bin"]
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_failed_training_leaves_the_old_model(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    with replacing(folder, "old") as fresh:
        (fresh / "weights").write_text("good")
    with pytest.raises(RuntimeError), replacing(folder, "new") as fresh:
        (fresh / "weights").write_text("half")
        raise RuntimeError
    assert (key_of(folder), (folder / "weights").read_text()) == ("old", "good")


def test_leftovers_of_a_crash_are_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "model.new").mkdir()
    (tmp_path / "model.new" / "stray").write_text("x")
    with replacing(tmp_path / "model", "key"):
        pass
    assert not (tmp_path / "model" / "stray").exists()


def test_the_key_follows_content_and_parts(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "a.tsv"
    file.write_text("one")
    first = content_key([tmp_path / "data"], "part")
    assert content_key([tmp_path / "data"], "part") == first
    assert content_key([tmp_path / "data"], "other") != first
    file.write_text("two")
    assert content_key([tmp_path / "data"], "part") != first


def test_there_is_no_key_without_a_model(tmp_path: Path) -> None:
    assert key_of(tmp_path / "nothing") is None
