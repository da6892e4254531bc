"""Performs one effect: the call, and what its answer means."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import msgspec
import structlog

from bot.clock import Clock
from bot.expiring_cache import ExpiringCache
from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.messages import ChatId, MessageId, UserId
from bot.outbox import actions, queries
from bot.outbox.actions import EffectOutcome, PendingEffect
from bot.outbox.effects import Call, Delete, Edit, Effect, Send, SendDocument
from bot.outbox.queries import SentMessage
from bot.persistence.database import Database, is_outage
from bot.telegram.calls import call_for
from bot.telegram.client import Client
from bot.telegram.ephemeral import EphemeralServer
from bot.telegram.failures import Failure, TelegramFailure

log = structlog.get_logger(__name__)

RETRY_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0, 60.0)
"""Seconds between tries without an answer; the last one repeats."""
TRIES_IN_PLACE = 3
"""So many tries the later messages of the chat wait for, so that a lost packet changes no order."""
GIVE_UP_AFTER = timedelta(hours=24)
"""Nobody wants yesterday's answer; Telegram itself drops undelivered updates after a day."""
TRIES_AFTER_A_BUG = 5
REMEMBERED_MESSAGES = 2_000
EDIT_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds until an edit looks again for the message that its send has not settled yet."""
OUTAGE_PAUSE = 1.0

_NOT_ALONE = frozenset({Failure.REFUSED, Failure.GONE, Failure.NO_RIGHTS})
"""Answers to an ephemeral message that a plain reply may still get round: the tap is too old, the chat takes none."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The effect has an outcome. `failure` where Telegram refused it; the subscribers hear of it if `is_news`."""

    pending: PendingEffect
    outcome: EffectOutcome
    failure: TelegramFailure | None = None
    is_news: bool = True


@dataclass(frozen=True, slots=True)
class Again:
    """Try `pending` again after `seconds`. `pause_chat`: all of its chat has to wait that long (429); `keeps_place`: the
    later messages of its chat do.
    """

    pending: PendingEffect
    seconds: float
    pause_chat: bool = False
    keeps_place: bool = False


