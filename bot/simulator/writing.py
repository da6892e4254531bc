"""What people write, and what becomes of it: texts, files, forwards, edits, reactions."""

from typing import TYPE_CHECKING, Any

from bot.simulator import acts
from bot.simulator.errors import bad_request
from bot.simulator.files import media_content, store
from bot.simulator.messages import MEDIA_KINDS, Reply, forward_of, post_service, quote_of, remove, without_reply
from bot.simulator.parameters import Upload
from bot.simulator.permissions import require_right
from bot.simulator.reactions import react
from bot.simulator.state import Bot, Chat, Json, Message, User

if TYPE_CHECKING:
    from bot.simulator.world import World

Where = Chat | Bot


class Writer:
    """Somebody who can write."""

    def __init__(self, world: "World", user: User) -> None:
        self.world = world
        self.telegram = world.telegram
        self.user = user

    def __repr__(self) -> str:
        return f"<{self.user.first_name} {self.user.id}>"

    @property
    def id(self) -> int:
        return self.user.id

    async def says(
        self,
        where: Where,
        text: str,
        *,
        topic: int = 0,
        as_chat: Chat | None = None,
        html: bool = False,
        entities: list[Json] | None = None,
        **fields: Any,
    ) -> Json:
        """Write a text. `fields` adds anything a Bot API message may carry (via_bot, forward_origin, reply_markup …)."""
        content = acts.text_content(self.telegram, text, html=html, entities=entities) | fields
        return await self._write(where, content, topic=topic, as_chat=as_chat)

    async def replies_to(
        self,
        message: Json,
        text: str,
        *,
        quote: str | None = None,
        where: Where | None = None,
        is_manual: bool = True,
        html: bool = False,
        **fields: Any,
    ) -> Json:
        """Answer a message, in its chat or (an external reply) in another; a quote that is not manual is the server's."""
        source, target = self.world.chat_of(message), self.world.stored(message)
        quoted = quote_of(target, quote, [], None, manual=is_manual) if quote else None
        content = acts.text_content(self.telegram, text, html=html) | fields
        if source.type == "private" and where is None:
            where = source
        return await self._write(where or source, content, reply=Reply(source, target, quoted))

    async def quotes(self, message: Json, part: str, text: str, *, where: Where | None = None, **fields: Any) -> Json:
        """Answer a part of a message, in its chat or in another."""
        return await self.replies_to(message, text, quote=part, where=where, **fields)

    async def sends(self, where: Where, *, topic: int = 0, as_chat: Chat | None = None, **content: Any) -> Json:
        """Send any content: `sends(group, location={…})`, `sends(group, contact={…})`, `sends(group, dice={…})`."""
        return await self._write(where, content, topic=topic, as_chat=as_chat)

    async def uploads(
        self,
        where: Where,
        filename: str,
        content: bytes,
        caption: str = "",
        *,
        kind: str = "document",
        topic: int = 0,
        **fields: Any,
    ) -> Json:
        """Send a file as document, photo, video, animation, audio, voice, video_note or sticker."""
        stored = store(self.telegram, kind, Upload(filename, content), fields.pop("details", None))
        return await self._write(where, media_content(kind, stored) | self._caption(caption) | fields, topic=topic)

    async def sends_album(
        self, where: Where, *photos: bytes, caption: str = "", captioned: int = 0, topic: int = 0
    ) -> list[Json]:
        """Send photos that belong together; only the one numbered `captioned` has the caption."""
        group_id = str(13_000_000_000_000_000 + self.telegram.serial())
        sent = []
        for number, photo in enumerate(photos):
            stored = store(self.telegram, "photo", Upload(f"{number}.jpg", photo))
            content = media_content("photo", stored) | {"media_group_id": group_id}
            content |= self._caption(caption) if number == captioned else {}
            sent.append(self._put(where, content, topic=topic).fields)
        await self.world.settle()
        return sent

    async def forwards(self, message: Json, to: Where, *, topic: int = 0) -> Json:
        """Forward a message, wherever it comes from."""
        stored = self.world.stored(message)
        if stored.is_service or stored.ephemeral_id is not None:
            raise bad_request("message can't be forwarded")
        if stored.fields.get("has_protected_content"):
            raise bad_request("CHAT_FORWARDS_RESTRICTED")
        return await self._write(to, forward_of(self.telegram, stored), topic=topic)

    async def forwards_from(
        self, origin: "Writer | Chat | str", to: Where, text: str = "", *, message_id: int = 1, **content: Any
    ) -> Json:
        """Forward something written elsewhere by a person, an anonymous administrator, a channel, or a hidden name."""
        shown = {"forward_origin": self._origin(origin, message_id), **content}
        if text:
            shown |= acts.text_content(self.telegram, text)
        return await self._write(to, shown)

    async def edits(self, message: Json, text: str, **fields: Any) -> Json:
        """Change one's own text or caption."""
        stored = self.world.stored(message)
        is_text = "text" in stored.fields
        content = (acts.text_content(self.telegram, text) if is_text else self._caption(text)) | fields
        acts.edit(self.telegram, self.world.chat_of(message), self.id, stored, content)
        await self.world.settle()
        return stored.fields

    async def replaces(
        self, message: Json, filename: str, content: bytes, caption: str = "", *, kind: str = "photo"
    ) -> Json:
        """Edit a message of one's own so that it carries another file and caption."""
        stored = self.world.stored(message)
        if not any(name in stored.fields for name in MEDIA_KINDS):
            raise bad_request("message can't be edited")
        gone = dict.fromkeys((*MEDIA_KINDS, "caption"))
        file = store(self.telegram, kind, Upload(filename, content))
        fresh = gone | media_content(kind, file) | self._caption(caption)
        acts.edit(self.telegram, self.world.chat_of(message), self.id, stored, fresh)
        await self.world.settle()
        return stored.fields

    async def moves(self, message: Json, latitude: float, longitude: float) -> Json:
        """Go somewhere else while a live location is shared: each step is an edit."""
        stored = self.world.stored(message)
        place = {**stored.fields["location"], "latitude": latitude, "longitude": longitude}
        acts.edit(self.telegram, self.world.chat_of(message), self.id, stored, {"location": place})
        await self.world.settle()
        return stored.fields

    async def deletes(self, message: Json) -> None:
        """Delete a message, one's own or as an administrator. Bots are not told."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        if stored.sender_id != self.id and chat.type != "private":
            require_right(self.telegram, chat, self.id, "can_delete_messages", "message can't be deleted")
        remove(self.telegram, chat, stored)
        await self.world.settle()

    async def reacts(self, message: Json, *emoji: str) -> None:
        """React to a message; without emoji take the reaction back."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        react(self.telegram, chat, stored, self.id, [{"type": "emoji", "emoji": one} for one in emoji])
        await self.world.settle()

    async def pins(self, message: Json) -> None:
        """Pin a message."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        require_right(self.telegram, chat, self.id, "can_pin_messages", "not enough rights to pin a message")
        chat.pinned.append(stored.id)
        post_service(self.telegram, chat, self.id, {"pinned_message": without_reply(stored.fields)})
        await self.world.settle()

    # ---- inside

    def _chat(self, where: Where) -> Chat:
        return self.telegram.private_chat(where, self.id) if isinstance(where, Bot) else where

    def _put(
        self, where: Where, content: Json, *, topic: int = 0, as_chat: Chat | None = None, reply: Reply | None = None
    ) -> Message:
        chat = self._chat(where)
        return acts.write(self.telegram, chat, self.id, content, reply=reply, thread_id=topic, as_chat=as_chat)

    async def _write(
        self, where: Where, content: Json, *, topic: int = 0, as_chat: Chat | None = None, reply: Reply | None = None
    ) -> Json:
        message = self._put(where, content, topic=topic, as_chat=as_chat, reply=reply)
        await self.world.settle()
        return message.fields

    def _caption(self, text: str) -> Json:
        content = acts.text_content(self.telegram, text) if text else {}
        return {"caption" if name == "text" else "caption_entities": value for name, value in content.items()}

    def _origin(self, origin: "Writer | Chat | str", message_id: int) -> Json:
        """Bot API: MessageOrigin in its four forms."""
        date = self.telegram.now()
        if isinstance(origin, str):
            return {"type": "hidden_user", "date": date, "sender_user_name": origin}
        if isinstance(origin, Chat):
            shown = self.telegram.chat_json(origin)
            if origin.type == "channel":
                return {"type": "channel", "date": date, "chat": shown, "message_id": message_id}
            return {"type": "chat", "date": date, "sender_chat": shown}
        if origin.user.hides_forwards:
            name = f"{origin.user.first_name} {origin.user.last_name or ''}".strip()
            return {"type": "hidden_user", "date": date, "sender_user_name": name}
        return {"type": "user", "date": date, "sender_user": self.telegram.user_json(origin.id)}
