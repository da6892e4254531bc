"""One call by one bot, and the questions every method asks about it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.entities import checked_entities, found_entities, merged, trimmed, utf16_length
from bot.simulator.errors import bad_request
from bot.simulator.markdown import parse_legacy_markdown, parse_markdown
from bot.simulator.markup import parse_html
from bot.simulator.parameters import Parameters
from bot.simulator.permissions import Access, require_access
from bot.simulator.shapes import user_json
from bot.simulator.state import Bot, Chat, Json, Member, Message
from bot.simulator.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Request:
    """Who calls what with which parameters."""

    telegram: Telegram
    bot: Bot
    method: str
    params: Parameters

    def chat(self, access: Access, name: str = "chat_id") -> Chat:
        """The chat named by an argument, if the bot has this access to it."""
        chat = self.telegram.find_chat(self.bot, self.params.text(name))
        require_access(self.telegram, self.bot, chat, access)
        return chat

    def supergroup(self, access: Access = "write") -> Chat:
        """The same, supergroups only (`Client.cpp`, process_restrict_chat_member_query)."""
        chat = self.chat(access)
        if chat.type != "supergroup":
            raise bad_request("method is available only for supergroups")
        return chat

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Message:
        """The message named by an argument; `what` names it in "… not found"."""
        message = chat.messages.get(self.params.integer(name))
        if message is None:
            raise bad_request(f"{what} not found")
        return message

    def person(self, chat: Chat, name: str = "user_id") -> Member:
        """The place of the user named by an argument. Nobody by that id: Telegram's participant error."""
        user_id = self.params.user_id(name)
        if user_id not in self.telegram.users:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return self.telegram.member(chat, user_id)

    @property
    def me(self) -> int:
        return self.bot.id

    def formatted(self, name: str, entities_name: str, parse_mode_name: str = "parse_mode") -> tuple[str, list[Json]]:
        """An argument's text and entities: parsed, trimmed, with links and mentions found."""
        return self.format(
            self.params.text(name),
            self.params.text(parse_mode_name),
            self.params.structure(entities_name, "entities"),
        )

    def format(self, source: str, parse_mode: str, given: Any) -> tuple[str, list[Json]]:
        """Text and entities from a source and its marking."""
        source = source.replace("\x00", "")
        known = _KnownUsers(self.telegram)
        mode = parse_mode.lower()
        if mode == "html":
            text, marked = parse_html(source, known)
        elif mode == "markdownv2":
            text, marked = parse_markdown(source, known)
        elif mode == "markdown":
            text, marked = parse_legacy_markdown(source, known)
        elif mode and mode != "none":
            raise bad_request("unsupported parse_mode")
        else:
            text, marked = source, checked_entities(given, source, known) if given else []
        text, marked = trimmed(text, marked)
        return text, merged(marked, found_entities(text))

    def message_text(self) -> Json:
        """The `text` argument as content. Bot API: sendMessage.text, 1-4096 characters after entities parsing."""
        if not self.params.text("text"):
            raise bad_request("message text is empty")
        text, entities = self.formatted("text", "entities")
        if not text:
            raise bad_request("text must be non-empty")
        if utf16_length(text) > 4096:
            raise bad_request("message is too long")
        content: Json = {"text": text}
        if entities:
            content["entities"] = entities
        preview = self.params.structure("link_preview_options", "LinkPreviewOptions")
        if preview:
            content["link_preview_options"] = preview
        elif self.params.flag("disable_web_page_preview"):
            content["link_preview_options"] = {"is_disabled": True}
        return content

    def caption(self) -> Json:
        """The `caption` argument as content. Bot API: 0-1024 characters after entities parsing."""
        text, entities = self.formatted("caption", "caption_entities")
        return caption_content(text, entities, above=self.params.flag("show_caption_above_media"))


def caption_content(text: str, entities: list[Json], *, above: bool = False) -> Json:
    """Content fields of a caption."""
    if utf16_length(text) > 1024:
        raise bad_request("message caption is too long")
    content: Json = {}
    if text:
        content["caption"] = text
    if entities:
        content["caption_entities"] = entities
    if above:
        content["show_caption_above_media"] = True
    return content


class _KnownUsers(dict[int, Json]):
    """Users for text mentions, looked up when needed."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._telegram = telegram

    def get(self, user_id: int, default: Any = None) -> Any:
        user = self._telegram.users.get(user_id)
        return user_json(user) if user is not None else default


Method = Callable[[Request], Any | Awaitable[Any]]
