"""The shop's word on who a customer is: a JWT signed with the secret it shares with us."""

from __future__ import annotations

from dataclasses import dataclass

import jwt

from warmline.errors import NotSignedIn

LEEWAY_SECONDS = 10
"""Clocks of two servers differ a little."""

LONGEST = 200
HIGHEST_RANK = 100


@dataclass(frozen=True)
class Identity:
    """A customer as the shop knows them."""

    external_id: str
    email: str | None
    name: str | None
    rank: int = 0  # how much the shop values the customer, 0 to ``HIGHEST_RANK``; what it means is the shop's to say


def identity_of(token: str, secret: str) -> Identity:
    """The identity in a signed token.

    Raises:
        NotSignedIn: The token is not signed with the secret, has expired, or lacks ``sub`` or ``exp``.
    """
    try:
        claims = jwt.decode(
            token, secret, algorithms=["HS256"], leeway=LEEWAY_SECONDS, options={"require": ["sub", "exp"]}
        )
    except jwt.PyJWTError as error:
        raise NotSignedIn(f"The identity is not valid: {error}.", field="identity") from None
    external_id = claims["sub"]
    if not isinstance(external_id, str) or not 0 < len(external_id) <= LONGEST:
        raise NotSignedIn(f"The identity's `sub` must be a text of 1 to {LONGEST} characters.", field="identity")
    rank = claims.get("rank", 0)
    if not isinstance(rank, int) or isinstance(rank, bool) or not 0 <= rank <= HIGHEST_RANK:
        raise NotSignedIn(f"The identity's `rank` must be a whole number from 0 to {HIGHEST_RANK}.", field="identity")
    return Identity(external_id, _text(claims.get("email")), _text(claims.get("name")), rank)


def _text(value: object) -> str | None:
    return value.replace("\x00", "").strip()[:LONGEST] or None if isinstance(value, str) else None