class Performer:
    """Turns effects into calls and answers into outcomes."""

    def __init__(self, client: Client, database: Database, ephemeral: EphemeralServer, bot_name: str = "") -> None:
        self._client = client
        self._bot_name = bot_name
        self._database = database
        self._clock: Clock = database.clock
        self._ephemeral = ephemeral
        self._sent: ExpiringCache[str, SentMessage] = ExpiringCache(
            REMEMBERED_MESSAGES, GIVE_UP_AFTER.total_seconds(), self._clock.monotonic
        )
        self._edited: ExpiringCache[tuple[ChatId, UserId | None, MessageId], int] = ExpiringCache(
            REMEMBERED_MESSAGES, GIVE_UP_AFTER.total_seconds(), self._clock.monotonic
        )
        self._moved: dict[ChatId, ChatId] = {}

    async def perform(self, pending: PendingEffect) -> Settled | Again:
        """Try once. Never raises: whatever goes wrong, the effects behind this one have their turn."""
        try:
            return await self._perform(pending)
        except Exception as error:
            if is_outage(error):
                log.warning("database away", key=pending.key, error=repr(error))
                return Again(pending, OUTAGE_PAUSE)
            log.exception("effect failed", key=pending.key, attempts=pending.attempts)
            if pending.attempts < TRIES_AFTER_A_BUG:
                return self._once_more(pending)
            return Settled(pending, EffectOutcome(pending.id, "refused", error=repr(error)))

    async def _perform(self, pending: PendingEffect) -> Settled | Again:
        new = self._moved.get(pending.effect.chat_id)
        if new is not None:
            pending = for_chat(pending, new)
            if concerns_message(pending.effect):
                return self._stayed_behind(pending)
        try:
            if pending.at_most_once:
                async with self._database.begin() as tx:
                    await actions.mark_attempt(tx, pending.id)
            return await self._call(pending)
        except TelegramFailure as failure:
            return await self._failed(pending, failure)

    async def _call(self, pending: PendingEffect) -> Settled | Again:
        effect = pending.effect
        if isinstance(effect, Edit):
            return await self._edit(pending, effect)
        if isinstance(effect, Send) and self._ephemeral.is_worth_trying(effect):
            return await self._send_alone(pending, effect)
        if isinstance(effect, Send) and effect.alone_for is not None:
            return await self._send_otherwise(pending, effect)
        method, parameters = call_for(effect, bot_name=self._bot_name)
        return self._done(pending, await self._client.call(method, **parameters))

    async def _send_alone(self, pending: PendingEffect, effect: Send) -> Settled:
        method, parameters = call_for(effect, ephemeral=True, bot_name=self._bot_name)
        try:
            result = await self._client.call(method, **parameters)
        except TelegramFailure as failure:
            if failure.kind not in _NOT_ALONE:
                raise
            return await self._send_otherwise(pending, effect)
        settled = self._done(pending, result)
        await self._ephemeral.saw(ephemeral=settled.outcome.ephemeral_message_id is not None)
        return settled

    async def _send_otherwise(self, pending: PendingEffect, effect: Send) -> Settled:
        """What is meant for one person, on a server or in a chat without ephemeral messages."""
        if effect.otherwise == "nothing":
            return Settled(pending, EffectOutcome(pending.id, "sent", error="no ephemeral messages here"))
        if effect.otherwise == "private" and effect.alone_for is not None:
            effect = msgspec.structs.replace(
                effect, chat_id=effect.alone_for, reply_to=None, thread_id=None, remove_after=None
            )
            pending = replace(pending, effect=effect)
        method, parameters = call_for(effect, bot_name=self._bot_name)
        try:
            return self._done(pending, await self._client.call(method, **parameters))
        except TelegramFailure as failure:
            if failure.kind is not Failure.BLOCKED:
                raise
            return self._refused(pending, failure)  # known to be about the person's chat, not the group

    async def _edit(self, pending: PendingEffect, effect: Edit) -> Settled | Again:
        message_id = effect.message_id
        if message_id is None:
            sent, is_waiting = await self._sent_by(effect.sent_by or "")
            if sent is None:
                return self._unsent(pending, is_waiting=is_waiting)
            if sent.chat_id != effect.chat_id or not sent.message_id:
                return self._stayed_behind(pending)
            message_id = sent.message_id
        place = (effect.chat_id, effect.ephemeral_for, message_id)
        if (self._edited.get(place) or 0) > pending.id:
            return Settled(pending, EffectOutcome(pending.id, "sent", error="a newer edit came first"))
        method, parameters = call_for(effect, message_id=message_id, bot_name=self._bot_name)
        result = await self._client.call(method, **parameters)
        self._edited.put(place, pending.id)
        return self._done(pending, result)

    def _done(self, pending: PendingEffect, result: Any) -> Settled:
        fields = result if isinstance(result, dict) else {}
        message_id, ephemeral_id = fields.get("message_id"), fields.get("ephemeral_message_id")
        if isinstance(message_id, int) and message_id:
            self._sent.put(pending.key, SentMessage(pending.effect.chat_id, message_id))
        return Settled(pending, EffectOutcome(pending.id, "sent", message_id, ephemeral_id))

    async def _failed(self, pending: PendingEffect, failure: TelegramFailure) -> Settled | Again:
        match failure.kind:
            case Failure.TOO_MANY:
                return Again(pending, max(failure.retry_after, 0.5), pause_chat=True)
            case Failure.MIGRATED if failure.migrate_to not in (None, pending.effect.chat_id):
                return await self._follow(pending, failure.migrate_to)
            case Failure.GONE | Failure.UNCHANGED if not isinstance(pending.effect, Send | SendDocument):
                # What was wanted is so already: gone, or saying what it should say.
                return Settled(pending, EffectOutcome(pending.id, "sent", error=failure.description))
            case Failure.NETWORK | Failure.SERVER if pending.at_most_once and failure.may_have_happened:
                return Settled(pending, EffectOutcome(pending.id, "unknown", error=failure.description), failure)
            case Failure.NETWORK | Failure.SERVER | Failure.UNAUTHORIZED | Failure.CONFLICT:
                if self._clock.now() - pending.not_before > GIVE_UP_AFTER:
                    return self._refused(pending, failure)
                return self._once_more(pending)
            case _:
                return self._refused(pending, failure)

    def _once_more(self, pending: PendingEffect) -> Again:
        seconds = RETRY_PAUSES[min(pending.attempts, len(RETRY_PAUSES) - 1)]
        keeps_place = pending.attempts < TRIES_IN_PLACE
        return Again(replace(pending, attempts=pending.attempts + 1), seconds, keeps_place=keeps_place)

    def _refused(self, pending: PendingEffect, failure: TelegramFailure) -> Settled:
        log.warning(
            "effect refused",
            key=pending.key,
            method=failure.method,
            failure=failure.kind.value,
            error=failure.description,
            chat_id=pending.effect.chat_id,
        )
        return Settled(pending, EffectOutcome(pending.id, "refused", error=failure.description), failure)

    def _stayed_behind(self, pending: PendingEffect) -> Settled:
        """A group that becomes a supergroup leaves its messages behind, and nobody can change them any more."""
        return Settled(pending, EffectOutcome(pending.id, "sent", error="its message is not in this chat"))

    def _unsent(self, pending: PendingEffect, *, is_waiting: bool) -> Settled | Again:
        if not is_waiting or self._clock.now() - pending.not_before > GIVE_UP_AFTER:
            return Settled(pending, EffectOutcome(pending.id, "refused", error="its message was never sent"))
        seconds = EDIT_PAUSES[min(pending.attempts, len(EDIT_PAUSES) - 1)]
        return Again(replace(pending, attempts=pending.attempts + 1), seconds)

    async def _sent_by(self, key: str) -> tuple[SentMessage | None, bool]:
        """Where the message that the effect `key` sent stands, and whether it still waits to be sent."""
        known = self._sent.get(key)
        if known is not None:
            return known, False
        async with self._database.read() as view:
            # In this order: what does not wait any more has its outcome.
            is_waiting = await queries.is_pending(view, key)
            return await queries.sent_message(view, key), is_waiting

    async def _follow(self, pending: PendingEffect, new: ChatId | None) -> Settled | Again:
        old = pending.effect.chat_id
        if new is None:
            return self._stayed_behind(pending)
        async with self._database.begin() as tx:
            if await roster.moved_to(tx, old) is None:
                await membership.move_chat(tx, old, new)
        self._moved[old] = new
        if concerns_message(pending.effect):
            return self._stayed_behind(pending)
        return Again(for_chat(pending, new), 0.0)


def concerns_message(effect: Effect) -> bool:
    """Whether it is about a message by its number, which means nothing in another chat."""
    return isinstance(effect, Delete) or (isinstance(effect, Edit) and effect.message_id is not None)


def for_chat(pending: PendingEffect, chat_id: ChatId) -> PendingEffect:
    """The same for the supergroup that the chat became; what it answered stayed behind."""
    effect: Effect = pending.effect
    changes: dict[str, Any] = {"chat_id": chat_id}
    match effect:
        case Send() | SendDocument():
            changes["reply_to"] = None
        case Call() if effect.parameters.get("chat_id") == effect.chat_id:
            changes["parameters"] = effect.parameters | {"chat_id": chat_id}
        case _:
            pass
    return replace(pending, effect=msgspec.structs.replace(effect, **changes))
