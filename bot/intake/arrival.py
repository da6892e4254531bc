"""An update on its way through the house."""

import asyncio
from dataclasses import dataclass, field

from bot.messages import Update, UpdateId


class AlreadySeen(Exception):
    """The update had its effects before: it was delivered again."""


class Batch:
    """Updates that arrived together and are confirmed together."""

    def __init__(self) -> None:
        self.waiting: dict[UpdateId, Ticket] = {}
        self._settled: asyncio.Future[None] | None = None

    @property
    def is_settled(self) -> bool:
        return not self.waiting

    def expect(self, ticket: "Ticket") -> None:
        self.waiting[ticket.update.update_id] = ticket

    def release(self, ticket: "Ticket") -> None:
        """`ticket` needs no confirmation any more: its effects are committed, or it is parked."""
        self.waiting.pop(ticket.update.update_id, None)
        if not self.waiting and self._settled is not None and not self._settled.done():
            self._settled.set_result(None)

    async def settled(self) -> None:
        """Wait until every update of the batch may be confirmed."""
        if self.waiting:
            self._settled = asyncio.get_running_loop().create_future()
            await self._settled


@dataclass(eq=False, slots=True)
class Ticket:
    """One update on its way.

    `is_marked` once its effects are committed. `is_parked` once a row may hold it, `is_kept` once that row is committed and
    Telegram may forget the update. `goes_slowly` after the plain path could not write it.
    """

    raw: bytes
    update: Update
    batches: list[Batch] = field(default_factory=list)
    is_marked: bool = False
    is_parked: bool = False
    is_kept: bool = False
    goes_slowly: bool = False

    def join(self, batch: Batch) -> None:
        """Let `batch` wait for this update, too: it was delivered again while it is under way."""
        self.batches.append(batch)
        batch.expect(self)

    def done(self) -> None:
        """No batch need wait for it any more."""
        for batch in self.batches:
            batch.release(self)
        self.batches.clear()
