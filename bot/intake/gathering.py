"""The facts of a message, put together from the message, its author's standing and the last minutes. Pure.

The pipeline and the replay of an export ask the rules by these facts, so that both see the same.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.intake.recent import Recent
from bot.membership.roles import NEWCOMER_MESSAGES, Role, Standing, is_newcomer, role_of
from bot.messages import IncomingMessage
from bot.moderation.readable import readable
from bot.moderation.rules.compile import CompiledRules
from bot.moderation.rules.evaluate import TRUSTED_FROM, concerns, is_exempt
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.model import Who
from bot.moderation.trust import Deed, Record, deeds_of, trust
from bot.text.folding import Folded, fold
from bot.text.spam import spam_score

NEVER_SEEN_JOINING = 36_500.0
"""Days: whoever the bot did not see joining has been there longer than any rule asks."""


def gather(
    message: IncomingMessage,
    standing: Standing,
    rules: CompiledRules,
    recent: Recent,
    *,
    community_id: int,
    now: datetime,
    zone: ZoneInfo,
    first_text: str | None = None,
) -> Facts | None:
    """What `rules` may ask; None where they look at nothing of this author's. `recent` remembers the message.

    `first_text`: what an edited message was at first, where that is known.
    """
    seconds = recent.seconds_after_post(message)
    is_stranger = seconds is not None and _is_stranger(message, standing)
    is_new = is_stranger or (message.channel is None and is_newcomer(standing, now))
    text = readable(message)
    is_edit = message.edit_date is not None
    if not concerns(rules, message, is_newcomer=is_new):
        # Nearly all messages under most presets: nothing is kept or built for them that nobody asks for.
        if not is_edit and (is_new or rules.asks_for_company or message.media_group_id is not None):
            recent.note(community_id, message, text, is_watched=is_new)
        return None
    author = author_of(message, standing, now)
    if is_stranger:
        author = replace(author, is_newcomer=True)
    forms: list[Folded] = []

    def form() -> Folded:
        if not forms:
            forms.append(fold(text))
        return forms[0]

    def folded() -> str:
        return form().text

    if not is_edit:
        recent.note(community_id, message, text, is_watched=author.is_newcomer, folded=folded)
    if is_exempt(message, author):
        return None
    if Who.UNTRUSTED in rules.whose:
        author = replace(author, trust=_trust(standing, now))
    # Regulars are spared: what they say in pieces is talk.
    joins = not is_edit and (author.is_newcomer or (Who.UNTRUSTED in rules.whose and author.trust < TRUSTED_FROM))
    return Facts(
        message=message,
        text=text,
        folded=form(),
        author=author,
        local=now.astimezone(zone),
        is_edit=is_edit,
        first_text=first_text,
        is_comment=seconds is not None,
        seconds_after_post=seconds,
        firsts=_firsts(message, standing),
        company=recent.company(community_id, message, text, folded=folded, joins=joins),
        spam=partial(spam_score, text, form()),
    )


def bare_facts(message: IncomingMessage, *, now: datetime, zone: ZoneInfo) -> Facts:
    """The message alone: for what no rule decided."""
    text = readable(message)
    return Facts(
        message=message,
        text=text,
        folded=fold(text),
        author=author_of(message, Standing(), now),
        local=now.astimezone(zone),
        is_edit=message.edit_date is not None,
    )


def author_of(message: IncomingMessage, standing: Standing, now: datetime) -> Author:
    """Who wrote `message`, as far as the roster tells."""
    if message.channel is not None:
        return Author(Role.MEMBER, days=NEVER_SEEN_JOINING, name=message.channel.title or "")
    person = message.author
    days = NEVER_SEEN_JOINING if standing.joined_at is None else (now - standing.joined_at).total_seconds() / 86_400
    return Author(
        role_of(standing, None, now),
        is_newcomer=is_newcomer(standing, now),
        days=days,
        messages=standing.messages,
        name=person.name if person is not None else "",
    )


def _is_stranger(message: IncomingMessage, standing: Standing) -> bool:
    """Under a channel's post anybody may write: who was never seen joining may not be a member at all."""
    return message.channel is None and standing.joined_at is None and standing.messages < NEWCOMER_MESSAGES


def _trust(standing: Standing, now: datetime) -> float:
    since = standing.joined_at or standing.first_seen_at
    days = (now - since).total_seconds() / 86_400 if since is not None else 0.0
    return trust(Record(days, standing.messages, standing.replies, standing.strikes))


def _firsts(message: IncomingMessage, standing: Standing) -> tuple[str, ...]:
    deeds = deeds_of(message) & ~Deed(standing.deeds)
    return tuple(deed.key for deed in deeds) if deeds else ()
