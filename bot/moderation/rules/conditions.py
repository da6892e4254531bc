"""Every condition: one function that returns the findings by which it holds, none where it does not. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Any

from bot.moderation.links import Leads, Link, is_allowed, plain_hosts, plain_links
from bot.moderation.rules.facts import Facts
from bot.moderation.rules.measures import contacts, emoji_count, handles, scripts
from bot.moderation.rules.model import Alike, Bounds
from bot.moderation.rules.patterns import MOST_FINDINGS, Pattern, Phrases, evidence, forms_of
from bot.moderation.rules.sight import Sight, may_hold_links
from bot.moderation.rules.verdict import Finding
from bot.text.folding import fold

Findings = list[Finding]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a condition looks for, compiled. `number` is the condition's among those of its kind."""

    value: Any
    number: int = -1
    pattern: Pattern | None = None
    phrases: Phrases | None = None
    domains: frozenset[str] = frozenset()


class Trait(Enum):
    """What a message must have before some conditions can hold. Rules that need one are not looked at without it."""

    LINKS = "links"
    AT = "at"
    MEDIA = "media"
    FORWARD = "forward"
    VIA_BOT = "via_bot"
    BUTTONS = "buttons"
    QUOTE = "quote"
    STORY = "story"
    CHANNEL = "channel"
    EDIT = "edit"
    FIRST = "first"
    COMMENT = "comment"


def _via_bot(facts: Facts) -> bool:
    message = facts.message
    return (
        message.via_bot is not None
        or message.guest_bot_caller_user is not None
        or message.guest_bot_caller_chat is not None
    )


TRAITS: Mapping[Trait, Callable[[Facts], bool]] = {
    Trait.LINKS: may_hold_links,
    Trait.AT: lambda facts: "@" in facts.text or bool(facts.message.spans),
    Trait.MEDIA: lambda facts: facts.message.text is None,
    Trait.FORWARD: lambda facts: facts.message.forward_origin is not None,
    Trait.VIA_BOT: _via_bot,
    Trait.BUTTONS: lambda facts: facts.message.reply_markup is not None,
    Trait.QUOTE: lambda facts: facts.message.quote is not None or facts.message.external_reply is not None,
    Trait.STORY: lambda facts: facts.message.story is not None or facts.message.reply_to_story is not None,
    Trait.CHANNEL: lambda facts: facts.message.is_from_channel,
    Trait.EDIT: lambda facts: facts.is_edit,
    Trait.FIRST: lambda facts: bool(facts.firsts),
    Trait.COMMENT: lambda facts: facts.is_comment,
}


def within(number: float, bounds: Bounds) -> bool:
    """Both ends belong to it."""
    return (bounds.least is None or number >= bounds.least) and (bounds.most is None or number <= bounds.most)


def _words(sight: Sight, wanted: Wanted) -> Findings:
    return sight.words.get(wanted.number, [])


def _regex(sight: Sight, wanted: Wanted) -> Findings:
    if wanted.number not in sight.patterns or wanted.pattern is None:
        return []
    facts = sight.facts
    written = [Finding("regex", span, facts.text[slice(*span)][:128]) for span in wanted.pattern.find(facts.text)]
    if written:
        return written
    found = [
        Finding("regex", form.span(*span), form.text[slice(*span)][:128])
        for form in dict.fromkeys((facts.folded, sight.reading))
        for span in wanted.pattern.find(form.text)
    ]
    # What matches only where messages of a minute stand together shows nothing in this one.
    return found or [Finding("regex", None, wanted.pattern.source[:128])]


def _length(sight: Sight, wanted: Wanted) -> Findings:
    return _measured("length", len(sight.facts.text), wanted)


def _emoji(sight: Sight, wanted: Wanted) -> Findings:
    return _measured("emoji", emoji_count(sight.facts.text), wanted)


def _scripts(sight: Sight, wanted: Wanted) -> Findings:
    found = scripts(sight.facts.text)
    return [Finding("scripts", None, " + ".join(found))] if within(len(found), wanted.value) else []


def _folded(sight: Sight, wanted: Wanted) -> Findings:
    return _shared("folded", sight.reading.amount, wanted)


def _domains(sight: Sight, wanted: Wanted) -> Findings:
    linked = _linked("domains", sight, lambda found, _: is_allowed(found, wanted.domains))
    if linked:
        return linked
    hosts = (one for one in plain_hosts(sight.facts.folded) if is_allowed(one, wanted.domains))
    return [Finding("domains", one.span, one.reading) for one in islice(hosts, MOST_FINDINGS)]


