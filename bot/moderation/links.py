"""Links of a message: from entities, plain text, the preview and buttons; and what each of them leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.messages import Chat, Entity, IncomingMessage
from bot.moderation.readable import addresses_in
from bot.text.folding import Folded

# The endings under which advertisements of Chinese groups are found, and the large ones. Telegram marks every real host
# as a `url` entity; this list serves clients and bots that send none, so it need not be complete.
_ENDINGS = (
    "ai|app|asia|bet|biz|cc|cf|click|club|cn|co|com|cyou|dev|dog|eu|fun|fyi|ga|games|gg|gl|gov|gq|group|hair|hk|icu|im|in|info|io|"
    "jp|kr|la|life|link|live|lol|ltd|ly|me|ml|mobi|mom|monster|my|net|news|nu|one|online|org|ph|pl|plus|pro|pub|pw|quest|ren|rest|ru|"
    "run|sbs|sg|shop|site|skin|so|space|store|su|tech|tk|to|today|top|tv|tw|uk|us|vip|wang|website|wiki|win|work|world|ws|xin|xyz|yachts|zone"
)
# `加t.me/x` holds a link, `a@b.com` an address, `ASP.NET` neither: names of software that end like hosts.
_PLAIN = re.compile(
    rf"(?<![@a-z0-9_.-])(?:[a-z][a-z0-9+.-]*://[^\s<>\"']+|(?!(?:asp|ado|vb|ml)\.net(?![a-z0-9]))"
    rf"(?:[a-z0-9_-]{{1,63}}\.)+(?:{_ENDINGS})(?![a-z0-9_.-]*[a-z0-9_@])(?::\d+)?(?:[/?#][^\s<>\"'\u3000-\u9fff]*)?)"
)
_HOST = re.compile(r"(?<![@a-z0-9_.-])(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}(?![a-z0-9_@-])(?:/[a-z0-9_]*)?")
_ADDRESS = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?(?:[^/?#@\s]*@)?([^/?#:\s]*)(?::\d+)?([^\s]*)", re.IGNORECASE)
_MARKS = ("url", "text_link")
_TELEGRAM_HOSTS = ("t.me", "telegram.me", "telegram.dog")
# Paths of t.me that lead to something other than a chat.
_HARMLESS_PATHS = frozenset(
    {
        "addstickers",
        "addemoji",
        "addtheme",
        "setlanguage",
        "bg",
        "login",
        "confirmphone",
        "share",
        "m",
        "$",
        "invoice",
        "iv",
    }
)


class Leads(StrEnum):
    """What a link leads to."""

    INVITE = "invite"
    """Another Telegram chat: an invite link, a folder, a public name."""
    SITE = "domain"
    """A web site."""
    HERE = "here"
    """This chat, or something of Telegram's own."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address. `span` is where it stands in the message's text; None for one that is not shown there."""

    host: str
    path: str
    span: tuple[int, int] | None
    scheme: str = ""

    @property
    def reading(self) -> str:
        """The host, for Telegram's own with what follows it: that is where the chat's name stands."""
        return f"{self.host}{self.path}"[:128] if _telegram_host(self.host) or self.scheme == "tg" else self.host


def links_of(message: IncomingMessage, folded: Folded) -> Iterator[Link]:
    """All links of `message`, whose text `folded` is."""
    marked = [(entity, text_span(message.body, entity)) for entity in message.spans if entity.type in _MARKS]
    for entity, span in marked:
        yield link(entity.url or message.body[slice(*span)], span)
    for plain in plain_links(folded):
        start, end = plain.span or (0, 0)
        if not any(start < marked_end and marked_start < end for _, (marked_start, marked_end) in marked):
            yield plain
    preview = message.link_preview_options
    if preview is not None and preview.url and not preview.is_disabled:
        yield link(preview.url, None)
    if message.reply_markup is not None:
        for row in message.reply_markup.inline_keyboard:
            yield from (link(button.url, None) for button in row if button.url)
    yield from (link(address, None) for address in _beside(message))


def carries_links_beside(message: IncomingMessage) -> bool:
    """Whether `message` has a part other than its text that may hold addresses."""
    return (
        message.link_preview_options is not None
        or message.reply_markup is not None
        or message.rich_message is not None
        or message.quote is not None
        or message.external_reply is not None
        or message.poll is not None
        or message.checklist is not None
    )


def _beside(message: IncomingMessage) -> Iterator[str]:
    """Addresses in the parts that the text does not show: quotes from elsewhere, polls, checklists, rich messages."""
    for carrier in (message.rich_message, message.checklist):
        if carrier is not None:
            yield from addresses_in(carrier)
    entities = list(message.quote.entities) if message.quote is not None and message.external_reply is not None else []
    outside = message.external_reply.link_preview_options if message.external_reply is not None else None
    if outside is not None and outside.url and not outside.is_disabled:
        yield outside.url
    poll = message.poll
    if poll is not None:
        entities += [*poll.question_entities, *poll.description_entities, *poll.explanation_entities]
        for option in poll.options:
            entities += option.text_entities
            yield from addresses_in(option.media)
        yield from addresses_in(poll.media)
    yield from (entity.url for entity in entities if entity.url)


def plain_links(folded: Folded) -> Iterator[Link]:
    """The addresses that stand in the text itself."""
    if "." in folded.text or "://" in folded.text:
        for found in _PLAIN.finditer(folded.text):
            start, end = folded.span(*found.span())
            yield link(folded.source[start:end], (start, end))


def plain_hosts(folded: Folded) -> Iterator[Link]:
    """Everything in the text that is built like a host, whatever its ending: for hosts that somebody asks for by name."""
    if "." in folded.text:
        for found in _HOST.finditer(folded.text):
            start, end = folded.span(*found.span())
            yield link(folded.source[start:end], (start, end))


def link(address: str, span: tuple[int, int] | None) -> Link:
    """`address` in its parts; an empty host for what is no address."""
    matched = _ADDRESS.match(address.strip())
    if matched is None:
        return Link("", "", span)
    scheme, host, path = matched.groups(default="")
    host = host.casefold().replace("。", ".").strip(".").removeprefix("www.")
    if host.endswith(".t.me"):  # name.t.me is t.me/name
        host, path = "t.me", f"/{host.removesuffix('.t.me')}{path}"
    return Link(host, path, span, scheme.casefold())


def leads_to(found: Link, chat: Chat) -> Leads:
    """Where `found` leads when it is posted in `chat`."""
    if found.scheme == "tg":
        # tg://join?invite=…, tg://addlist?slug=…, tg://resolve?domain=…; the rest opens dialogs of the app.
        name = _query_value(found.path, "domain")
        if found.host == "resolve" and _is_own_name(name, chat):
            return Leads.HERE
        return Leads.INVITE if found.host in ("join", "addlist", "resolve") else Leads.HERE
    if not _telegram_host(found.host):
        return Leads.SITE
    first = _first_part(found)
    if first == "c":  # only members of that chat can follow it
        return Leads.HERE
    if not first or first.casefold() in _HARMLESS_PATHS or _is_own_name(first, chat):
        return Leads.HERE
    return Leads.INVITE


def is_allowed(found: Link, allowed: frozenset[str]) -> bool:
    """Whether the host, a domain above it, or host and first part of the path (`t.me/ours`) is in `allowed`."""
    if f"{found.host}/{_first_part(found).casefold()}" in allowed:
        return True
    labels = found.host.split(".")[-10:]
    return any(".".join(labels[index:]) in allowed for index in range(len(labels)))


def allow_list(entries: tuple[str, ...]) -> frozenset[str]:
    """What people type as allowed (`https://www.a.com/`, `A.com`, `t.me/ours`) in the form of `is_allowed`."""
    links = (link(entry, None) for entry in entries)
    return frozenset(f"{one.host}/{_first_part(one).casefold()}".rstrip("/") for one in links if one.host)


def text_span(text: str, entity: Entity) -> tuple[int, int]:
    """Where `entity` stands in `text`, in characters; Telegram counts UTF-16 units."""
    if text.isascii():
        return entity.offset, entity.offset + entity.length
    units = text.encode("utf-16-le", "surrogatepass")
    start = len(units[: 2 * max(0, entity.offset)].decode("utf-16-le", "replace"))
    length = len(units[2 * max(0, entity.offset) : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace"))
    return start, start + length


def _first_part(found: Link) -> str:
    """The first part of the path: the name of a chat at t.me, also where its web preview (t.me/s/name) is linked."""
    first, _, rest = found.path.lstrip("/").partition("/")
    if first == "s" and found.host in _TELEGRAM_HOSTS:
        first = rest.partition("/")[0]
    return first.partition("?")[0]


def _telegram_host(host: str) -> bool:
    return host in _TELEGRAM_HOSTS


def _is_own_name(name: str, chat: Chat) -> bool:
    return bool(chat.username) and name.casefold() == (chat.username or "").casefold()


def _query_value(query: str, name: str) -> str:
    found = re.search(rf"[?&]{name}=([^&#]*)", query)
    return found[1] if found else ""
