"""What a rule is: conditions over facts, and the actions that follow.

    - name: w1
      mode: observe
      scope: {who: everybody, hours: "22:00-07:00"}
      when:
        any:
          - words: [加薇, 兼职日结]
          - domains: [shop.example]
      then: [delete, mute 2h]
      explain: 群里不发广告
      examples: {must_hit: [加薇 abc123], must_miss: [大家好]}

A rule is what YAML holds, what the database stores (as JSON of these structs) and what the compiler takes.
"""

from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

LONGEST_NAME = 32
LONGEST_PATTERN = 500
"""Characters of a regular expression."""
MOST_WORDS = 100_000
"""In one rule."""
MOST_CONDITIONS = 50
DEEPEST = 4
"""Levels of groups within groups."""


class Mode(StrEnum):
    """Whether a rule acts. `observe` records what it would have done, and nothing else."""

    OFF = "off"
    OBSERVE = "observe"
    ENFORCE = "enforce"


class Who(StrEnum):
    """Whose messages a rule looks at. Staff, the linked channel, automatic forwards and the bot itself never are."""

    EVERYBODY = "everybody"
    NEWCOMERS = "newcomers"
    UNTRUSTED = "untrusted"
    CHANNELS = "channels"
    """Channels that post as members."""


class Scope(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where and when a rule holds. `topics`: thread ids, empty for all; `hours`: `HH:MM-HH:MM` of the community's day, may
    pass midnight, empty for always; `comments`: only under posts of the linked channel.
    """

    who: Who = Who.EVERYBODY
    topics: tuple[int, ...] = ()
    hours: str = ""
    comments: bool = False


class Bounds(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A range of a number, both ends included; None leaves an end open."""

    least: float | None = None
    most: float | None = None


class Alike(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """`times` nearly equal messages within `within` seconds."""

    times: int
    within: int = 600


class Condition(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing to look for: exactly one field is set.

    Text: `words` (folded, as parts of the text), `regex` (RE2, on the text as written, then as folded), `length`
    (characters), `emoji` (how many), `scripts` (how many different), `folded` (share of characters that had to be folded,
    0…1). Addresses: `domains`, `invites` (any invite or foreign chat), `links` (any site not on the allow-list),
    `mentions` (Bounds of @names). Kind: `media` (field names of the Bot API: photo, sticker, poll, contact, …),
    `sticker_sets`, `forward` (user, hidden_user, chat, channel), `via_bot`, `buttons`, `quote` (a quote or an external
    reply), `story`. Author: `days`, `messages`, `profile` (words in name or bio), `channel` (sender is a channel).
    Behaviour: `repeated` (own text again), `alike` (near the same by several members), `rate`, `edit_adds` (an edit added
    a link, invite, handle or contact), `first` (link, forward, contact: something the author never did here before), `comment_within` (seconds after the channel's post), `spam` and `offence` (scores
    0…1), `hour` (0…23 of the community's day). `group` nests.
    """

    words: tuple[str, ...] | None = None
    regex: str | None = None
    length: Bounds | None = None
    emoji: Bounds | None = None
    scripts: Bounds | None = None
    folded: Bounds | None = None
    domains: tuple[str, ...] | None = None
    invites: bool | None = None
    links: bool | None = None
    mentions: Bounds | None = None
    media: tuple[str, ...] | None = None
    sticker_sets: tuple[str, ...] | None = None
    forward: tuple[str, ...] | None = None
    via_bot: bool | None = None
    buttons: bool | None = None
    quote: bool | None = None
    story: bool | None = None
    days: Bounds | None = None
    messages: Bounds | None = None
    profile: tuple[str, ...] | None = None
    channel: bool | None = None
    repeated: Alike | None = None
    alike: Alike | None = None
    rate: Alike | None = None
    edit_adds: bool | None = None
    first: tuple[str, ...] | None = None
    comment_within: int | None = None
    spam: Bounds | None = None
    offence: Bounds | None = None
    hour: Bounds | None = None
    group: "When | None" = None


class When(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All of `all`, at least one of `any` where there are some, none of `none`."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()


class ActionKind(StrEnum):
    """What a rule does. Every enforced hit is a case."""

    DELETE = "delete"
    WARN = "warn"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"
    HOLD = "hold"
    """Taken from the group and kept for staff to release or drop."""
    SLOW_LANE = "slow_lane"
    """Links and media are withheld from the author for a time."""
    NOTIFY = "notify"
    """A card for staff; nothing else."""


SANCTIONS = (ActionKind.WARN, ActionKind.SLOW_LANE, ActionKind.MUTE, ActionKind.KICK, ActionKind.BAN)
"""What is done to the person; a rule has one of them at most."""
REMOVALS = (ActionKind.DELETE, ActionKind.HOLD)
"""What takes the message from the group; a rule has one of them at most."""


class Action(Struct, frozen=True, omit_defaults=True):
    """`lasting` of mute, ban and slow lane; None for the community's default. In YAML `mute 2h`."""

    kind: ActionKind
    lasting: timedelta | None = None


class Examples(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Texts that saving a rule tries."""

    must_hit: tuple[str, ...] = ()
    must_miss: tuple[str, ...] = ()


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule. `version` counts from 1 with each saved change; `explain` is shown to the member, empty for the usual sentence."""

    name: str
    when: When
    then: tuple[Action, ...] = (Action(ActionKind.DELETE),)
    mode: Mode = Mode.OBSERVE
    scope: Scope = Scope()
    explain: str = ""
    examples: Examples = Examples()
    version: int = 1
