from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kb_index.errors import BadPicture, ImportRefused, UnknownPicture
from kb_index.files import export_articles
from kb_index.picture_files import LARGEST, WIDEST, check_own, cleaned
from kb_index.picture_name import PictureName
from kb_index.pictures import read_picture, upload
from tests.unit.kb_index.conftest import content_factory, published
from tests.unit.kb_index.test_files import imported
from warmline.database import Database

CAMERA = "Camera of Anna"


def picture_factory(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    file = BytesIO()
    Image.new(mode, size, 90).save(file, kind, **options)
    return file.getvalue()


def place_and_camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x8825] = {1: "N", 2: (52.0, 13.0, 47.0)}
    return exif


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode", "extension"),
    [
        *(("PNG", mode, "png") for mode in ("RGB", "RGBA", "P", "L", "1")),
        *(("JPEG", mode, "jpg") for mode in ("RGB", "L", "CMYK")),
        ("WEBP", "RGBA", "webp"),
        ("GIF", "P", "gif"),
    ],
)
def test_a_picture_is_known_by_its_content_and_keeps_its_size(kind: str, mode: str, extension: str) -> None:
    name, content = cleaned(picture_factory(kind, mode=mode))
    assert (name.width, name.height, name.extension) == (60, 40, extension)
    assert opened(content).size == (60, 40)
    assert PictureName.parse(str(name)) == name == check_own(str(name), content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_where_and_with_what_it_was_taken_is_left_behind(kind: str) -> None:
    taken = picture_factory(kind, exif=place_and_camera())
    assert CAMERA.encode() in taken
    _, content = cleaned(taken)
    assert CAMERA.encode() not in content
    assert not opened(content).getexif()


def test_comments_and_what_follows_the_picture_are_left_behind() -> None:
    for taken in (picture_factory("JPEG", comment=CAMERA), picture_factory("GIF", mode="P", comment=CAMERA)):
        assert CAMERA.encode() in taken
        _, content = cleaned(taken + b"<script>alert(1)</script>")
        assert CAMERA.encode() not in content
        assert b"<script>" not in content


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    name, _ = cleaned(picture_factory("JPEG", exif=exif))
    assert (name.width, name.height) == (40, 60)


def test_a_wide_picture_is_made_narrower_in_proportion() -> None:
    name, content = cleaned(picture_factory(size=(2 * WIDEST, 1000)))
    assert (name.width, name.height) == (WIDEST, 500) == opened(content).size


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_what_moves_goes_on_moving(kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), (shade, 0, 0)) for shade in (0, 90, 180)]
    file = BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    _, content = cleaned(file.getvalue())
    assert getattr(opened(content), "n_frames", 1) == 3


@pytest.mark.parametrize(
    ("upload", "problem"),
    [
        (b"", "not_a_picture"),
        (b"just text", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_picture"),
        (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
        (b"GIF89a" + bytes(20), "not_a_picture"),
        (picture_factory("BMP"), "not_a_picture"),
        (picture_factory("TIFF"), "not_a_picture"),
        (picture_factory()[:60], "not_a_picture"),
        (picture_factory("JPEG", size=(400, 400))[:-200], "not_a_picture"),
        (picture_factory(size=(6000, 6000), mode="1"), "too_many_pixels"),
        (bytes(LARGEST + 1), "too_large"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_remedy(upload: bytes, problem: str) -> None:
    with pytest.raises(BadPicture, match=r"`picture` .*; (save|make) it") as caught:
        cleaned(upload)
    assert (caught.value.details["field"], caught.value.problem) == ("picture", problem)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_small_file_that_would_fill_the_memory_is_not_decoded() -> None:
    for side in (12_000, 30_000):
        bomb = picture_factory(size=(side, side), mode="1")
        assert len(bomb) < LARGEST
        with pytest.raises(BadPicture, match="million pixels"):
            cleaned(bomb)


def test_many_frames_are_as_heavy_as_many_pixels() -> None:
    frames = [Image.new("RGB", (400, 400), (shade, 0, 0)) for shade in range(180)]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(BadPicture, match="million pixels"):
        cleaned(file.getvalue())


async def test_the_same_picture_is_kept_once(database: Database) -> None:
    one = await upload(database, picture_factory(), "Ewa")
    assert await upload(database, picture_factory(exif=place_and_camera()), "Jan") == one
    async with database.read() as connection:
        assert opened(await read_picture(connection, one)).size == (60, 40)
        with pytest.raises(UnknownPicture):
            await read_picture(connection, PictureName.of(b"other", 1, 1, "png"))


@pytest.mark.parametrize("name", ["", "x.png", "../../etc/passwd", f"{'a' * 32}-1x1.svg", f"{'a' * 32}-0x1.png"])
def test_only_our_own_names_are_names(name: str) -> None:
    with pytest.raises(UnknownPicture):
        PictureName.parse(name)


async def test_pictures_that_are_shown_go_out_with_the_articles_and_come_back(
    database: Database, tmp_path: Path
) -> None:
    shown = await upload(database, picture_factory("JPEG"), "Ewa")
    await upload(database, picture_factory(size=(9, 9)), "Ewa")
    await published(database, "refunds", content_factory(body=f"Look:\n\n![The label](picture:{shown})"))
    paths = await export_articles(database, tmp_path)
    assert paths == ["returns/refunds.en.md", f"pictures/{shown}"]
    exported = (tmp_path / "pictures" / str(shown)).read_bytes()
    async with database.write() as connection:
        for table in ("article_versions", "article_languages", "articles", "pictures"):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
    await imported(database, tmp_path, "Jan")
    async with database.read() as connection:
        assert await read_picture(connection, shown) == exported
    report = await imported(database, tmp_path, "Jan")
    assert report.unchanged == ["refunds.en"]


async def test_articles_whose_picture_is_missing_or_another_are_not_imported(
    database: Database, tmp_path: Path
) -> None:
    name, content = cleaned(picture_factory())
    article = "---\nid: refunds\nlang: en\ntitle: Refunds\ncategory: returns\n---\n\n![x](picture:{})\n"
    (tmp_path / "one.md").write_text(article.format(name))
    with pytest.raises(ImportRefused, match="there is no picture"):
        await imported(database, tmp_path, "Ewa")
    (tmp_path / "pictures").mkdir()
    for wrong in (picture_factory(size=(9, 9)), b"no picture", content[:80]):
        (tmp_path / "pictures" / str(name)).write_bytes(wrong)
        with pytest.raises(ImportRefused, match=f"pictures/{name}"):
            await imported(database, tmp_path, "Ewa")
    (tmp_path / "pictures" / str(name)).write_bytes(content)
    assert (await imported(database, tmp_path, "Ewa")).new == ["refunds.en"]


async def test_an_export_goes_on_without_a_picture_that_is_gone(database: Database, tmp_path: Path) -> None:
    gone = PictureName.of(b"gone", 1, 1, "png")
    await published(database, "refunds", content_factory(body=f"![x](picture:{gone}) and ![y](picture:nothing)"))
    assert await export_articles(database, tmp_path) == ["returns/refunds.en.md"]
