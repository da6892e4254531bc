"""Counts what a replay finds, in memory that grows with people, rules and days, never with messages. Pure.

Samples are drawn evenly over all hits (Vitter's algorithm R, seeded), so that a report shows the whole time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.desktop_export import Entry
from bot.messages import Chat, IncomingMessage
from bot.moderation.rules.model import Action, Mode, Rule
from bot.replay.dry_run import Hit
from bot.replay.findings import (
    Day,
    Findings,
    GroupFound,
    LabelsFound,
    Mark,
    PersonFound,
    RuleFound,
    Sample,
)
from bot.replay.labels import Labels, Rate, rate
from bot.settings.durations import duration_text

SAMPLES = 10
"""Shown of a rule."""
REGULAR_SAMPLES = 60
MISSED_SAMPLES = 30
PEOPLE = 100
"""Shown of those who were hit, the most often hit first."""
LONGEST_TEXT = 600
"""Characters shown of a sample."""

Item = TypeVar("Item")


class Draw(Generic[Item]):
    """At most `most` of what it is offered, each with the same chance."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._offered = 0
        self._random = Random(1)
        self.drawn: list[Item] = []

    def offer(self, item: Item) -> None:
        self._offered += 1
        if len(self.drawn) < self._most:
            self.drawn.append(item)
            return
        place = self._random.randrange(self._offered)
        if place < self._most:
            self.drawn[place] = item


@dataclass(slots=True)
class _OfRule:
    hits: int = 0
    regular_hits: int = 0
    people: set[int] = field(default_factory=set)
    regulars: set[int] = field(default_factory=set)
    of_regulars: Draw[Sample] = field(default_factory=lambda: Draw(SAMPLES))
    of_others: Draw[Sample] = field(default_factory=lambda: Draw(SAMPLES))
    spam: int = 0
    ham: int = 0


@dataclass(slots=True)
class _OfPerson:
    hits: int = 0
    name: str = ""
    messages: int = 0
    joined_at: datetime | None = None
    rules: dict[str, None] = field(default_factory=dict)


