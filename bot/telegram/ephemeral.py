"""Whether this Bot API server knows ephemeral messages: it is tried, seen, and remembered per server.

An older server ignores the parameter and posts for everybody, so the returned message decides: one that carries
`ephemeral_message_id` was for one person alone. Secrets are never tried on a server that has not shown it yet.
"""

import structlog

from bot.outbox.effects import Send
from bot.persistence.database import Database
from bot.telegram import actions, queries

log = structlog.get_logger(__name__)

TRAIT = "ephemeral"


class EphemeralServer:
    """What is known of the server at `address`."""

    def __init__(self, database: Database, address: str) -> None:
        self._database = database
        self._address = address
        self._knows: bool | None = None

    async def load(self) -> None:
        """Read what an earlier process has seen."""
        async with self._database.read() as view:
            value = await queries.trait(view, self._address, TRAIT)
        self._knows = None if value is None else value == "yes"

    def is_worth_trying(self, send: Send) -> bool:
        """Whether `send` should ask for an ephemeral message (groups only, Bot API)."""
        if send.alone_for is None or send.chat_id > 0 or self._knows is False:
            return False
        return self._knows is True or not send.secret

    async def saw(self, *, ephemeral: bool) -> None:
        """Remember what the server did with the parameter."""
        if self._knows is ephemeral:
            return
        self._knows = ephemeral
        try:
            async with self._database.begin() as tx:
                await actions.note_trait(tx, self._address, TRAIT, "yes" if ephemeral else "no")
        except Exception:
            # The message is sent, and an error would send it again; the next process will see it, too.
            log.exception("server trait not kept")
