"""A stretch of life in many groups with everything that must come of it: talk, advertisements, moderators' commands."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.corpus import FIRST_NEWCOMER_ID, MODERATOR, advertisement, groups, members, sentence
from tests.bench.updates import Feed, Group, Json, Person, command_message, join_feed, message, message_feed

Key = tuple[int, int]  # chat id, message id

# What a moderator types as a reply, and the calls of which one at least must follow.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/warn 刷屏", ()),
    ("/mute 1h 刷屏", ("restrictchatmember",)),
    ("/ban 2d 骗子", ("banchatmember",)),
    ("/kick 争吵", ("banchatmember", "unbanchatmember")),
    ("/del 跑题", ("deletemessage", "deletemessages")),
)
TARGET_NAME = "目标{:05d}"


@dataclass(frozen=True, slots=True)
class Sanctioned:
    """A command, whom it is about and which message it answers. Its answer names the target."""

    chat_id: int
    message_id: int
    command: str
    target: Person
    target_message_id: int
    effects: tuple[str, ...]


@dataclass(slots=True)
class Story:
    """`feeds` in order of delivery; the rest is what to look for afterwards."""

    feeds: list[Feed] = field(default_factory=list)
    plain: set[Key] = field(default_factory=set)
    advertisements: list[Key] = field(default_factory=list)
    commands: list[Sanctioned] = field(default_factory=list)

    def cases_per_chat(self) -> dict[int, int]:
        expected: dict[int, int] = {}
        for chat_id in [key[0] for key in self.advertisements] + [command.chat_id for command in self.commands]:
            expected[chat_id] = expected.get(chat_id, 0) + 1
        return expected


@dataclass(frozen=True, slots=True)
class Plot:
    """Amounts per group. `service_joins` announces newcomers by service messages only; each posts `each_advertises`.

    Telegram's webhook keeps order within messages of a chat but not between them and `chat_member` updates.
    """

    groups: int
    plain: int
    advertisements: int = 0
    commands: int = 0
    each_advertises: int = 1
    service_joins: bool = False
    seed: int = 1
    first_group: int = 0


def write(plot: Plot) -> Story:
    """The story of a plot, the groups' updates shuffled together, each group's own in order."""
    chooser = random.Random(plot.seed)
    story = Story()
    people = members(200)
    places = groups(plot.groups, plot.first_group)
    threads = [list(_thread(story, plot, group, number, chooser, people)) for number, group in enumerate(places)]
    turns = [number for number, thread in enumerate(threads) for _ in thread]
    chooser.shuffle(turns)
    remaining = [iter(thread) for thread in threads]
    story.feeds = [next(remaining[number]) for number in turns]
    return story


def _thread(
    story: Story, plot: Plot, group: Group, number: int, chooser: random.Random, people: Sequence[Person]
) -> Iterator[Feed]:
    """One group's updates. What belongs together stays in order: join and advertisement, message and command."""
    now = int(time.time())
    scenes = ["plain"] * plot.plain + ["advertisement"] * plot.advertisements + ["command"] * plot.commands
    chooser.shuffle(scenes)
    message_id = 1_000
    advertisers = commanded = 0
    for scene in scenes:
        message_id += 1
        if scene == "plain":
            story.plain.add((group.chat_id, message_id))
            written = message(group, chooser.choice(people), message_id, now, text=sentence(chooser))
            yield message_feed(written)
        elif scene == "advertisement":
            serial = (plot.first_group + number) * 100 + advertisers
            person = Person(FIRST_NEWCOMER_ID + serial - serial % plot.each_advertises, f"新人{serial:06d}")
            if advertisers % plot.each_advertises == 0:
                yield _join(group, person, message_id, now, service=plot.service_joins or advertisers % 2 == 1)
                message_id += 1
            advertisers += 1
            story.advertisements.append((group.chat_id, message_id))
            yield message_feed(advertisement(group, person, message_id, now, serial))
        else:
            serial = (plot.first_group + number) * 100 + commanded
            commanded += 1
            yield from _sanction(story, group, message_id, now, serial, chooser)
            message_id += 1


def _join(group: Group, person: Person, message_id: int, now: int, *, service: bool) -> Feed:
    if not service:
        return join_feed(group, person, now)
    return message_feed(message(group, person, message_id, now, new_chat_members=[person.as_user()]))


def _sanction(
    story: Story, group: Group, message_id: int, now: int, serial: int, chooser: random.Random
) -> Iterator[Feed]:
    target = Person(FIRST_NEWCOMER_ID + 50_000_000 + serial, TARGET_NAME.format(serial))
    said: Json = message(group, target, message_id, now, text=sentence(chooser))
    text, effects = COMMANDS[serial % len(COMMANDS)]
    if not text.startswith("/del"):
        story.plain.add((group.chat_id, message_id))
    story.commands.append(Sanctioned(group.chat_id, message_id + 1, text, target, message_id, effects))
    yield message_feed(said)
    yield message_feed(command_message(group, MODERATOR, message_id + 1, now, text, reply_to=said))
