"""Messages and authors for the tests of this capability."""

from typing import Any

from bot.membership.roles import Role
from bot.messages import Chat, Entity, IncomingMessage, User
from bot.moderation.screen import Author

GROUP = Chat(id=-1001234567890, type="supergroup", title="茶友会", username="tea_friends")
NEWCOMER = Author(Role.NEWCOMER, is_newcomer=True)
MEMBER = Author(Role.MEMBER)
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
