from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest

from warmline.errors import BadInput
from warmline.settings import ROOT, Settings, async_url, sync_url, variable_of


def test_every_setting_is_documented_with_its_default_and_its_reason() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    for item in fields(Settings):
        default = item.default.relative_to(ROOT) if isinstance(item.default, Path) else item.default
        shown = f"`{int(default) if isinstance(default, bool) else default}`" if default != "" else ""
        row = f"| `{variable_of(item.name)}` | {shown} | {item.metadata['help']} |"
        assert row in page, f"docs/settings.md lacks: {row}"


def test_no_setting_is_documented_that_is_not_there() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    documented = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert documented == {variable_of(item.name) for item in fields(Settings)}


def test_addresses_follow_the_ports(tmp_path: Path) -> None:
    settings = Settings.from_env({"WARMLINE_VAR": str(tmp_path), "WARMLINE_KB_PORT": "7001"})
    assert settings.kb_url == "http://127.0.0.1:7001"
    assert settings.public_url == settings.desk_url == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WARMLINE_DESK_PORT", "eighty"),
        ("WARMLINE_TURN_TIMEOUT", "soon"),
        ("WARMLINE_DEMO", "maybe"),
        ("WARMLINE_ALERT_WEBHOOK", "shop.example/alerts"),
    ],
)
def test_a_wrong_value_names_the_variable(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        Settings.from_env({name: value})


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = Settings.from_env({"WARMLINE_VAR": str(tmp_path)})
    second = Settings.from_env({"WARMLINE_VAR": str(tmp_path)})
    assert first.secret == second.secret
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_derived_secrets_do_not_contain_the_secret(tmp_path: Path) -> None:
    settings = Settings.from_env({"WARMLINE_VAR": str(tmp_path), "WARMLINE_SECRET": "the-secret"})
    assert "the-secret" not in settings.service_token + settings.identity_secret
    assert settings.service_token != settings.identity_secret


def test_a_child_process_reads_the_same_settings(tmp_path: Path) -> None:
    settings = Settings.from_env({"WARMLINE_VAR": str(tmp_path), "REDIS_URL": "redis://r/0", "WARMLINE_DEMO": "yes"})
    assert Settings.from_env(settings.environment()) == settings


@pytest.mark.parametrize(
    ("given", "asynchronous", "synchronous"),
    [
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d", "postgresql+psycopg2://u@h/d"),
        ("postgresql://u@h/d", "postgresql+asyncpg://u@h/d", "postgresql+psycopg2://u@h/d"),
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db", "sqlite:///a.db"),
    ],
)
def test_database_addresses_get_their_driver(given: str, asynchronous: str, synchronous: str) -> None:
    assert async_url(given) == asynchronous
    assert sync_url(asynchronous) == synchronous
