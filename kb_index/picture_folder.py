"""The pictures beside a folder of articles: ``pictures/<name>``, as an export writes and an import reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.errors import BadPicture, ImportRefused, UnknownPicture
from kb_index.front_matter import ArticleFile
from kb_index.markdown import picture_links
from kb_index.picture_files import check_own
from kb_index.picture_name import PictureName
from kb_index.pictures import known_pictures, read_picture

FOLDER = "pictures"


def read_pictures(folder: Path) -> Mapping[PictureName, bytes]:
    """Every picture of a folder, checked to be what its name says.

    Raises:
        ImportRefused: With every file that is not.
    """
    found: dict[PictureName, bytes] = {}
    problems = []
    for path in sorted((folder / FOLDER).glob("*")):
        content = path.read_bytes()
        try:
            found[check_own(path.name, content)] = content
        except BadPicture as error:
            problems.append({"file": f"{FOLDER}/{path.name}", "line": 1, "message": error.message})
    if problems:
        raise ImportRefused(problems)
    return found


async def require_pictures(connection: AsyncConnection, files: Collection[ArticleFile]) -> None:
    """Make sure that every picture in these articles is kept.

    Raises:
        ImportRefused: With every article that shows one that is not.
    """
    shown = {name: file for file in files for name in picture_links(file.content.body)}
    if not shown:
        return
    known = await known_pictures(connection, list(shown))
    problems = [
        {
            "file": file.path,
            "line": 1,
            "message": f"there is no picture `{name}`; put it into `{FOLDER}/` or upload it in the editor.",
        }
        for name, file in shown.items()
        if name not in known
    ]
    if problems:
        raise ImportRefused(problems)


async def write_pictures(connection: AsyncConnection, folder: Path, names: Collection[str]) -> list[str]:
    """Write pictures and return their paths within the folder; names that stand for none are passed over."""
    written = []
    for name in sorted(names):
        try:
            content = await read_picture(connection, PictureName.parse(name))
        except UnknownPicture:
            continue
        path = folder / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(f"{FOLDER}/{name}")
    return written
