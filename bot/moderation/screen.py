"""The first look at every message: does a rule of the community remove it? Pure, and quick for what is ordinary.

    words = compile_screen(settings)             once per settings
    verdict = screen(message, author, words)     None for a message that stays

The rules of this stage are fixed and switched by settings; each names its evidence, so that a case can show why.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import re2

from bot.membership.roles import Role
from bot.messages import IncomingMessage
from bot.moderation.ad_words import HARMLESS
from bot.moderation.links import Leads, allow_list, is_allowed, leads_to, links_of
from bot.moderation.rules.verdict import Finding
from bot.moderation.settings import ModerationSettings
from bot.text.folding import Folded, fold

MOST_FINDINGS = 20
"""Of one rule, looked for and kept with the case; a text may hold a thousand."""
MOST_READ = 8192
"""Characters. Telegram's texts end at 4,096; what is longer comes from elsewhere and is not worth the time."""


class Rule(StrEnum):
    """Why the bot removes a message by itself. The value is stored and is the end of the reason's key in the locale files."""

    BLOCKED_WORDS = "blocked_words"
    NEWCOMER_INVITES = "newcomer_invites"
    NEWCOMER_FORWARDS = "newcomer_forwards"
    NEWCOMER_ADS = "newcomer_ads"
    NEWCOMER_LINKS = "newcomer_links"

    @property
    def reason_key(self) -> str:
        return f"moderation-reason-{self.value}"


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message, as far as the screen asks. `is_administrator`: of the chat, whatever the rights."""

    role: Role
    is_newcomer: bool = False
    is_administrator: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A message that does not stay, by which rule, and why."""

    rule: Rule
    reason_key: str
    evidence: tuple[Finding, ...]
    delete: bool = True


class PhraseList:
    """Phrases looked for as parts of a folded text, in one pass whatever their number."""

    def __init__(self, phrases: Iterable[str], harmless: Iterable[str] = ()) -> None:
        wanted = _folded_set(phrases)
        self._harmless = _folded_set(harmless) - wanted
        # The leftmost match wins, at one place the first alternative: a harmless phrase swallows what stands inside it.
        alternatives = [*sorted(self._harmless, key=len, reverse=True), *sorted(wanted, key=len, reverse=True)]
        # Bytes: the wrapper of google-re2 would otherwise count characters on every search (2.8 against 4.9 µs).
        self._pattern = re2.compile("|".join(map(re2.escape, alternatives)).encode(), _options()) if wanted else None

    def find(self, folded: Folded) -> Iterator[Finding]:
        """Every phrase in `folded`, the harmless ones left out."""
        if self._pattern is None:
            return
        encoded = folded.text.encode("utf-8", "replace")
        if self._pattern.search(encoded) is None:
            return
        position = start = 0
        for found in self._pattern.finditer(encoded):
            start += len(encoded[position : found.start()].decode())
            position = found.start()
            reading = found.group().decode()
            if reading not in self._harmless:
                yield Finding("word", folded.span(start, start + len(reading)), reading)

    def __bool__(self) -> bool:
        return self._pattern is not None


@dataclass(frozen=True, slots=True)
class CompiledScreen:
    """The screen's settings in the form that is asked quickly. Build it with `compile_screen`, once per settings."""

    ads: PhraseList
    blocked: PhraseList
    allowed: frozenset[str]
    links: Mapping[Leads, Rule]
    forwards: bool


def compile_screen(settings: ModerationSettings) -> CompiledScreen:
    """`settings` compiled; some milliseconds for a long word list."""
    rules = {Leads.INVITE: Rule.NEWCOMER_INVITES} if settings.newcomer_invites else {}
    if settings.newcomer_links:
        rules[Leads.SITE] = Rule.NEWCOMER_LINKS
    return CompiledScreen(
        ads=PhraseList(settings.ad_words if settings.newcomer_ads else (), HARMLESS),
        blocked=PhraseList(settings.blocked_words),
        allowed=allow_list(settings.allowed_domains),
        links=rules,
        forwards=settings.newcomer_forwards,
    )


def screen(message: IncomingMessage, author: Author, words: CompiledScreen) -> Verdict | None:
    """The verdict on a message or an edit; None where it stays.

    Never for staff and administrators, automatic forwards of the linked channel, anonymous administrators and other
    bots. Channels that post as members are left alone too.
    """
    # Whom staff trust is no newcomer, however new.
    is_new = author.is_newcomer and author.role < Role.TRUSTED
    if not (is_new or words.blocked) or _is_exempt(message, author):
        return None
    folded = fold(readable(message)[:MOST_READ])
    findings: dict[Rule, list[Finding]] = {}
    if words.blocked and (blocked := list(islice(words.blocked.find(folded), MOST_FINDINGS))):
        findings[Rule.BLOCKED_WORDS] = blocked
    if is_new:
        _look_at_newcomer(message, folded, words, findings)
    if not findings:
        return None
    rule = min(findings, key=list(Rule).index)
    return Verdict(rule, rule.reason_key, tuple(finding for found in findings.values() for finding in found))


def readable(message: IncomingMessage) -> str:
    """What people read, and what spans of findings count in: text or caption; a poll's question and options."""
    if message.poll is None:
        return message.body
    return "\n".join([message.body, message.poll.question, *(option.text for option in message.poll.options)])


def _look_at_newcomer(
    message: IncomingMessage, folded: Folded, words: CompiledScreen, findings: dict[Rule, list[Finding]]
) -> None:
    origin = message.forward_origin
    if words.forwards and origin is not None and origin.type == "channel":
        title = (origin.chat.title or origin.chat.username or str(origin.chat.id)) if origin.chat else ""
        findings[Rule.NEWCOMER_FORWARDS] = [Finding("forward", None, title[:128])]
    if ads := list(islice(words.ads.find(folded), MOST_FINDINGS)):
        findings[Rule.NEWCOMER_ADS] = ads
    if words.links and _may_hold_links(message, folded):
        for found in links_of(message, folded):
            leads = leads_to(found, message.chat)
            rule = words.links.get(leads)
            if rule is not None and found.host and not is_allowed(found, words.allowed):
                kept = findings.setdefault(rule, [])
                if len(kept) < MOST_FINDINGS:
                    kept.append(Finding(leads.value, found.span, found.reading))


def _may_hold_links(message: IncomingMessage, folded: Folded) -> bool:
    return (
        "." in folded.text
        or "://" in folded.text
        or bool(message.spans)
        or message.link_preview_options is not None
        or message.reply_markup is not None
    )


def _is_exempt(message: IncomingMessage, author: Author) -> bool:
    return (
        author.role.is_staff
        or author.is_administrator
        or message.is_automatic_forward
        # An anonymous administrator, or a channel posting as a member.
        or message.sender_chat is not None
        or message.sender is None
        or message.sender.is_bot
    )


def _folded_set(phrases: Iterable[str]) -> frozenset[str]:
    # A phrase that folds to nothing would find everything.
    return frozenset(folded for phrase in phrases if (folded := fold(phrase).text.strip()))


def _options() -> "re2.Options":
    options = re2.Options()
    options.max_mem = 64 << 20  # bytes; the default of 8 MB is too little for hundreds of long phrases
    return options
