"""Every message of an export before the rules, with its author's standing as the bot would have known it by then.

    run = DryRun(rules, "brand", Circumstances(...))
    for entry in reader.entries():
        hit = run.look(entry)            None for a message that no rule says anything about

A message that a rule removes does not count for its author, a sanction is a strike, an album goes as a whole: as in the
group. What people wrote after a ban or in a mute is judged all the same, for in the export they did write it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desktop_export import Entry
from bot.intake.gathering import gather
from bot.intake.recent import Recent
from bot.intake.regard import Regard
from bot.membership.roles import Role, Standing
from bot.messages import Chat, ChatId, IncomingMessage, UserId
from bot.moderation.channels import refusal
from bot.moderation.readable import readable
from bot.moderation.rules.compile import SHIPPED_LISTS, compile_rules
from bot.moderation.rules.evaluate import NOTHING, evaluate
from bot.moderation.rules.facts import Facts
from bot.moderation.rules.model import SANCTIONS, ActionKind, Mode, Rule
from bot.moderation.rules.replay import REGULAR_FROM, compile_observing
from bot.moderation.rules.verdict import Verdict
from bot.moderation.settings import ChannelSettings, ModerationSettings
from bot.moderation.trust import deeds_of

_STRIKES = frozenset({*SANCTIONS, ActionKind.DELETE})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an export does not tell. `staff`: ids of administrators and bots; `assume_joins`: whoever was not seen joining
    joined with the first message, instead of having been there all along.
    """

    zone: ZoneInfo
    staff: frozenset[UserId] = frozenset()
    allowed_domains: tuple[str, ...] = ModerationSettings().allowed_domains
    assume_joins: bool = False


@dataclass(slots=True)
class Person:
    """What the roster would have known; `name` as last seen."""

    first_seen_at: datetime
    name: str = ""
    joined_at: datetime | None = None
    messages: int = 0
    replies: int = 0
    strikes: int = 0
    deeds: int = 0
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What the rules say about a message. `held`: each rule that holds by itself; `enforced`: what would have happened, None
    where all of them only observe; `messages` its author had written before; `follows`: it goes with the rest of its album.
    """

    message: IncomingMessage
    text: str
    held: tuple[Verdict, ...]
    enforced: Verdict | None
    author_id: int | None
    name: str
    messages: int = 0
    joined_at: datetime | None = None
    follows: bool = False

    @property
    def is_regular(self) -> bool:
        return self.messages > REGULAR_FROM


@dataclass(slots=True)
class _Instant:
    """The time of the message at hand, as the clock of everything that remembers minutes."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds


@dataclass(slots=True)
class _Group:
    """All that is known of one chat."""

    chat: Chat
    recent: Recent
    regard: Regard
    people: dict[UserId, Person] = field(default_factory=dict)
    awaited: dict[str, datetime] = field(default_factory=dict)
    """People whom others brought in: an export names them without an id."""
    linked: set[ChatId] = field(default_factory=set)


