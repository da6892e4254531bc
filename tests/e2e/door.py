"""A running bot that is asked again and again, after whatever it was sent, whether it still serves."""

import time
from dataclasses import dataclass

from tests.bench.corpus import FIRST_NEWCOMER_ID, advertisement, groups
from tests.bench.updates import Feed, Group, Person, join_feed, message_feed
from tests.e2e.fuzz import PLACES, fuzzed
from tests.e2e.lives import Bot
from tests.e2e.server import eventually

SERVED_WITHIN = 15.0  # seconds; an update set aside after three tries and a back-off fit in


@dataclass(frozen=True, slots=True)
class Bent:
    """What became of a bot that was fed bent updates."""

    unconfirmed: int
    stuck_groups: list[int]
    alive: bool


@dataclass(eq=False, slots=True)
class Door:
    """The bot, and a new advertiser for each question whether it still serves."""

    bot: Bot
    metrics_url: str = ""
    asked: int = 0

    async def serves_after(self, *bad: Feed, place: Group | None = None) -> bool:
        """Feed the bad updates and a newcomer's advertisement in one answer; whether that was deleted.

        It stands in `place`, in a group of its own by default.
        """
        telegram = self.bot.telegram
        group = place or groups(1, 5_000 + self.asked)[0]
        person = Person(FIRST_NEWCOMER_ID + 90_000_000 + self.asked, f"来客{self.asked}")
        self.asked += 1
        message_id, now = 1_000_000 + self.asked, int(time.time())
        advertised = message_feed(advertisement(group, person, message_id, now, 0))
        telegram.feeder.feed(*bad, join_feed(group, person, now), advertised)
        deleted = await eventually(lambda: telegram.deleted(group.chat_id, message_id), SERVED_WITHIN)
        return deleted and await telegram.feeder.wait_confirmed(SERVED_WITHIN)

    async def endures(self, count: int, seed: int, seconds: float) -> Bent:
        """Feed bent updates; afterwards every group they stood in must be served."""
        feeder = self.bot.telegram.feeder
        feeder.feed(*fuzzed(count, seed))
        await feeder.wait_confirmed(seconds)
        unconfirmed = len(feeder.feeds) - feeder.confirmed
        stuck = [] if unconfirmed else [group.chat_id for group in PLACES if not await self.serves_after(place=group)]
        alive = self.bot.subject is not None and self.bot.subject.exit_status is None
        return Bent(unconfirmed, stuck, alive)