class Tally:
    """Takes each entry with what the rules said about it."""

    def __init__(self, rules: Sequence[Rule], zone: ZoneInfo, labels: Labels | None = None) -> None:
        self._zone = zone
        self._labels = labels
        self._declared = {rule.name: rule for rule in rules}
        self._rules: dict[str, _OfRule] = {rule.name: _OfRule() for rule in rules}
        self._groups: dict[int, list[int]] = {}
        self._chats: dict[int, Chat] = {}
        self._authors: set[tuple[int, int]] = set()
        self._people: dict[tuple[int, int], _OfPerson] = {}
        self._regulars: set[int] = set()
        self._regular_samples: Draw[Sample] = Draw(REGULAR_SAMPLES)
        self._missed: Draw[Sample] = Draw(MISSED_SAMPLES)
        self._days: dict[date, list[int]] = {}
        self._today: tuple[int, int, list[int]] = (0, 0, [0, 0])
        self._first: int | None = None
        self._last = 0
        self._service = self._edited = self._unknown_forwards = 0
        self._hits = self._acted = self._removed = 0
        self._spam = self._ham = self._caught_spam = self._caught_ham = 0
        self.messages = 0

    def note(self, entry: Entry, hit: Hit | None) -> None:
        message = entry.message
        if message.kind == "service":
            self._service += 1
            return
        self.messages += 1
        self._edited += entry.is_edited
        origin = message.forward_origin
        self._unknown_forwards += origin is not None and origin.type == "hidden_user"
        self._note_chat(message)
        day = self._day(message.date)
        day[0] += 1
        is_spam = None
        if self._labels is not None:
            is_spam = self._labels.is_spam(message.chat.id, message.message_id)
            if is_spam is not None:
                self._note_label(message, hit, is_spam=is_spam)
        if hit is not None:
            day[1] += 1
            self._note_hit(hit, is_spam)

    def findings(
        self, rules_from: str, *, joins: int, removers: Mapping[int, str], unreadable: int, skipped_chats: int
    ) -> Findings:
        """Everything that was counted."""
        return Findings(
            rules_from=rules_from,
            groups=tuple(
                GroupFound(chat_id, self._chats[chat_id].title or "", counted[0])
                for chat_id, counted in self._groups.items()
            ),
            since=self._iso(self._first or 0),
            until=self._iso(self._last),
            messages=self.messages,
            service=self._service,
            people=len(self._authors),
            joins=joins,
            edited=self._edited,
            unknown_forwards=self._unknown_forwards,
            unreadable=unreadable,
            skipped_chats=skipped_chats,
            hits=self._hits,
            acted=self._acted,
            removed=self._removed,
            people_hit=len(self._people),
            regulars_hit=len(self._regulars),
            rules=tuple(sorted(map(self._rule, self._rules), key=lambda one: -one.hits)),
            regular_samples=_in_order(self._regular_samples.drawn),
            most_hit=self._most_hit(),
            days=tuple(Day(day.isoformat(), *self._days[day]) for day in sorted(self._days)),
            removers={str(user_id): name for user_id, name in removers.items()},
            labels=self._labelled(),
        )

    def _note_chat(self, message: IncomingMessage) -> None:
        if self._first is None or message.date < self._first:
            self._first = message.date
        self._last = max(self._last, message.date)
        counted = self._groups.get(message.chat.id)
        if counted is None:
            counted = self._groups[message.chat.id] = [0]
            self._chats[message.chat.id] = message.chat
        counted[0] += 1
        if message.sender is not None and message.sender_chat is None:
            self._authors.add((message.chat.id, message.sender.id))

    def _day(self, seconds: int) -> list[int]:
        """Messages and hits of the day. Asked for each message: the last answer holds for most of an hour."""
        first, last, day = self._today
        if not first <= seconds < last:
            day = self._days.setdefault(self._local(seconds).date(), [0, 0])
            # Zones change their offset on the hour, the half or the quarter.
            first = seconds - seconds % 900
            self._today = first, first + 900, day
        return day

    def _note_label(self, message: IncomingMessage, hit: Hit | None, *, is_spam: bool) -> None:
        is_caught = hit is not None and hit.enforced is not None
        if is_spam:
            self._spam += 1
            self._caught_spam += is_caught
            if not is_caught:
                name = message.author.first_name if message.author is not None else ""
                self._missed.offer(self._sample(message, name, message.body, 0, is_spam=True))
        else:
            self._ham += 1
            self._caught_ham += is_caught

    def _note_hit(self, hit: Hit, is_spam: bool | None) -> None:
        author = hit.author_id
        self._hits += 1
        verdict = hit.enforced
        if verdict is not None:
            self._acted += 1
            self._removed += verdict.removes
        names = tuple(one.rule for one in hit.held) or ((verdict.rule,) if verdict is not None else ())
        if author is not None:
            self._note_person(hit, author, names)
        if not hit.held:
            return  # the rest of an album: it was judged once
        sample = self._sample_of(hit, names, is_spam)
        if hit.is_regular:
            self._regular_samples.offer(sample)
        for name in names:
            rule = self._rules.setdefault(name, _OfRule())
            rule.hits += 1
            rule.regular_hits += hit.is_regular
            if author is not None:
                rule.people.add(author)
                if hit.is_regular:
                    rule.regulars.add(author)
            if is_spam is not None:
                rule.spam += is_spam
                rule.ham += not is_spam
            (rule.of_regulars if hit.is_regular else rule.of_others).offer(sample)

    def _note_person(self, hit: Hit, author: int, names: Sequence[str]) -> None:
        person = self._people.setdefault((hit.message.chat.id, author), _OfPerson())
        person.hits += 1
        person.name = hit.name
        person.messages = hit.messages
        person.joined_at = hit.joined_at
        person.rules.update(dict.fromkeys(names))
        if hit.is_regular:
            self._regulars.add(author)

    def _sample_of(self, hit: Hit, names: tuple[str, ...], is_spam: bool | None) -> Sample:
        marks = dict.fromkeys(
            Mark(one.kind, one.reading, *(one.span or (None, None))) for verdict in hit.held for one in verdict.evidence
        )
        return self._sample(
            hit.message,
            hit.name,
            hit.text,
            hit.messages,
            author=hit.author_id,
            names=names,
            marks=tuple(marks),
            is_spam=is_spam,
        )

    def _sample(
        self,
        message: IncomingMessage,
        name: str,
        text: str,
        messages: int,
        *,
        author: int | None = None,
        names: tuple[str, ...] = (),
        marks: tuple[Mark, ...] = (),
        is_spam: bool | None = None,
    ) -> Sample:
        return Sample(
            chat_id=message.chat.id,
            message_id=message.message_id,
            at=self._iso(message.date),
            user_id=author,
            name=name,
            messages=messages,
            text=text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…",
            rules=names,
            marks=marks,
            label={True: "spam", False: "ham", None: ""}[is_spam],
        )

    def _rule(self, name: str) -> RuleFound:
        found = self._rules[name]
        declared = self._declared.get(name)
        samples = (*_in_order(found.of_regulars.drawn), *_in_order(found.of_others.drawn))[:SAMPLES]
        precision, recall = self._rates(found.spam, found.ham)
        return RuleFound(
            name=name,
            mode=(declared.mode if declared is not None else Mode.ENFORCE).value,
            who=declared.scope.who.value if declared is not None else "channels",
            actions=tuple(map(_action, declared.then)) if declared is not None else ("delete",),
            hits=found.hits,
            people=len(found.people),
            regulars=len(found.regulars),
            regular_hits=found.regular_hits,
            samples=samples,
            precision=precision,
            recall=recall,
        )

    def _rates(self, spam: int, ham: int) -> tuple[Rate | None, Rate | None]:
        if self._labels is None:
            return None, None
        return rate(spam, spam + ham), rate(spam, self._spam)

    def _labelled(self) -> LabelsFound | None:
        precision, recall = self._rates(self._caught_spam, self._caught_ham)
        if self._labels is None or precision is None or recall is None:
            return None
        absent = max(0, self._labels.count - self._spam - self._ham)
        return LabelsFound(self._spam, self._ham, absent, precision, recall, _in_order(self._missed.drawn))

    def _most_hit(self) -> tuple[PersonFound, ...]:
        ranked = sorted(self._people.items(), key=lambda pair: (-pair[1].hits, pair[0]))
        return tuple(
            PersonFound(
                chat_id=chat_id,
                user_id=user_id,
                name=person.name,
                hits=person.hits,
                messages=person.messages,
                joined_at=person.joined_at.astimezone(self._zone).isoformat() if person.joined_at else None,
                rules=tuple(person.rules),
            )
            for (chat_id, user_id), person in ranked[:PEOPLE]
        )

    def _local(self, seconds: int) -> datetime:
        return datetime.fromtimestamp(seconds, self._zone)

    def _iso(self, seconds: int) -> str:
        return self._local(seconds).isoformat()


def _in_order(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    return tuple(sorted(samples, key=lambda one: (one.at, one.message_id)))


def _action(action: Action) -> str:
    """As rules are written in YAML: `mute 2h`."""
    kind = action.kind.value
    return kind if action.lasting is None else f"{kind} {duration_text(action.lasting)}"