def _invites(sight: Sight, wanted: Wanted) -> Findings:
    return _asked(
        "invites",
        wanted,
        _linked("invites", sight, lambda found, leads: leads is Leads.INVITE and _strange(found, sight)),
    )


def _links(sight: Sight, wanted: Wanted) -> Findings:
    return _asked(
        "links", wanted, _linked("links", sight, lambda found, leads: leads is Leads.SITE and _strange(found, sight))
    )


def _mentions(sight: Sight, wanted: Wanted) -> Findings:
    message, text = sight.facts.message, sight.facts.text
    by_link = [entity for entity in message.spans if entity.type == "text_mention"]
    found = handles(text)
    if not within(len(found) + len(by_link), wanted.value):
        return []
    shown = [Finding("mentions", span, text[slice(*span)]) for span in found[:MOST_FINDINGS]]
    return shown or [Finding("mentions", None, str(len(by_link)))]


def _media(sight: Sight, wanted: Wanted) -> Findings:
    kind = sight.facts.message.kind
    return [Finding("media", None, kind)] if kind in wanted.value else []


def _sticker_sets(sight: Sight, wanted: Wanted) -> Findings:
    sticker = sight.facts.message.sticker
    name = (sticker.set_name or "") if sticker is not None else ""
    return [Finding("sticker_sets", None, name)] if name and name.casefold() in wanted.value else []


def _forward(sight: Sight, wanted: Wanted) -> Findings:
    origin = sight.facts.message.forward_origin
    if origin is None or origin.type not in wanted.value:
        return []
    chat = origin.chat or origin.sender_chat
    name = (chat.title or chat.username or str(chat.id)) if chat is not None else origin.sender_user_name or ""
    if origin.sender_user is not None:
        name = origin.sender_user.name
    return [Finding("forward", None, name[:128])]


def _via_bot_used(sight: Sight, wanted: Wanted) -> Findings:
    bot = sight.facts.message.via_bot
    name = f"@{bot.username}" if bot is not None and bot.username else ""
    return _asked("via_bot", wanted, [Finding("via_bot", None, name)] if _via_bot(sight.facts) else [])


def _buttons(sight: Sight, wanted: Wanted) -> Findings:
    keyboard = sight.facts.message.reply_markup
    rows = keyboard.inline_keyboard if keyboard is not None else []
    labels = [Finding("buttons", None, button.text[:64]) for row in rows for button in row]
    return _asked("buttons", wanted, labels[:MOST_FINDINGS])


def _quote(sight: Sight, wanted: Wanted) -> Findings:
    message = sight.facts.message
    found: Findings = []
    if message.external_reply is not None:
        chat = message.external_reply.chat
        found.append(Finding("quote", None, ((chat.title or chat.username or str(chat.id)) if chat else "")[:128]))
    elif message.quote is not None:
        found.append(Finding("quote", None, message.quote.text[:128]))
    return _asked("quote", wanted, found)


def _story(sight: Sight, wanted: Wanted) -> Findings:
    story = sight.facts.message.story or sight.facts.message.reply_to_story
    name = (story.chat.title or story.chat.username or str(story.chat.id)) if story is not None else ""
    return _asked("story", wanted, [Finding("story", None, name[:128])] if story is not None else [])


def _days(sight: Sight, wanted: Wanted) -> Findings:
    days = sight.facts.author.days
    return [Finding("days", None, f"{days:.1f}")] if within(days, wanted.value) else []


def _messages(sight: Sight, wanted: Wanted) -> Findings:
    return _measured("messages", sight.facts.author.messages, wanted)


def _profile(sight: Sight, wanted: Wanted) -> Findings:
    author = sight.facts.author
    phrases = wanted.phrases
    if phrases is None:
        return []
    # Each part alone: a phrase does not begin in the name and end in the bio.
    parts = (part for part in (author.name, author.bio, author.personal_channel) if part)
    found = [finding.reading for part in parts for finding in evidence(phrases, forms_of(part)).get(0, ())]
    return [Finding("profile", None, reading) for reading in list(dict.fromkeys(found))[:MOST_FINDINGS]]


def _channel(sight: Sight, wanted: Wanted) -> Findings:
    message = sight.facts.message
    sender = message.sender_chat
    name = (sender.title or sender.username or str(sender.id)) if sender is not None else ""
    return _asked("channel", wanted, [Finding("channel", None, name[:128])] if message.is_from_channel else [])


def _repeated(sight: Sight, wanted: Wanted) -> Findings:
    return _often("repeated", sight.facts.company.repeated, wanted)


def _alike(sight: Sight, wanted: Wanted) -> Findings:
    return _often("alike", sight.facts.company.alike, wanted)


