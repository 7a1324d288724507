from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from models.dictionary import common_forms, glosses_of_common_forms, read_entries

POLISH = """00-database-info
A dictionary of our own for this test.

zamek /ˈzamɛk/ <n>
1. castle, palace
budowla obronna
2. zip
zapięcie w ubraniu;
 3.
część broni
dzwonek /ˈʣ̑vɔ̃nɛk/ <n>
bell 2.
urządzenie przy drzwiach
brać /braʨ̑/ <v>
1. take (hold of) 2.
chwytać coś ręką
"""
ENGLISH = """00-database-info
bell /bel/ <N>
  dzwonek, dzwon
remind /rɪˈmaɪnd/ <V>
 1.  przypominać (sb of sth - komuś o czymś)
 2.  be reminded of sth
 - przypominać sobie coś
zip /zip/
I.  <N>  zamek, suwak
II.  <V>  zapinać się
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("pol-eng", POLISH), ("eng-pol", ENGLISH)):
        with gzip.open(tmp_path / f"freedict-{name}.dict.dz", "wt", encoding="utf-8") as file:
            file.write(text)
    return tmp_path


def test_the_senses_of_a_headword_fade(folder: Path) -> None:
    meant = read_entries(folder)["zamek"]
    assert list(meant) == ["castle", "palace", "zip"]
    assert meant["castle"] > meant["palace"]


def test_both_directions_add_up(folder: Path) -> None:
    entries = read_entries(folder)
    assert entries["dzwonek"] == {"bell": 2.0}
    assert entries["zamek"]["zip"] == 1.5
    assert entries["suwak"] == {"zip": pytest.approx(1 / 1.5)}


def test_definitions_brackets_and_examples_are_no_senses(folder: Path) -> None:
    entries = read_entries(folder)
    assert list(entries["brać"]) == ["take"]
    assert entries["przypominać"] == {"remind": 1.0}
    assert not any("obronna" in meant for glosses in entries.values() for meant in glosses)
    assert list(entries["zapinać"]) == ["zip"]


def test_a_form_means_what_its_headword_means(folder: Path) -> None:
    glosses = glosses_of_common_forms(folder)
    assert glosses["zamku"] == glosses["zamek"]
    assert "krzesło" not in glosses


def test_without_a_dictionary_no_word_is_known(tmp_path: Path) -> None:
    assert glosses_of_common_forms(tmp_path) == {}


def test_common_forms_begin_with_the_commonest() -> None:
    forms = common_forms("pl", 200)
    assert forms[0] == "nie"
    assert all(len(form) >= 3 for form in forms)
