"""What was uploaded becomes a picture that is safe to show: found by its content, decoded, and written anew.

Writing it anew leaves behind what a camera or a program put beside the pixels: the place it was taken, a
thumbnail, comments, and anything hidden behind the end of the file. Colours keep their profile.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from kb_index.errors import BadPicture, UnknownPicture
from kb_index.picture_name import PictureName

LARGEST = 5 * 2**20
"""Bytes of an upload."""
MOST_PIXELS = 25_000_000
"""Of one picture, all its frames together: twice a telephone's photograph, and 100 MB of memory."""
MOST_FRAMES = 200
WIDEST = 1600
"""Pixels; articles are 42 rem wide, so this is sharp on every screen."""

EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "MPO": "jpg", "WEBP": "webp", "GIF": "gif"}
"""By Pillow's format; an MPO is a telephone's JPEG with a second picture behind the first."""
ANIMATED = ("webp", "gif")
KEPT = ("icc_profile", "transparency", "background", "duration", "loop", "disposal")
"""What is needed to show the pixels as they are."""


def cleaned(upload: bytes) -> tuple[PictureName, bytes]:
    """Turn an upload into a picture. Takes up to seconds of processor; call it in a thread.

    Raises:
        BadPicture: It is none, or too large.
    """
    if len(upload) > LARGEST:
        raise too_large()
    try:
        with _opened(upload) as image:
            extension = EXTENSIONS[str(image.format)]
            frames = getattr(image, "n_frames", 1) if extension in ANIMATED else 1
            _check_size(image, frames)
            content, size = _written_moving(image) if frames > 1 else _written(image, extension)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise _no_picture() from error
    return PictureName.of(content, *size, extension), content


def check_own(name: str, content: bytes) -> PictureName:
    """Make sure that a file is the picture its name says, as an export of ours wrote it.

    Raises:
        BadPicture: It is not.
    """
    try:
        said = PictureName.parse(name)
        with _opened(content) as image:
            _check_size(image, 1)
            image.load()
            found = PictureName.of(content, *image.size, EXTENSIONS[str(image.format)])
    except UnknownPicture as error:
        raise BadPicture("renamed", f"`{name}` is no name of ours; upload the picture in the editor.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _no_picture() from error
    if found != said:
        raise BadPicture("renamed", f"`{name}` holds another picture than its name says; export it again.")
    return found


def too_large() -> BadPicture:
    """The refusal of more bytes than an upload may have."""
    limit = LARGEST // 2**20
    return BadPicture("too_large", f"`picture` may have at most {limit} MB; save it smaller and upload it again.")


def _no_picture() -> BadPicture:
    return BadPicture("not_a_picture", "`picture` cannot be read as PNG, JPEG, WebP or GIF; save it as one of these.")


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF"))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise _no_picture() from error


def _check_size(image: Image.Image, frames: int) -> None:
    if image.width * image.height * frames > MOST_PIXELS or frames > MOST_FRAMES:
        raise _too_many_pixels()


def _too_many_pixels() -> BadPicture:
    million = MOST_PIXELS // 10**6
    return BadPicture(
        "too_many_pixels",
        f"`picture` may have at most {million} million pixels and {MOST_FRAMES} frames; make it smaller.",
    )


def _written(image: Image.Image, extension: str) -> tuple[bytes, tuple[int, int]]:
    upright = ImageOps.exif_transpose(image)
    if extension == "jpg" and upright.mode not in ("L", "RGB"):
        upright = upright.convert("RGB")
        upright.info.pop("icc_profile", None)  # it described the colours of print
    if upright.width > WIDEST:
        height = max(1, round(upright.height * WIDEST / upright.width))
        if upright.mode == "P":
            upright = upright.convert("RGBA")
        upright = upright.resize((WIDEST, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    upright.info = {name: value for name, value in upright.info.items() if name in KEPT}
    file = BytesIO()
    upright.save(file, format=_format_of(extension), quality=88, optimize=True)
    return file.getvalue(), upright.size


def _written_moving(image: Image.Image) -> tuple[bytes, tuple[int, int]]:
    image.info = {name: value for name, value in image.info.items() if name in KEPT}
    file = BytesIO()
    image.save(file, format=image.format, save_all=True, comment=b"")
    return file.getvalue(), image.size


def _format_of(extension: str) -> str:
    return {"png": "PNG", "jpg": "JPEG", "webp": "WEBP", "gif": "GIF"}[extension]
