"""What was written a moment ago: windows in memory that say what company a message keeps.

    recent.note(community_id, message, text, is_watched=…, folded=…)      once per message, on every path
    company = recent.company(community_id, message, text, folded=…)       `Company` of the rules, worked out when asked

Times are those of the messages, so that what waited while the bot was away keeps its pace. All windows are bounded, by
number and by age. On the plain path a message costs an entry in its author's window and a look at one dictionary; the
signature by which near copies are found (about 25 µs) is made only for watched people (newcomers and strangers under a
channel's post), for messages that carry an address, a forward or the like, and for a text that somebody else just wrote.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct, structs

from bot.expiring_cache import ExpiringCache
from bot.intake.copies import AuthorId, Copies
from bot.membership.queries import WrittenMessage
from bot.messages import ChatId, IncomingMessage, MessageId, UserId
from bot.moderation.rules.facts import Company
from bot.moderation.rules.verdict import Verdict
from bot.text.folding import fold
from bot.text.similarity import SHORTEST, Signature, alike, signature

WINDOW = 3600
"""Seconds that messages are remembered."""
PEOPLE = 5_000
OWN_MESSAGES = 30
"""Remembered of one author."""
MESSAGES = 30_000
"""Remembered in all; whoever was silent longest is forgotten first."""
LONGEST_TEXT = 400
"""Characters remembered of a message."""
JOINED_WITHIN = 60
"""Seconds in which messages of one author are read together."""
JOINED_MESSAGES = 10
GLUED = 3
"""Characters: messages that are no longer are read as one word with their neighbour, longer ones as lines."""
EXACT_TEXTS = 5_000
REFILLED = 5_000
"""Messages read again after a restart, of the last `REFILLED_WITHIN` seconds: some 30 ms."""
REFILLED_WITHIN = 600
ALBUMS = 2_000
ALBUM_LIFE = 600.0
"""Seconds. The parts of an album arrive within one or two."""
POSTS = 5_000
POST_LIFE = 7 * 86_400.0
"""Seconds in which a comment is known by its thread alone; a direct one names its post."""

_UNREAD = "\0"
"""Begins what stands for a message without words: the file that was sent."""


class _Said(Struct, gc=False):
    """A message in its author's window."""

    at: int
    community_id: int
    chat_id: ChatId
    thread_id: MessageId | None
    message_id: MessageId
    album: str | None
    text: str
    is_gone: bool = False
    signature: Signature | None = None


@dataclass(slots=True)
class Album:
    """The parts of an album that have arrived. `verdict`: by which it went, once it did."""

    parts: dict[MessageId, IncomingMessage] = field(default_factory=dict)
    verdict: Verdict | None = None


