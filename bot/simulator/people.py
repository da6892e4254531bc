"""People who script conversations: `await member.says(group, "签到")`, `member.sees("第 1 天")`.

Every act waits for the world to settle (the bot has answered) before it returns. Acts that Telegram refuses raise `ApiError`.
"""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from bot.simulator import acts, sight
from bot.simulator.errors import bad_request
from bot.simulator.files import media_content, store
from bot.simulator.membership import answer_join_request, block, change_member, expel, leave
from bot.simulator.messages import Reply, content_of, origin_of, post_service, quote_of, remove, without_reply
from bot.simulator.mini_apps import init_data
from bot.simulator.parameters import Upload
from bot.simulator.permissions import require_right
from bot.simulator.polls import vote
from bot.simulator.reactions import react
from bot.simulator.state import Bot, CallbackQuery, Chat, Json, Member, Message, User
from bot.simulator.telegram import ALL_RIGHTS, EVERYTHING

if TYPE_CHECKING:
    from bot.simulator.world import World

Where = Chat | Bot

# core.telegram.org/bots/features#deep-linking: "A-Z, a-z, 0-9, _ and -", "up to 64 characters long".
_START_PAYLOAD = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


class Person:
    """Somebody with a Telegram account."""

    def __init__(self, world: "World", user: User) -> None:
        self.world = world
        self.telegram = world.telegram
        self.user = user

    def __repr__(self) -> str:
        return f"<{self.user.first_name} {self.user.id}>"

    @property
    def id(self) -> int:
        return self.user.id

    # ---- writing

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
        html: bool = False,
        **fields: Any,
    ) -> Json:
        """Answer a message, in its chat or (an external reply) in another."""
        source, target = self.world.chat_of(message), self.world.stored(message)
        quoted = quote_of(target, quote, [], None, manual=True) if quote else None
        content = acts.text_content(self.telegram, text, html=html) | fields
        if source.type == "private" and where is None:
            where = source
        return await self._write(where or source, content, reply=Reply(source, target, quoted))

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

    async def sends_album(self, where: Where, *photos: bytes, caption: str = "", topic: int = 0) -> list[Json]:
        """Send photos that belong together; the caption is the first one's."""
        group_id = str(13_000_000_000_000_000 + self.telegram.serial())
        sent = []
        for number, photo in enumerate(photos):
            stored = store(self.telegram, "photo", Upload(f"{number}.jpg", photo))
            content = media_content("photo", stored) | {"media_group_id": group_id}
            content |= self._caption(caption) if number == 0 else {}
            sent.append(self._put(where, content, topic=topic).fields)
        await self.world.settle()
        return sent

    async def forwards(self, message: Json, to: Where, *, topic: int = 0) -> Json:
        """Forward a message, wherever it comes from."""
        stored = self.world.stored(message)
        content = {"forward_origin": origin_of(self.telegram, stored), **content_of(stored)}
        return await self._write(to, content, topic=topic)

    async def edits(self, message: Json, text: str, **fields: Any) -> Json:
        """Change one's own text or caption."""
        stored = self.world.stored(message)
        is_text = "text" in stored.fields
        content = (acts.text_content(self.telegram, text) if is_text else self._caption(text)) | fields
        acts.edit(self.telegram, self.world.chat_of(message), self.id, stored, content)
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

    async def votes(self, message: Json, *options: int | str) -> None:
        """Vote in a poll by option number or text; without options take the vote back."""
        poll = self.telegram.polls[message["poll"]["id"]]
        texts = [option["text"] for option in poll.fields["options"]]
        vote(self.telegram, poll, self.id, [one if isinstance(one, int) else texts.index(one) for one in options])
        await self.world.settle()

    async def asks(self, chat: Chat, question: str, *options: str, anonymous: bool = True) -> Json:
        """Open a poll."""
        message = acts.open_poll(self.telegram, chat, self.id, question, options, anonymous=anonymous)
        await self.world.settle()
        return message.fields

    async def pins(self, message: Json) -> None:
        """Pin a message."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        require_right(self.telegram, chat, self.id, "can_pin_messages", "not enough rights to pin a message")
        chat.pinned.append(stored.id)
        post_service(self.telegram, chat, self.id, {"pinned_message": without_reply(stored.fields)})
        await self.world.settle()

    # ---- buttons

    async def taps(self, target: str | Json, label: str | None = None) -> CallbackQuery | None:
        """Press a button: by label on the newest message that has it, or on a given message (its first button by default).

        Links to a bot start it, invite links join; a callback button gives the query with the bot's `answer`.
        """
        message = None if isinstance(target, str) else target
        wanted = target if isinstance(target, str) else (label or "")
        stored = self.world.find(message) if message is not None else None
        found = sight.buttons(self.telegram, self.id, wanted, stored) if message is None or stored else []
        if found:
            return await self._press(found[0])
        if message is not None and stored is None:
            return await self._press_gone(message, wanted)
        keys = sight.keyboard_buttons(self.telegram, self.id, wanted)
        if keys:
            chat, text = keys[0]
            await self._write(chat, acts.text_content(self.telegram, text))
            return None
        raise AssertionError(f"{self} sees no button “{wanted}”. {self._seen()}")

    async def opens(self, url: str) -> Chat | None:
        """Follow a t.me link: `?start=` starts the bot, an invite link joins. The chat it leads to, None for others."""
        parts = urlsplit(url)
        name = parts.path.strip("/")
        if parts.hostname not in ("t.me", "telegram.me"):
            return None
        named = self.telegram.usernames.get(name.lower())
        if isinstance(named, User) and named.id in self.telegram.bots:
            bot = self.telegram.bots[named.id]
            payload = parse_qs(parts.query).get("start", [""])[0]
            if payload and not _START_PAYLOAD.match(payload):
                raise bad_request("START_PARAM_INVALID")
            if payload or not self.telegram.private_chat(bot, self.id).started:
                await self.starts(bot, payload or None)
            return self.telegram.private_chat(bot, self.id)
        if isinstance(named, Chat):
            return named
        for chat in list(self.telegram.chats.values()):
            if url in chat.links:
                await self.joins(chat, url)
                return chat
        return None

    def init_data(self, bot: Bot, start_param: str | None = None) -> str:
        """Signed Mini App `initData`, as this person's client hands it to a page of the bot."""
        return init_data(self.telegram, bot, self.id, start_param=start_param)

    # ---- coming and going

    async def starts(self, bot: Bot, payload: str | None = None) -> Json:
        """Press Start in the private chat, or follow a deep link."""
        message = acts.start(self.telegram, bot, self.id, payload)
        await self.world.settle()
        return message.fields

    async def blocks(self, bot: Bot) -> None:
        """Block the bot."""
        block(self.telegram, self.telegram.private_chat(bot, self.id), blocked=True)
        await self.world.settle()

    async def unblocks(self, bot: Bot) -> None:
        """Lift the block without writing."""
        block(self.telegram, self.telegram.private_chat(bot, self.id), blocked=False)
        await self.world.settle()

    async def joins(self, chat: Chat, via: str | Json | None = None) -> None:
        """Join, through an invite link or the chat's name; where it asks for approval, wait for it."""
        url = via["invite_link"] if isinstance(via, dict) else via
        acts.join(self.telegram, chat, self.id, url)
        await self.world.settle()

    async def leaves(self, chat: Chat) -> None:
        """Leave."""
        leave(self.telegram, chat, self.id)
        await self.world.settle()

    async def adds(self, chat: Chat, somebody: "Person | Bot") -> None:
        """Add somebody else, or a bot."""
        acts.add(self.telegram, chat, somebody.id, self.id)
        await self.world.settle()

    # ---- administering

    async def bans(self, chat: Chat, somebody: "Person | Bot", *, until: int = 0) -> None:
        """Remove somebody for good or for a time."""
        require_right(self.telegram, chat, self.id, "can_restrict_members", "not enough rights to restrict members")
        expel(self.telegram, chat, Member(somebody.id, "kicked", until=until), self.id)
        await self.world.settle()

    async def unbans(self, chat: Chat, somebody: "Person") -> None:
        """Lift a ban."""
        change_member(self.telegram, chat, Member(somebody.id, "left"), self.id)
        await self.world.settle()

    async def restricts(self, chat: Chat, somebody: "Person", *, until: int = 0, **allowed: bool) -> None:
        """Take permissions away; everything not named as allowed is gone."""
        require_right(self.telegram, chat, self.id, "can_restrict_members", "not enough rights to restrict members")
        permissions = dict.fromkeys(EVERYTHING, False) | allowed
        new = Member(somebody.id, "restricted", permissions=permissions, until=until)
        change_member(self.telegram, chat, new, self.id)
        await self.world.settle()

    async def promotes(self, chat: Chat, somebody: "Person | Bot", *, anonymous: bool = False, **rights: bool) -> None:
        """Make somebody an administrator, with all rights unless some are named."""
        given = rights or ALL_RIGHTS
        new = Member(somebody.id, "administrator", {"can_manage_chat": True, **given}, is_anonymous=anonymous)
        new.promoted_by = self.id
        change_member(self.telegram, chat, new, self.id)
        await self.world.settle()

    async def demotes(self, chat: Chat, somebody: "Person | Bot") -> None:
        """Make an administrator an ordinary member."""
        change_member(self.telegram, chat, Member(somebody.id), self.id)
        await self.world.settle()

    async def approves(self, chat: Chat, somebody: "Person") -> None:
        """Let somebody in who asked."""
        answer_join_request(self.telegram, chat, somebody.id, self.id, approve=True)
        await self.world.settle()

    # ---- seeing

    def last(self, where: Where) -> Json:
        """The newest message this person sees in a chat."""
        messages = sight.visible(self.telegram, self.id, self._chat(where))
        assert messages, f"{self} sees nothing there"  # noqa: S101 - an expectation of the test
        return messages[-1].fields

    def history(self, where: Where) -> list[Json]:
        """All messages this person sees in a chat, oldest first."""
        return [message.fields for message in sight.visible(self.telegram, self.id, self._chat(where))]

    def sees(self, part: str, where: Where | None = None) -> Json:
        """The newest message with this text (or toast, or button label); AssertionError if there is none."""
        found = self._find(part, where)
        if found is None:
            raise AssertionError(f"{self} does not see “{part}”. {self._seen(where)}")
        return found

    def does_not_see(self, part: str, where: Where | None = None) -> None:
        """AssertionError if a message with this text is in sight."""
        found = self._find(part, where)
        if found is not None:
            raise AssertionError(f"{self} should not see “{part}” but does: {found}")

    @property
    def toasts(self) -> list[str]:
        """Texts that answered this person's taps, oldest first."""
        queries = [query for query in self.telegram.callbacks.values() if query.user_id == self.id]
        return [query.answer["text"] for query in queries if query.answer and query.answer["text"]]

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

    async def _press(self, button: sight.Button) -> CallbackQuery | None:
        action, chat = button.action, button.chat
        if "callback_data" in action:
            bot = self.telegram.bots[button.message.sender_id or 0]
            query = acts.tap(self.telegram, chat, self.id, bot, button.message, action["callback_data"])
            await self.world.settle()
            return query
        if "url" in action:
            await self.opens(action["url"])
        return None

    async def _press_gone(self, message: Json, label: str) -> CallbackQuery | None:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        data = [button["callback_data"] for row in rows for button in row if label in button["text"]]
        chat, bot = self.world.chat_of(message), self.telegram.bots[message["from"]["id"]]
        query = acts.tap(self.telegram, chat, self.id, bot, message, data[0])
        await self.world.settle()
        return query

    def _find(self, part: str, where: Where | None) -> Json | None:
        chats = [self._chat(where)] if where is not None else sight.chats_of(self.telegram, self.id)
        messages = [m for chat in chats for m in sight.visible(self.telegram, self.id, chat)]
        for message in sorted(messages, key=lambda m: m.order, reverse=True):
            if part in sight.text_of(message) or any(part in label for label in sight.labels_of(message)):
                return message.fields
        if where is None and any(part in toast for toast in self.toasts):
            return {"toast": next(toast for toast in reversed(self.toasts) if part in toast)}
        return None

    def _seen(self, where: Where | None = None) -> str:
        chats = [self._chat(where)] if where is not None else sight.chats_of(self.telegram, self.id)
        pairs = [(chat, message) for chat in chats for message in sight.visible(self.telegram, self.id, chat)]
        pairs.sort(key=lambda pair: pair[1].order)
        lines = [sight.description(self.telegram, chat, message) for chat, message in pairs[-20:]]
        lines += [f"toast: {toast}" for toast in self.toasts[-5:]]
        return "They see:\n  " + ("\n  ".join(lines) or "nothing")
