"""What a rule would have done about messages that are stored: the numbers and samples shown before it is enabled. Pure.

What the index of messages does not keep cannot be asked again: entities, forwards, buttons, and what stood beside a
message. A rule that asks for it hits less here than it will (`blind_spots`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.membership.past_message import PastMessage
from bot.membership.roles import Role, is_newcomer, role_of
from bot.messages import Chat, ChatId, Contact, IncomingMessage, Media, MessageId, Poll, Story, User, UserId
from bot.moderation.rules.compile import CompiledRules, compile_rules, set_field
from bot.moderation.rules.evaluate import evaluate
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.model import Condition, Mode, Rule, Scope, When
from bot.moderation.rules.verdict import Outcome, Verdict
from bot.text.folding import fold

REGULAR_FROM = 100
"""A member with more messages than that is a regular: a rule that acts on such people deserves a second look."""
MOST_SAMPLES = 20
UNSEEN = frozenset(
    {
        "invites",
        "links",
        "sticker_sets",
        "forward",
        "via_bot",
        "buttons",
        "quote",
        "profile",
        "repeated",
        "alike",
        "rate",
        "edit_adds",
        "first",
        "comment_within",
    }
)
"""Conditions that ask for what is not stored, or not fully: of links those hidden behind words are missing."""
_A_DAY = timedelta(days=1)
_NOON = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - noon wherever the community is


@dataclass(frozen=True, slots=True)
class Sample:
    """A message that the rule would have acted on. `is_regular`: its author has written more than `REGULAR_FROM` messages."""

    chat_id: ChatId
    message_id: MessageId
    user_id: UserId | None
    text: str
    at: datetime
    reading: str
    is_regular: bool


@dataclass(slots=True)
class Replay:
    """What was found so far. `looked`: messages; `since`: when the oldest of them was written."""

    looked: int = 0
    hits: int = 0
    since: datetime | None = None
    is_cut: bool = False
    """Whether older messages were left out, for there are too many."""
    people: set[UserId] = field(default_factory=set)
    regulars: set[UserId] = field(default_factory=set)
    _of_regulars: list[Sample] = field(default_factory=list)
    _of_others: list[Sample] = field(default_factory=list)

    @property
    def samples(self) -> list[Sample]:
        """At most `MOST_SAMPLES` of each kind: those of regulars first, the newer ones first."""
        return [*self._of_regulars, *self._of_others]

    def note(self, past: PastMessage, verdict: Verdict) -> None:
        self.hits += 1
        is_regular = past.standing.messages > REGULAR_FROM
        if past.user_id is not None:
            self.people.add(past.user_id)
            if is_regular:
                self.regulars.add(past.user_id)
        kept = self._of_regulars if is_regular else self._of_others
        if len(kept) < MOST_SAMPLES:
            reading = next((one.reading for one in verdict.evidence if one.reading), "")
            kept.append(
                Sample(past.chat_id, past.message_id, past.user_id, past.text, past.sent_at, reading, is_regular)
            )


@dataclass(frozen=True, slots=True)
class Ground:
    """What is asked about every message: the rules as they are compiled, the chats, who is an administrator, and the time
    zone.
    """

    compiled: CompiledRules
    chats: Mapping[ChatId, Chat]
    administrators: Mapping[ChatId, Collection[UserId]]
    zone: ZoneInfo


def compile_observing(
    rules: Sequence[Rule], allowed_domains: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> CompiledRules:
    """`rules` so that each is heard by itself, whatever its mode. Raises `UserError` where one does not compile."""
    return compile_rules([replace(rule, mode=Mode.OBSERVE) for rule in rules], allowed_domains, lists)


def judge(messages: Sequence[PastMessage], ground: Ground) -> list[tuple[PastMessage, Mapping[str, Verdict]]]:
    """Each of `messages` with the verdicts on it by the rules' names.

    Some 0.1 ms each: callers with an event loop use a thread, some hundred at a time.
    """
    return [(past, judge_one(past, ground)) for past in messages]


def judge_one(past: PastMessage, ground: Ground) -> Mapping[str, Verdict]:
    outcome = evaluate(facts_of(past, ground), ground.compiled)
    return {verdict.rule: verdict for verdict in outcome.observed}


def facts_of(past: PastMessage, ground: Ground) -> Facts:
    """A stored message as the rules are asked about it."""
    message = message_of(past, ground.chats.get(past.chat_id))
    return Facts(
        message=message,
        text=past.text,
        folded=fold(past.text),
        author=Author(
            role_of(past.standing, None, past.sent_at),
            is_newcomer=is_newcomer(past.standing, past.sent_at),
            is_administrator=past.user_id in ground.administrators.get(past.chat_id, ()),
            days=max(0.0, (past.sent_at - past.standing.joined_at) / _A_DAY) if past.standing.joined_at else 0.0,
            messages=past.standing.messages,
        ),
        local=past.sent_at.astimezone(ground.zone),
    )


def message_of(past: PastMessage, chat: Chat | None) -> IncomingMessage:
    """As much of the message as the index keeps; media are there, what is in them is not."""
    stand_in = _STAND_INS.get(past.kind)
    carried: dict[str, Any] = {} if stand_in is None else {past.kind: stand_in}
    text = {"text": past.text} if past.kind == "text" else {"caption": past.text or None}
    sender = None if past.user_id is None else User(id=past.user_id, first_name="")
    channel = None if past.sender_chat_id is None else Chat(id=past.sender_chat_id, type="channel")
    return IncomingMessage(
        message_id=past.message_id,
        date=int(past.sent_at.timestamp()),
        chat=chat or Chat(id=past.chat_id, type="supergroup"),
        sender=sender,
        sender_chat=channel,
        message_thread_id=past.thread_id,
        **text,
        **carried,
    )


def failed_examples(
    rule: Rule, allowed_domains: Sequence[str], lists: Mapping[str, Sequence[str]], local: datetime
) -> tuple[list[str], list[str]]:
    """Texts among the rule's examples that it should have found and did not, and those it should have left alone.

    Examples are tried as written by a newcomer, in scope whatever the rule's scope is.
    """
    compiled = compile_observing([replace(rule, scope=Scope())], allowed_domains, lists)

    def found(text: str) -> bool:
        return bool(outcome_of_text(text, compiled, local=local).observed)

    missed = [text for text in rule.examples.must_hit if not found(text)]
    return missed, [text for text in rule.examples.must_miss if found(text)]


def blind_spots(rule: Rule) -> bool:
    """Whether the rule asks for something that is not stored."""
    return any(set_field(one)[0] in UNSEEN for one in _conditions(rule.when))


def _conditions(when: When) -> Iterator[Condition]:
    for one in (*when.all, *when.any, *when.none):
        if one.group is not None:
            yield from _conditions(one.group)
        else:
            yield one


def outcome_of_text(
    text: str, compiled: CompiledRules, *, is_newcomer: bool = True, local: datetime = _NOON
) -> Outcome:
    """What rules say about a message of nothing but `text`, by a newcomer or a plain member."""
    message = IncomingMessage(
        message_id=1,
        date=0,
        chat=Chat(id=-1, type="supergroup"),
        sender=User(id=1, first_name=""),
        text=text,
    )
    author = Author(Role.NEWCOMER if is_newcomer else Role.MEMBER, is_newcomer=is_newcomer)
    facts = Facts(message=message, text=text, folded=fold(text), author=author, local=local)
    return evaluate(facts, compiled)


_MEDIA = Media(file_id="")
_STAND_INS: Mapping[str, Any] = {
    "photo": [_MEDIA],
    **dict.fromkeys(("animation", "document", "video", "sticker", "voice", "video_note", "audio"), _MEDIA),
    "poll": Poll(id=""),
    "contact": Contact(),
    "story": Story(chat=Chat(id=0, type="channel")),
    **{
        kind: {}
        for kind in (
            "location",
            "venue",
            "dice",
            "checklist",
            "rich_message",
            "game",
            "giveaway",
            "paid_media",
            "invoice",
        )
    },
}