class Recent:
    """Windows over the last messages of all groups."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._windows: OrderedDict[AuthorId, list[_Said]] = OrderedDict()
        self._messages = 0
        self._exact: OrderedDict[str, tuple[AuthorId, int]] = OrderedDict()
        self._copies = Copies()
        self._albums: ExpiringCache[tuple[ChatId, str], Album] = ExpiringCache(ALBUMS, ALBUM_LIFE, monotonic)
        self._posts: ExpiringCache[tuple[ChatId, MessageId], int] = ExpiringCache(POSTS, POST_LIFE, monotonic)

    def note(
        self,
        community_id: int,
        message: IncomingMessage,
        text: str,
        *,
        is_watched: bool,
        folded: Callable[[], str] | None = None,
    ) -> None:
        """Remember `message`, whose readable text is `text`; a second time changes nothing.

        `is_watched`: compare it with what others write, whatever it holds; `folded` is asked for its folded text then, if it
        is there.
        """
        author = author_of(message)
        if author is None:
            return
        album = message.media_group_id
        said = _Said(
            message.date,
            community_id,
            message.chat.id,
            message.message_thread_id,
            message.message_id,
            album,
            text[:LONGEST_TEXT] or _file(message),
        )
        if album is not None:
            self.album(message, make=True)
        if not self._keep(author, said):
            return
        if len(text) < SHORTEST and not is_marked(message):
            return
        other = self._exact.get(said.text)
        self._exact[said.text] = (author, message.date)
        if len(self._exact) > EXACT_TEXTS:
            self._exact.popitem(last=False)
        is_copied = other is not None and other[0] != author
        if text and (is_watched or is_copied or is_marked(message)):
            said.signature = signature(folded() if folded is not None else fold(text).text)
            self._copies.add(said.signature, author, message.date)
            if is_copied and other is not None:
                self._copies.add(said.signature, *other)

    def company(
        self, community_id: int, message: IncomingMessage, text: str, *, folded: Callable[[], str], joins: bool = False
    ) -> Company:
        """What stands beside `message`, which may have been noted or not. `joins`: also read it with the author's last ones."""
        author = author_of(message)
        if author is None:
            return Company()
        joined = _joined(self._others(author, message), message, text) if joins and text else []
        read = text[:LONGEST_TEXT] or _file(message)
        known: list[Signature] = []

        def own() -> Signature:
            if not known:
                known.append(signature(folded()))
            return known[0]

        def repeated(seconds: int) -> int:
            return 1 + _repeated(self._others(author, message), read, own, message.date - seconds) if read else 1

        def rate(seconds: int) -> int:
            return 1 + _rate(self._others(author, message), community_id, message.date - seconds)

        return Company(
            repeated=repeated,
            alike=lambda seconds: self._alike(author, message, text, own, seconds),
            rate=rate,
            joined_text=_glue([said.text for said in joined]),
            joined_ids=tuple(said.message_id for said in joined),
        )

    def album(self, message: IncomingMessage, *, make: bool = False) -> Album | None:
        """The album that `message` is a part of, this part counted; None where it is none or (but for `make`) not known."""
        if message.media_group_id is None:
            return None
        key = (message.chat.id, message.media_group_id)
        album = self._albums.get(key)
        if album is None:
            if not make:
                return None
            album = Album()
            self._albums.put(key, album)
        album.parts[message.message_id] = message
        return album

    def pieces(self, message: IncomingMessage, message_ids: Sequence[MessageId]) -> list[IncomingMessage]:
        """What is remembered of other messages that its author wrote in the same chat: their text."""
        author = author_of(message)
        said = [] if author is None else self._windows.get(author, [])
        return [
            structs.replace(
                _bare(message), message_id=one.message_id, date=one.at, text=one.text, message_thread_id=one.thread_id
            )
            for one in said
            if one.chat_id == message.chat.id and one.message_id in message_ids and not _is(one, message)
        ]

    def condemn(self, message: IncomingMessage, verdict: Verdict, message_ids: Sequence[MessageId]) -> None:
        """The messages are gone by that verdict: parts of the same album that are still to come go with them, and what is gone
        is not read again together with what follows.
        """
        album = self.album(message, make=True)
        if album is not None:
            album.verdict = verdict
        author = author_of(message)
        for said in self._windows.get(author, ()) if author is not None else ():
            if said.chat_id == message.chat.id and said.message_id in message_ids:
                said.is_gone = True

    def note_post(self, message: IncomingMessage) -> None:
        """Remember a post of the linked channel, which `message` brought into the group."""
        self._posts.put((message.chat.id, message.message_id), message.date)

    def seconds_after_post(self, message: IncomingMessage) -> float | None:
        """How long after the channel's post the comment `message` was written; None where it is no comment."""
        reply = message.reply_to_message
        posted: int | None = None
        if reply is not None and reply.is_automatic_forward:
            posted = reply.date
        elif message.message_thread_id is not None:
            posted = self._posts.get((message.chat.id, message.message_thread_id))
        return None if posted is None else max(0.0, float(message.date - posted))

    def forget(self, user_id: UserId) -> None:
        """Nothing is known of that person any more."""
        window = self._windows.pop(user_id, [])
        self._messages -= len(window)
        self._copies.forget(user_id)
        for text in [text for text, (author, _) in self._exact.items() if author == user_id]:
            del self._exact[text]

    def refill(self, written: Iterable[WrittenMessage]) -> None:
        """Remember what was written before a restart, in the order of writing. Near copies are found from then on only."""
        for one in written:
            author = one.sender_chat_id or one.user_id
            if author is None:
                continue
            said = _Said(
                int(one.sent_at.timestamp()),
                one.community_id,
                one.chat_id,
                one.thread_id,
                one.message_id,
                one.media_group_id,
                one.text[:LONGEST_TEXT],
                is_gone=one.is_deleted,
            )
            if self._keep(author, said) and len(said.text) >= SHORTEST:
                self._exact[said.text] = (author, said.at)

    def _keep(self, author: AuthorId, said: _Said) -> bool:
        """Put `said` into its author's window; whether it was not there before."""
        window = self._windows.get(author)
        if window is None:
            window = self._windows[author] = []
        else:
            self._windows.move_to_end(author)
            for known in reversed(window):
                if known.message_id == said.message_id and known.chat_id == said.chat_id:
                    return False
                if known.at < said.at:
                    break
        window.append(said)
        self._messages += 1
        if len(window) > OWN_MESSAGES or window[0].at < said.at - WINDOW:
            oldest = said.at - WINDOW
            kept = [known for known in window[-OWN_MESSAGES:] if known.at >= oldest]
            self._messages -= len(window) - len(kept)
            window[:] = kept
        while self._messages > MESSAGES or len(self._windows) > PEOPLE:
            _, silent = self._windows.popitem(last=False)
            self._messages -= len(silent)
        return True

    def _others(self, author: AuthorId, message: IncomingMessage) -> list[_Said]:
        return [said for said in self._windows.get(author, ()) if not _is(said, message)]

    def _alike(
        self, author: AuthorId, message: IncomingMessage, text: str, own: Callable[[], Signature], seconds: int
    ) -> int:
        if not text or (len(text) < SHORTEST and not is_marked(message)):
            return 1
        return len(self._copies.authors(own(), message.date - seconds) | {author})


