"""What a replay found: the figures that `--json` prints and the report shows. Pure."""

from msgspec import Struct

from bot.replay.labels import Rate


class Mark(Struct, frozen=True, gc=False):
    """One piece of evidence: `start` and `end` in the sample's text, None where it stands nowhere there."""

    kind: str
    reading: str
    start: int | None = None
    end: int | None = None


class Sample(Struct, frozen=True, gc=False):
    """A message that was hit. `rules` that hold by themselves, those that act first; `label` is spam, ham or empty."""

    chat_id: int
    message_id: int
    at: str
    user_id: int | None
    name: str
    messages: int
    text: str
    rules: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    label: str = ""


class RuleFound(Struct, frozen=True):
    """`hits`: messages in which it holds by itself; `regulars` people with more than 100 messages and `regular_hits` theirs."""

    name: str
    mode: str
    who: str
    actions: tuple[str, ...]
    hits: int
    people: int
    regulars: int
    regular_hits: int
    samples: tuple[Sample, ...]
    precision: Rate | None = None
    recall: Rate | None = None


class PersonFound(Struct, frozen=True, gc=False):
    """`messages` written before the last hit; `joined_at` None where no join was seen."""

    chat_id: int
    user_id: int
    name: str
    hits: int
    messages: int
    joined_at: str | None
    rules: tuple[str, ...]


class Day(Struct, frozen=True, gc=False):
    """A day in the community's zone."""

    day: str
    messages: int
    hits: int


class GroupFound(Struct, frozen=True, gc=False):
    id: int
    name: str
    messages: int


class LabelsFound(Struct, frozen=True):
    """Of the messages with a label: how many of those that rules act on are spam, and of the spam how many they act on.
    `absent` labels name no message of the export.
    """

    spam: int
    ham: int
    absent: int
    precision: Rate
    recall: Rate
    missed: tuple[Sample, ...] = ()


class Findings(Struct, frozen=True):
    """All of it. `hits`: messages of which a rule says something; `acted`: those on which one acts; `removed`: those that leave
    the group by that.
    """

    rules_from: str
    groups: tuple[GroupFound, ...]
    since: str
    until: str
    messages: int
    service: int
    people: int
    joins: int
    edited: int
    unknown_forwards: int
    unreadable: int
    skipped_chats: int
    hits: int
    acted: int
    removed: int
    people_hit: int
    regulars_hit: int
    rules: tuple[RuleFound, ...]
    regular_samples: tuple[Sample, ...]
    most_hit: tuple[PersonFound, ...]
    days: tuple[Day, ...]
    removers: dict[str, str]
    labels: LabelsFound | None = None
