"""What happens to an update: context → screen → record → (handler).

`plain` settles a group message that nobody has to act on without waiting for anything: it is screened and handed to
group commit. `handle` does everything else in the lane of its chat. A transaction from `unit` marks the update, records
it and carries the effects, so that all of it happens once or not at all.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.expiring_cache import ExpiringCache
from bot.intake import actions, roster
from bot.intake.arrival import Ticket
from bot.intake.contexts import Contexts
from bot.intake.judging import Judging
from bot.intake.regard import Regard
from bot.intake.screening import Judgement, Screening
from bot.membership import actions as membership
from bot.membership.actions import RecordedMessage
from bot.membership.community import CommunityView
from bot.membership.events import PersonForgotten
from bot.membership.roles import is_newcomer
from bot.messages import Chat, ChatId, IncomingMessage, Update, User, UserId
from bot.moderation.trust import deeds_of
from bot.outbox import actions as outbox
from bot.outbox.effects import Delete, Priority
from bot.persistence.database import Database
from bot.persistence.group_commit import GroupCommit
from bot.persistence.transaction import Transaction
from bot.settings.settings import CommunitySettings
from bot.telegram.directory import Directory
from bot.telegram.feed import Feed, Match

log = structlog.get_logger(__name__)

PEOPLE = 50_000
"""Accounts whose present name is known to be stored, so that a message need not write it again."""
PEOPLE_LIFE = 6 * 3600.0

Unit = Callable[[], AbstractAsyncContextManager[Transaction]]


class Dispatcher(Protocol):
    """Calls handlers; implemented beside them."""

    async def dispatch(self, match: Match, update: Update, community: CommunityView | None, unit: Unit) -> None: ...

    async def dialogue(self, update: Update) -> Match | None:
        """The handler that waits for this private message, if one does."""
        ...


@dataclass(frozen=True, slots=True)
class _Plain:
    """A plain message on its way into group commit."""

    ticket: Ticket
    community_id: int
    message: IncomingMessage
    newly_met: User | None
    answers: UserId | None
    deeds: int


class Pipeline:
    """The order in which capabilities see an update."""

    def __init__(
        self,
        *,
        bot_id: UserId,
        database: Database,
        contexts: Contexts,
        directory: Directory,
        screening: Screening,
        feed: Feed,
        dispatcher: Dispatcher,
        on_commit: Callable[[int, float], None] | None = None,
    ) -> None:
        self._bot_id = bot_id
        self._database = database
        self._contexts = contexts
        self._directory = directory
        self._screening = screening
        self._judging = Judging(bot_id, database, contexts, directory, screening)
        self._regard = Regard(database.clock.monotonic)
        self._feed = feed
        self._dispatcher = dispatcher
        self._people: ExpiringCache[UserId, User] = ExpiringCache(PEOPLE, PEOPLE_LIFE, database.clock.monotonic)
        database.commit_hooks.append(self._on_commit)
        self.writer: GroupCommit[_Plain] = GroupCommit(database, self._write, on_commit)

    def plain(self, ticket: Ticket, done: Callable[[BaseException | None], None]) -> bool:
        """Settle `ticket` if it is talk in a group that is left standing; `done` is called after its commit."""
        message = ticket.update.message
        if message is None or not message.is_by_person or message.sender is None:
            return False
        community = self._contexts.chat(message.chat.id)
        if community is None or community.purpose != "group" or message.kind == "service":
            return False
        standing = self._contexts.standing(community.id, message.sender.id)
        if standing is None or self._feed.asks(message) is not None:
            return False
        if self._screening.suspects(message, community, standing):
            return False
        deeds = int(deeds_of(message)) & ~standing.deeds
        self._contexts.count_message(community.id, message.sender.id, standing, deeds)
        if standing.joined_at is not None and is_newcomer(standing, self._database.clock.now()):
            self._directory.prefetch(message.chat.id)
        newly_met = None if self._people.get(message.sender.id) == message.sender else message.sender
        answers = self._regard.answers(community.id, message) if message.reply_to_message is not None else None
        self.writer.submit(_Plain(ticket, community.id, message, newly_met, answers, deeds), done)
        return True

    async def remember(self) -> None:
        """Have the last minutes before a restart in memory; before the first update."""
        await self._screening.remember()

    async def prepare(self, updates: Sequence[Update]) -> None:
        """Read what `plain` needs for `updates`, in a few queries for all of them. New groups become communities here."""
        updates = [update for update in updates if not self._is_prepared(update)]
        if not updates:
            return
        groups: dict[ChatId, tuple[Chat, User | None]] = {}
        for update in updates:
            for chat, actor in _groups(update):
                # A group tells of the bot's arrival twice; only one of the notices says who brought it.
                known = groups.get(chat.id)
                groups[chat.id] = (chat, actor or (known[1] if known else None))
        await self._contexts.load_chats(groups)
        unknown = [pair for chat_id, pair in groups.items() if self._contexts.chat(chat_id) is None]
        if unknown:
            async with self._database.begin() as tx:
                for chat, actor in unknown:
                    await membership.ensure_chat(tx, chat, added_by=actor)
            await self._contexts.load_chats(groups)
        keys = set()
        for update in updates:
            message = update.message
            if message is not None and message.sender is not None:
                community = self._contexts.chat(message.chat.id)
                if community is not None:
                    keys.add((community.id, message.sender.id))
        await self._contexts.load_standings(keys)
        communities = [self._contexts.chat(chat_id) for chat_id in groups]
        await self._screening.load([one for one in communities if one is not None and one.purpose == "group"])

    def _is_prepared(self, update: Update) -> bool:
        message = update.message
        if message is None or message.sender is None:
            return False
        community = self._contexts.chat(message.chat.id)
        return community is not None and self._contexts.standing(community.id, message.sender.id) is not None

    async def handle(self, ticket: Ticket) -> None:
        """Do all of `ticket`. Raises `AlreadySeen` for an update that had its effects before."""
        update = ticket.update
        community = await self._community(update)
        message = update.message or update.edited_message
        judgement = await self._judging.judge(message, community) if message is not None and community else None
        if judgement is not None and judgement.removes:
            await self._only_record(ticket, community, counts=False, judgement=judgement)
            return
        if roster.changes_administrators(update) and update.chat_id is not None:
            await self._directory.forget(update.chat_id)

        matches = await self._matches(update, community)

        def unit() -> AbstractAsyncContextManager[Transaction]:
            return self.unit(ticket, community, counts=not matches, judgement=judgement)

        for match in matches:
            await self._dispatcher.dispatch(match, update, community, unit)
        if not ticket.is_marked:
            await self._only_record(ticket, community, counts=not matches, judgement=judgement)
        if update.chat_id is not None and roster.has_joined(update):
            # What a newcomer writes first is judged at once.
            self._directory.prefetch(update.chat_id)
            if community is not None:
                await self._contexts.load_standings({(community.id, user_id) for user_id in roster.joined(update)})

    @asynccontextmanager
    async def unit(
        self, ticket: Ticket, community: CommunityView | None, *, counts: bool, judgement: Judgement | None = None
    ) -> AsyncIterator[Transaction]:
        """A transaction that marks and records the update, and carries out what rules say about it. Raises `AlreadySeen`.

        `counts`: it is talk, left standing.
        """
        async with actions.marking(self._database) as tx:
            if not ticket.is_marked:
                await self._mark(tx, ticket)
                goes = judgement is not None and judgement.removes
                await self._record(tx, ticket.update, community, counts=counts, goes=goes)
                if judgement is not None and community is not None:
                    await self._screening.act(tx, community, judgement)
            yield tx
        ticket.is_marked = True

    async def _only_record(
        self, ticket: Ticket, community: CommunityView | None, *, counts: bool, judgement: Judgement | None
    ) -> None:
        """No handler acted on the update: the mark, the record and what rules say are all there is."""
        async with self.unit(ticket, community, counts=counts, judgement=judgement) as tx:
            log.debug("recorded", at=tx.now)

    @asynccontextmanager
    async def bare_unit(self, ticket: Ticket) -> AsyncIterator[Transaction]:
        """A transaction that marks the update and records nothing of it. Raises `AlreadySeen`."""
        async with actions.marking(self._database) as tx:
            await self._mark(tx, ticket)
            yield tx
        ticket.is_marked = True

    async def _mark(self, tx: Transaction, ticket: Ticket) -> None:
        await actions.mark_new(tx, self._bot_id, [ticket.update.update_id])
        if ticket.is_parked:
            await actions.unpark(tx, self._bot_id, [ticket.update.update_id])

    async def _matches(self, update: Update, community: CommunityView | None) -> list[Match]:
        message = update.message
        if message is not None:
            match = self._feed.asks(message) if message.sender is not None else None
            if match is None and message.chat.is_private:
                match = await self._dispatcher.dialogue(update)
            return [match] if match is not None else []
        if update.callback_query is not None:
            match = self._feed.taps(update.callback_query.data or "")
            if match is None:
                log.info("unknown button", data=update.callback_query.data)
            return [match] if match is not None else self._feed.happens(update)
        return self._feed.happens(update)

    async def _community(self, update: Update) -> CommunityView | None:
        if update.chat_id is None:
            return None
        if self._contexts.chat(update.chat_id) is None:
            await self.prepare([update])
        return await self._contexts.of_chat(update.chat_id)

    async def _record(
        self, tx: Transaction, update: Update, community: CommunityView | None, *, counts: bool, goes: bool
    ) -> None:
        message = update.message
        if update.edited_message is not None:
            await membership.record_edit(tx, update.edited_message)
        if message is not None and community is not None and community.purpose == "group" and message.kind != "service":
            record = RecordedMessage(
                community.id, message, counts=counts, goes=goes, deeds=int(deeds_of(message)) if counts else 0
            )
            newly_met = self._newly_met(message)
            await membership.record_messages(tx, [record], newly_met)
            for user in newly_met:
                tx.announce(user)
            await self._tidy(tx, message, community)
        elif message is not None and message.sender is not None and message.chat.is_private:
            await membership.meet(tx, [message.sender])
            await membership.mark_reach(tx, message.sender.id, "started")
        elif update.callback_query is not None and self._people.get(update.callback_query.sender.id) is None:
            # Whoever only taps is called by name, too: a card says who decided.
            await membership.meet(tx, [update.callback_query.sender])
            tx.announce(update.callback_query.sender)
        await roster.record(tx, self._bot_id, update, community)

    async def _tidy(self, tx: Transaction, message: IncomingMessage, community: CommunityView) -> None:
        """Remove a command where the community wants the group to itself."""
        if community.settings.get(CommunitySettings).tidy_commands and self._feed.asks(message) is not None:
            await outbox.put(
                tx,
                Delete(chat_id=message.chat.id, message_ids=(message.message_id,)),
                key=f"tidy:{message.chat.id}:{message.message_id}",
                priority=Priority.ANSWER,
            )

    def _newly_met(self, message: IncomingMessage) -> list[User]:
        sender = message.sender
        if sender is None or not message.is_by_person or self._people.get(sender.id) == sender:
            return []
        return [sender]

    async def _write(self, tx: Transaction, batch: Sequence[_Plain]) -> None:
        parked = [item.ticket.update.update_id for item in batch if item.ticket.is_parked]
        if parked:
            await actions.unpark(tx, self._bot_id, parked)
        fresh = batch if len(batch) > 1 else await self._unseen(tx, batch)
        if len(batch) > 1:
            # A repetition makes the batch fail, and group commit then comes with each item alone.
            await actions.mark_new(tx, self._bot_id, [item.ticket.update.update_id for item in batch])
        people = {item.newly_met.id: item.newly_met for item in fresh if item.newly_met is not None}
        await membership.record_messages(
            tx,
            [
                RecordedMessage(item.community_id, item.message, answers=item.answers, deeds=item.deeds)
                for item in fresh
            ],
            people.values(),
        )
        for user in people.values():
            tx.announce(user)

    async def _unseen(self, tx: Transaction, batch: Sequence[_Plain]) -> Sequence[_Plain]:
        new = await actions.mark_seen(tx, self._bot_id, [item.ticket.update.update_id for item in batch])
        return [item for item in batch if item.ticket.update.update_id in new]

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            match item:
                case User():  # this name is stored now
                    self._people.put(item.id, item)
                case PersonForgotten(user_id=user_id):
                    self._people.drop(user_id)


def _groups(update: Update) -> list[tuple[Chat, User | None]]:
    """The group of `update`, if it has one that should be known, and who brought the bot there."""
    if update.my_chat_member is not None and update.my_chat_member.chat.is_group:
        return [(update.my_chat_member.chat, update.my_chat_member.actor)]
    message = update.message or update.edited_message
    if message is not None:
        # A group on the move is taken over by `roster`, not met anew.
        moving = message.migrate_from_chat_id is not None or message.migrate_to_chat_id is not None
        return [(message.chat, None)] if message.chat.is_group and not moving else []
    if update.chat_member is not None and update.chat_member.chat.is_group:
        return [(update.chat_member.chat, None)]
    tap = update.callback_query
    if tap is not None and tap.message is not None and tap.message.chat.is_group:
        return [(tap.message.chat, None)]
    return []
