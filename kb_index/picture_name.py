"""What a picture is called: everything a page must know of it before it is loaded.

``3f2a9c…-800x600.png`` holds the hash of the content, the size in pixels and the format, so whoever turns an
article into HTML asks nobody, and a name never stands for another picture.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kb_index.errors import UnknownPicture

MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}
"""By extension: formats that every browser shows and none executes."""

FOLDER = "/help/pictures/"
"""Where the desk shows them."""

PATTERN = re.compile(r"([0-9a-f]{32})-([1-9][0-9]{0,4})x([1-9][0-9]{0,4})\.(png|jpg|webp|gif)")


@dataclass(frozen=True)
class PictureName:
    """A picture's name in its parts."""

    digest: str  # the first 128 bits of the content's SHA-256
    width: int  # pixels
    height: int  # pixels
    extension: str

    @classmethod
    def of(cls, content: bytes, width: int, height: int, extension: str) -> PictureName:
        """The name of a picture's content."""
        return cls(hashlib.sha256(content).hexdigest()[:32], width, height, extension)

    @classmethod
    def parse(cls, name: str) -> PictureName:
        """Read a name.

        Raises:
            UnknownPicture: No picture is called so.
        """
        found = PATTERN.fullmatch(name)
        if found is None:
            raise UnknownPicture(name)
        return cls(found[1], int(found[2]), int(found[3]), found[4])

    def __str__(self) -> str:
        return f"{self.digest}-{self.width}x{self.height}.{self.extension}"

    @property
    def url(self) -> str:
        """Its address, from the desk's root."""
        return f"{FOLDER}{self}"

    @property
    def media_type(self) -> str:
        """What it is served as."""
        return MEDIA_TYPES[self.extension]
