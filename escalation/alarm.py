"""Looking whether something has passed its limit, and telling of it."""

from __future__ import annotations

from escalation import alerts, live_view
from escalation.alert_limits import AlertLimits
from escalation.hours import OpeningHours
from escalation.live import Live
from escalation.watch import Watch
from escalation.webhook import Webhook
from warmline.clock import now
from warmline.database import Database

LOOK_SECONDS = 10.0


class Alarm:
    """Follows the live view; every desk may, for an alert is raised and ended once."""

    def __init__(
        self, database: Database, live: Live, hours: OpeningHours, limits: AlertLimits, webhook: Webhook | None
    ) -> None:
        self.database = database
        self.live = live
        self.hours = hours
        self.limits = limits
        self.webhook = webhook

    def watch(self) -> Watch:
        """A watch that looks now and then."""
        return Watch("alerts", self.look, self.live, every=LOOK_SECONDS)

    async def look(self) -> None:
        """Raise and end alerts, then send the calls that are due."""
        async with self.database.read() as connection:
            view = await live_view.look(connection, now(), self.hours, self.limits)
            known = await alerts.raised(connection)
        found = view.alerts(self.limits)
        if known != {alert.kind for alert in found}:
            async with self.database.write() as connection:
                await alerts.follow(connection, found, now(), call=self.webhook is not None)
        if self.webhook is not None:
            await self.webhook.send_due()
