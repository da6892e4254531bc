"""Messages and authors for the tests of this capability."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.membership.roles import Role
from bot.messages import Chat, Entity, IncomingMessage, User
from bot.moderation.readable import readable
from bot.moderation.rules.compile import CompiledRules
from bot.moderation.rules.evaluate import evaluate
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.verdict import Verdict
from bot.text.folding import fold

GROUP = Chat(id=-1001234567890, type="supergroup", title="茶友会", username="tea_friends")
NEWCOMER = Author(Role.NEWCOMER, is_newcomer=True)
MEMBER = Author(Role.MEMBER, days=100.0, messages=50)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SENDER = User(id=501, first_name="小明")


def message(text: str = "", **fields: Any) -> IncomingMessage:
    """A message of 小明 in the group; entities by hand."""
    values: dict[str, Any] = {"message_id": 7, "date": 0, "chat": GROUP, "sender": SENDER, "text": text}
    return IncomingMessage(**(values | fields))


def linked(text: str, shown: str, url: str | None = None) -> IncomingMessage:
    """`text` with `shown` marked as a link, as Telegram does: in UTF-16 units."""
    before = text[: text.index(shown)]
    offset, length = len(before.encode("utf-16-le")) // 2, len(shown.encode("utf-16-le")) // 2
    entity = Entity(type="text_link" if url else "url", offset=offset, length=length, url=url)
    return message(text, entities=[entity])


def facts(message: IncomingMessage, author: Author = NEWCOMER, **known: Any) -> Facts:
    """What rules may ask about `message`, at noon."""
    text = readable(message)
    values: dict[str, Any] = {
        "message": message,
        "text": text,
        "folded": fold(text),
        "author": author,
        "local": NOON,
        "is_edit": message.edit_date is not None,
    }
    return Facts(**(values | known))


def judged(message: IncomingMessage, author: Author, rules: CompiledRules) -> Verdict | None:
    """The enforced verdict on `message`."""
    return evaluate(facts(message, author), rules).enforced
