"""What can go wrong in an action."""

from __future__ import annotations

from warmline.errors import Conflict, NotFound, Unavailable


class NoSuchOrder(NotFound):
    """There is no order with this number and this proof."""

    code = "no_such_order"


class CannotCancel(Conflict):
    """The order is packed or further and cannot be cancelled any more."""

    code = "cannot_cancel"

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(number=number)


class ShopUnavailable(Unavailable):
    """The shop's orders cannot be reached."""

    code = "shop_unavailable"
