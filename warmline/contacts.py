"""Customers' contacts, for eyes and logs that need not see them whole."""

from __future__ import annotations


def masked(contact: str) -> str:
    """Enough of an e-mail or telephone to know one's own by: `an•••@example.com`, `+48 ••• ••• 200`."""
    if "@" in contact:
        name, host = contact.rsplit("@", 1)
        return f"{name[:2] if len(name) > 2 else name[:1]}•••@{host}"
    return f"{contact[:3]} ••• ••• {contact[-3:]}"