class DryRun:
    """Takes the entries of an export in their order. Raises `UserError` where a rule does not compile."""

    def __init__(self, rules: Sequence[Rule], preset: str, circumstances: Circumstances) -> None:
        active = [rule for rule in rules if rule.mode is not Mode.OFF]
        self._rules = compile_rules(active, circumstances.allowed_domains, SHIPPED_LISTS)
        # The same rules, each heard by itself: of several that hold, the strongest is what happens.
        self._each = compile_observing(active, circumstances.allowed_domains, SHIPPED_LISTS)
        self._preset = preset
        self._circumstances = circumstances
        self._instant = _Instant()
        self._group: _Group | None = None
        self.joins = 0
        """People who were seen joining."""
        self.removers: dict[UserId, str] = {}
        """Who took others out of a group and is not among the staff that was named: administrators, by their names."""

    def look(self, entry: Entry) -> Hit | None:
        """What the rules say about `entry`; None for nothing."""
        message = entry.message
        group = self._group
        if group is None or group.chat.id != message.chat.id:
            group = self._group = self._new_group(message.chat)
        now = message.sent_at
        self._instant.seconds = float(message.date)
        if message.kind == "service":
            self._service(group, entry, now)
            return None
        if message.is_automatic_forward:
            group.recent.note_post(message)
            if message.sender_chat is not None:
                group.linked.add(message.sender_chat.id)
            return None
        if message.channel is not None:
            return self._by_channel(group, message, now)
        person = self._person(group, message, now)
        if person is not None and entry.is_by_bot:
            person.is_bot = True
        if person is None or person.is_bot:
            return None
        return self._by_person(group, message, person, now)

    def _new_group(self, chat: Chat) -> _Group:
        self._instant.seconds = 0.0
        return _Group(chat, Recent(self._instant.monotonic), Regard(self._instant.monotonic))

    def _service(self, group: _Group, entry: Entry, now: datetime) -> None:
        message = entry.message
        for user in message.new_chat_members or ():
            self.joins += 1
            person = group.people.get(user.id)
            if person is None:
                group.people[user.id] = Person(now, user.name, joined_at=now)
            else:
                person.joined_at = now  # who joins again had left
        for name in entry.added:
            self.joins += 1
            group.awaited[name] = now
        if entry.removes and message.sender is not None and message.sender.id not in self._circumstances.staff:
            self.removers[message.sender.id] = message.sender.name

    def _person(self, group: _Group, message: IncomingMessage, now: datetime) -> Person | None:
        sender = message.author
        if sender is None:
            return None
        person = group.people.get(sender.id)
        if person is None:
            joined_at = group.awaited.pop(sender.name, None)
            if joined_at is None and self._circumstances.assume_joins:
                joined_at = now
            person = group.people[sender.id] = Person(joined_at or now, joined_at=joined_at)
        person.name = sender.first_name
        return person

    def _by_person(self, group: _Group, message: IncomingMessage, person: Person, now: datetime) -> Hit | None:
        author = message.author
        hit = None
        if author is not None and author.id in self._circumstances.staff:
            granted: Role | None = Role.MODERATOR
        else:
            granted = None
            hit = self._following(group, message, person)
        standing = Standing(
            joined_at=person.joined_at,
            messages=person.messages,
            granted=granted,
            first_seen_at=person.first_seen_at,
            replies=person.replies,
            strikes=person.strikes,
            deeds=person.deeds,
        )
        if hit is None:
            facts = gather(
                message,
                standing,
                self._rules,
                group.recent,
                community_id=group.chat.id,
                now=now,
                zone=self._circumstances.zone,
            )
            hit = self._judged(group, facts, person) if facts is not None else None
        if hit is None or hit.enforced is None or not hit.enforced.removes:
            self._count(group, message, person)
        return hit

    def _judged(self, group: _Group, facts: Facts, person: Person | None) -> Hit | None:
        outcome = evaluate(facts, self._rules)
        if outcome == NOTHING:
            return None
        verdict = outcome.enforced
        held = evaluate(facts, self._each).observed
        if verdict is not None:
            if person is not None and any(map(verdict.does, _STRIKES)):
                person.strikes += 1
            if verdict.removes:
                gone = (facts.message.message_id, *facts.company.joined_ids)
                group.recent.condemn(facts.message, verdict, gone)
        return _hit(facts.message, facts.text, held, verdict, person)

    def _following(self, group: _Group, message: IncomingMessage, person: Person | None) -> Hit | None:
        """The hit on a part of an album whose other part went before."""
        album = group.recent.album(message)
        if album is None or album.verdict is None:
            return None
        return _hit(message, readable(message), (), album.verdict, person, follows=True)

    def _by_channel(self, group: _Group, message: IncomingMessage, now: datetime) -> Hit | None:
        channel = message.channel
        if channel is None or message.is_anonymous_administrator or channel.id in group.linked:
            return None
        if channel.id in self._circumstances.staff:
            return None
        verdict = refusal(message, ChannelSettings(), self._preset)
        if verdict is not None:
            return _hit(message, readable(message), (verdict,), verdict, None)
        facts = gather(
            message,
            Standing(),
            self._rules,
            group.recent,
            community_id=group.chat.id,
            now=now,
            zone=self._circumstances.zone,
        )
        return self._judged(group, facts, None) if facts is not None else None

    def _count(self, group: _Group, message: IncomingMessage, person: Person) -> None:
        """What the message does to standings, as the index of messages counts it. Commands are no talk."""
        if message.text is not None and message.text.startswith("/"):
            return
        person.messages += 1
        person.deeds |= int(deeds_of(message))
        if message.reply_to_message is not None:
            answered = group.regard.answers(group.chat.id, message)
            other = group.people.get(answered) if answered is not None else None
            if other is not None:
                other.replies += 1


def _hit(
    message: IncomingMessage,
    text: str,
    held: tuple[Verdict, ...],
    enforced: Verdict | None,
    person: Person | None,
    *,
    follows: bool = False,
) -> Hit:
    channel = message.channel
    author = message.author
    if person is None:
        name = (channel.title or "") if channel is not None else ""
        return Hit(message, text, held, enforced, channel.id if channel is not None else None, name, follows=follows)
    author_id = author.id if author is not None else None
    return Hit(message, text, held, enforced, author_id, person.name, person.messages, person.joined_at, follows)
