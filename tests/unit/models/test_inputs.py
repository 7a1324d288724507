from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import NotTrained
from models.inputs import base_model, encoder_fingerprint, encoder_key, encoder_source, is_adapted
from warmline.settings import Settings


def settings(tmp_path: Path, **more: str) -> Settings:
    return Settings.from_env({"WARMLINE_VAR": str(tmp_path), "WARMLINE_TRAINED": str(tmp_path / "trained"), **more})


def test_the_default_is_adapted_first(tmp_path: Path) -> None:
    default = settings(tmp_path)
    assert is_adapted(default)
    assert encoder_source(default) == str(base_model())
    with pytest.raises(NotTrained):
        encoder_fingerprint(default)


def test_another_encoder_is_used_as_it_is(tmp_path: Path) -> None:
    other = settings(tmp_path, WARMLINE_ENCODER="someone/multilingual")
    assert not is_adapted(other)
    assert encoder_fingerprint(other) == "someone/multilingual"


def test_another_encoder_is_adapted_where_that_is_asked_for(tmp_path: Path) -> None:
    other = settings(tmp_path, WARMLINE_ENCODER="someone/multilingual", WARMLINE_ADAPT_ENCODER="1")
    assert is_adapted(other)
    assert encoder_source(other) == "someone/multilingual"
    assert encoder_key(other, tmp_path) != encoder_key(settings(tmp_path), tmp_path)
    with pytest.raises(NotTrained):
        encoder_fingerprint(other)