def _rate(sight: Sight, wanted: Wanted) -> Findings:
    return _often("rate", sight.facts.company.rate, wanted)


def _edit_adds(sight: Sight, wanted: Wanted) -> Findings:
    return _asked("edit_adds", wanted, list(_added(sight))[:MOST_FINDINGS])


def _first(sight: Sight, wanted: Wanted) -> Findings:
    return [Finding("first", None, deed) for deed in sight.facts.firsts if deed in wanted.value]


def _comment_within(sight: Sight, wanted: Wanted) -> Findings:
    seconds = sight.facts.seconds_after_post
    if not sight.facts.is_comment or seconds is None or seconds > wanted.value:
        return []
    return [Finding("comment_within", None, f"{seconds:.0f}")]


def _spam(sight: Sight, wanted: Wanted) -> Findings:
    return _shared("spam", sight.facts.spam(), wanted)


def _offence(sight: Sight, wanted: Wanted) -> Findings:
    return _shared("offence", sight.facts.offence(), wanted)


def _hour(sight: Sight, wanted: Wanted) -> Findings:
    hour, bounds = sight.facts.local.hour, wanted.value
    if bounds.least is not None and bounds.most is not None and bounds.least > bounds.most:  # past midnight
        holds = hour >= bounds.least or hour <= bounds.most
    else:
        holds = within(hour, bounds)
    return [Finding("hour", None, f"{sight.facts.local:%H:%M}")] if holds else []


CHECKS: Mapping[str, Callable[[Sight, Wanted], Findings]] = {
    "words": _words,
    "regex": _regex,
    "length": _length,
    "emoji": _emoji,
    "scripts": _scripts,
    "folded": _folded,
    "domains": _domains,
    "invites": _invites,
    "links": _links,
    "mentions": _mentions,
    "media": _media,
    "sticker_sets": _sticker_sets,
    "forward": _forward,
    "via_bot": _via_bot_used,
    "buttons": _buttons,
    "quote": _quote,
    "story": _story,
    "days": _days,
    "messages": _messages,
    "profile": _profile,
    "channel": _channel,
    "repeated": _repeated,
    "alike": _alike,
    "rate": _rate,
    "edit_adds": _edit_adds,
    "first": _first,
    "comment_within": _comment_within,
    "spam": _spam,
    "offence": _offence,
    "hour": _hour,
}
"""By the field of `model.Condition`; `group` is the evaluation's own."""

COSTLY = ("profile", "alike", "offence", "spam")
"""Asked last where all must hold, in this order."""


def _strange(found: Link, sight: Sight) -> bool:
    return not is_allowed(found, sight.allowed)


def _linked(kind: str, sight: Sight, counts: Callable[[Link, Leads], bool]) -> Findings:
    found = (Finding(kind, one.span, one.reading) for one, leads in sight.links if counts(one, leads))
    return list(islice(found, MOST_FINDINGS))


def _asked(kind: str, wanted: Wanted, found: Findings) -> Findings:
    """`found`, or where the condition asks for its absence, that there is nothing."""
    if wanted.value:
        return found
    return [] if found else [Finding(kind, None, "")]


def _measured(kind: str, number: int, wanted: Wanted) -> Findings:
    return [Finding(kind, None, str(number))] if within(number, wanted.value) else []


def _shared(kind: str, share: float, wanted: Wanted) -> Findings:
    return [Finding(kind, None, f"{share:.2f}")] if within(share, wanted.value) else []


def _often(kind: str, count: Callable[[int], int], wanted: Wanted) -> Findings:
    asked: Alike = wanted.value
    times = count(asked.within)
    return [Finding(kind, None, str(times))] if times >= asked.times else []


def _added(sight: Sight) -> Iterator[Finding]:
    """Links, names and ways to be reached that the first version did not have."""
    facts = sight.facts
    if not facts.is_edit or facts.first_text is None:
        return
    first = fold(facts.first_text)
    known = {(one.host, one.path) for one in plain_links(first)}
    known_text = first.text
    for one, _ in sight.links:
        if (one.host, one.path) not in known and not is_allowed(one, sight.allowed):
            yield Finding("edit_adds", one.span, one.reading)
    for start, end in handles(facts.text):
        if facts.text[start:end].casefold() not in known_text:
            yield Finding("edit_adds", (start, end), facts.text[start:end])
    for start, end in contacts(facts.folded.text):
        if facts.folded.text[start:end] not in known_text:
            yield Finding("edit_adds", facts.folded.span(start, end), facts.folded.text[start:end])
    if facts.message.contact is not None:
        yield Finding("edit_adds", None, facts.message.contact.phone_number)
