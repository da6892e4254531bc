"""What a rule may ask about a message: put together once, asked by all rules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.membership.roles import Role
from bot.messages import IncomingMessage
from bot.text.folding import Folded


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message. `is_administrator`: of the chat, whatever the rights. `days` since the join that the bot saw, or
    since the first message; `messages` counted ones; `trust` 0…1 as graded trust gives it; `name` and `bio` of the profile,
    `personal_channel` its title and name, where they are known.
    """

    role: Role
    is_newcomer: bool = False
    is_administrator: bool = False
    days: float = 0.0
    messages: int = 0
    trust: float = 0.0
    name: str = ""
    bio: str = ""
    personal_channel: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a message: earlier ones of its author and of others, within the windows of `Recent`.

    `repeated(seconds)`, `alike(seconds)`, `rate(seconds)`: how often the author wrote this text, how many different members
    wrote nearly this, how many messages the author wrote, this one counted in all three. `joined_text`: the author's
    messages of the last minute in one text, empty where there is only this one; `joined_ids` are their message ids.
    """

    repeated: Callable[[int], int] = lambda _: 1
    alike: Callable[[int], int] = lambda _: 1
    rate: Callable[[int], int] = lambda _: 1
    joined_text: str = ""
    joined_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rules may ask. `text` is what people read (`readable`); `first_text` what an edit had been at first,
    None where the message is no edit or its first version is not known; `local` the moment in the community's zone.
    `firsts`: what the message does that its author never did in the community before (link, forward, contact). `spam` and
    `offence` compute a score 0…1 when first asked.
    """

    message: IncomingMessage
    text: str
    folded: Folded
    author: Author
    local: datetime
    is_edit: bool = False
    first_text: str | None = None
    is_comment: bool = False
    seconds_after_post: float | None = None
    firsts: tuple[str, ...] = ()
    company: Company = field(default_factory=Company)
    spam: Callable[[], float] = lambda: 0.0
    offence: Callable[[], float] = lambda: 0.0
