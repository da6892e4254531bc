"""Replaying rules over stored messages beside everything else: in chunks, each in a thread, bounded, cancelled with its task."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec.structs import replace

from bot.membership import queries as roster
from bot.membership.past_message import PastMessage
from bot.messages import Chat, ChatId, UserId
from bot.moderation.rules.model import Rule
from bot.moderation.rules.replay import Ground, Replay, compile_observing, judge
from bot.moderation.rules.verdict import Verdict
from bot.telegram.failures import TelegramFailure
from handlers.rule_editing.desk import Desk

LOOKS_BACK = timedelta(days=14)
MOST_MESSAGES = 40_000
"""In one replay; the newest ones."""
MOST_SECONDS = 4.0
"""Somebody waits for the answer, and so does the chat it was asked in."""
CHUNK = 400
"""Messages; some 40 ms of computing, so that a cancelled replay ends soon."""


@dataclass(slots=True)
class Comparison:
    """Messages that the version before acts on and this one does not, `lost`, and the other way round, `won`."""

    before: Replay = field(default_factory=Replay)
    now: Replay = field(default_factory=Replay)
    lost: Replay = field(default_factory=Replay)
    won: Replay = field(default_factory=Replay)


async def replay(desk: Desk, rule: Rule) -> Replay:
    """What `rule` would have done about the stored messages of the last days."""
    return (await replay_all(desk, [rule]))[rule.name]


async def replay_all(desk: Desk, rules: Sequence[Rule]) -> dict[str, Replay]:
    """The same for each of `rules` by itself, in one pass. Raises `UserError` for one that does not compile."""
    found = {rule.name: Replay() for rule in rules}
    watch = _Watch(desk)
    ground = await _ground(desk, rules)
    async for chunk in watch.chunks():
        judged = await asyncio.to_thread(judge, chunk, ground)
        for name, one in found.items():
            _take(one, judged, name)
    for one in found.values():
        one.is_cut = watch.is_cut
    return found


async def compare(desk: Desk, before: Rule, now: Rule) -> Comparison:
    """Both versions of a rule over the same stored messages."""
    result = Comparison()
    watch = _Watch(desk)
    ground = await _ground(desk, [renamed(before, "before"), renamed(now, "now")])
    async for chunk in watch.chunks():
        judged = await asyncio.to_thread(judge, chunk, ground)
        _take(result.before, judged, "before")
        _take(result.now, judged, "now")
        for past, verdicts in judged:
            if verdicts.keys() == {"before"}:
                result.lost.note(past, verdicts["before"])
            elif verdicts.keys() == {"now"}:
                result.won.note(past, verdicts["now"])
    result.before.is_cut = result.now.is_cut = watch.is_cut
    return result


def renamed(rule: Rule, name: str) -> Rule:
    return replace(rule, name=name)


def _take(found: Replay, judged: Sequence[tuple[PastMessage, Mapping[str, Verdict]]], name: str) -> None:
    found.looked += len(judged)
    found.since = judged[-1][0].sent_at
    for past, verdicts in judged:
        if name in verdicts:
            found.note(past, verdicts[name])


class _Watch:
    """Reads the messages, newest first, until one of the bounds is reached; then `is_cut`."""

    def __init__(self, desk: Desk) -> None:
        self._database = desk.context.services.database
        self._clock = desk.context.services.clock
        self._community_id = desk.community.id
        self.is_cut = False

    async def chunks(self) -> AsyncIterator[Sequence[PastMessage]]:
        end = self._clock.monotonic() + MOST_SECONDS
        since = self._clock.now() - LOOKS_BACK
        last: PastMessage | None = None
        looked = 0
        while True:
            async with self._database.read() as view:
                chunk = await roster.past_messages(view, self._community_id, since, last, CHUNK)
            if chunk:
                yield chunk
            looked += len(chunk)
            if len(chunk) < CHUNK:
                return
            last = chunk[-1]
            if looked >= MOST_MESSAGES or self._clock.monotonic() > end:
                self.is_cut = True
                return


async def _ground(desk: Desk, rules: Sequence[Rule]) -> Ground:
    services = desk.context.services
    async with services.database.read() as view:
        rows = await roster.chats_of(view, desk.community.id)
    chats = {row.chat_id: Chat(id=row.chat_id, type=row.type, title=row.title) for row in rows}
    administrators: dict[ChatId, Collection[UserId]] = {}
    for chat_id in chats:
        try:
            administrators[chat_id] = frozenset(await services.directory.administrators(chat_id))
        except TelegramFailure:
            administrators[chat_id] = ()  # a few hits too many in the numbers is all that costs
    compiled = await asyncio.to_thread(compile_observing, rules, desk.allowed_domains, desk.lists)
    return Ground(compiled, chats, administrators, desk.community.zone)