def author_of(message: IncomingMessage) -> AuthorId | None:
    """Who stands behind `message`: the channel or the person, for a guest bot's words whoever called it."""
    if message.channel is not None:
        return message.channel.id
    person = message.author
    return person.id if person is not None else None


def is_marked(message: IncomingMessage) -> bool:
    """Whether `message` carries what advertisements carry: an address, a name, a forward, a quote from elsewhere, buttons."""
    return (
        bool(message.spans)
        or message.forward_origin is not None
        or message.external_reply is not None
        or message.via_bot is not None
        or message.reply_markup is not None
        or message.contact is not None
    )


def _bare(message: IncomingMessage) -> IncomingMessage:
    """Chat and author of `message`, nothing else."""
    return IncomingMessage(
        message_id=message.message_id,
        date=message.date,
        chat=message.chat,
        sender=message.sender,
        sender_chat=message.sender_chat,
    )


def _is(said: _Said, message: IncomingMessage) -> bool:
    if said.chat_id != message.chat.id:
        return False
    if said.message_id == message.message_id:
        return True
    # The parts of an album are one message.
    return said.album is not None and said.album == message.media_group_id


def _repeated(others: Sequence[_Said], read: str, own: Callable[[], Signature], since: int) -> int:
    repeated = 0
    for said in others:
        if said.at < since:
            continue
        if said.text == read:
            repeated += 1
        elif min(len(read), len(said.text)) >= SHORTEST and _UNREAD not in (read[0], said.text[0]):
            if said.signature is None:
                said.signature = signature(fold(said.text).text)
            repeated += alike(own(), said.signature)
    return repeated


def _rate(others: Sequence[_Said], community_id: int, since: int) -> int:
    albums = set()
    rate = 0
    for said in others:
        if said.at < since or said.community_id != community_id:
            continue
        if said.album is None:
            rate += 1
        else:
            albums.add(said.album)
    return rate + len(albums)


def _joined(others: Sequence[_Said], message: IncomingMessage, text: str) -> list[_Said]:
    """The author's messages of the last minute in the same place, this one the last; empty where there is only this one."""
    since = message.date - JOINED_WITHIN
    before = [
        said
        for said in others
        if said.at >= since
        and said.chat_id == message.chat.id
        and said.thread_id == message.message_thread_id
        and not said.is_gone
        and said.text
        and said.text[0] != _UNREAD
        and said.message_id < message.message_id
    ]
    if not before or not text:
        return []
    this = _Said(message.date, 0, message.chat.id, message.message_thread_id, message.message_id, None, text)
    return [*before[-JOINED_MESSAGES + 1 :], this]


def _glue(texts: Sequence[str]) -> str:
    joined = ""
    previous = ""
    for text in texts:
        if joined and not (len(text) <= GLUED and len(previous) <= GLUED):
            joined += "\n"
        joined += text
        previous = text
    return joined


def _file(message: IncomingMessage) -> str:
    """What stands for a message without words."""
    file = message.sticker or message.animation or message.video or message.document or message.voice
    if file is None and message.photo:
        file = message.photo[-1]
    return f"{_UNREAD}{file.file_unique_id}" if file is not None and file.file_unique_id else ""
