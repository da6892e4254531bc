"""People who script conversations: `await member.says(group, "签到")`, `member.sees("第 1 天")`.

Every act waits for the world to settle (the bot has answered) before it returns. Acts that Telegram refuses raise `ApiError`.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from bot.simulator import acts, sight
from bot.simulator.boosts import boost
from bot.simulator.errors import bad_request
from bot.simulator.membership import answer_join_request, block, change_member, expel, leave
from bot.simulator.mini_apps import init_data
from bot.simulator.permissions import permitted, require_right
from bot.simulator.sharing import Sharer
from bot.simulator.state import Bot, CallbackQuery, Chat, Json, Member, User
from bot.simulator.telegram import ALL_RIGHTS, EVERYTHING
from bot.simulator.writing import Where

# core.telegram.org/bots/features#deep-linking: "A-Z, a-z, 0-9, _ and -", "up to 64 characters long".
_START_PAYLOAD = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


class Person(Sharer):
    """Somebody with a Telegram account."""

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

    async def opens(self, url: str, *, into: Chat | None = None) -> Chat | None:
        """Follow a t.me link: `?start=` starts the bot, `?startgroup=` adds it to the group `into`, an invite link joins.

        The chat it leads to, None for others.
        """
        parts = urlsplit(url)
        name = parts.path.strip("/")
        if parts.hostname not in ("t.me", "telegram.me"):
            return None
        named = self.telegram.usernames.get(name.lower())
        if isinstance(named, User) and named.id in self.telegram.bots:
            bot, query = self.telegram.bots[named.id], parse_qs(parts.query, keep_blank_values=True)
            if "startgroup" in query and into is not None:
                return await self._adds_bot(into, bot, query["startgroup"][0], query.get("admin", [""])[0])
            payload = query.get("start", [""])[0]
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

    async def joins(self, chat: Chat, via: str | Json | None = None, *, via_folder: bool = False) -> None:
        """Join, through an invite link, a folder of chats or the chat's name; where it asks for approval, wait for it."""
        url = via["invite_link"] if isinstance(via, dict) else via
        acts.join(self.telegram, chat, self.id, url, via_folder=via_folder)
        await self.world.settle()

    async def leaves(self, chat: Chat) -> None:
        """Leave."""
        leave(self.telegram, chat, self.id)
        await self.world.settle()

    async def boosts(self, chat: Chat, count: int = 1) -> None:
        """Give the chat boosts."""
        boost(self.telegram, chat, self.id, count)
        await self.world.settle()

    async def tags_self(self, chat: Chat, tag: str) -> None:
        """Choose one's own tag; an empty one takes it away."""
        member = self.telegram.member(chat, self.id)
        if not member.is_present or not permitted(chat, member, "can_edit_tag"):
            raise bad_request("not enough rights to edit the tag")
        change_member(self.telegram, chat, replace(member, tag=tag or None), self.id)
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

    async def _adds_bot(self, chat: Chat, bot: Bot, payload: str, rights: str) -> Chat:
        """core.telegram.org/bots/features#deep-linking: the bot joins, as an administrator where the link names rights,
        and gets "/start@your_bot PAYLOAD"."""
        if payload and not _START_PAYLOAD.match(payload):
            raise bad_request("START_PARAM_INVALID")
        acts.add(self.telegram, chat, bot.id, self.id)
        if rights:
            require_right(self.telegram, chat, self.id, "can_promote_members", "not enough rights")
            names = {f"can_{name}": True for name in rights.split("+" if "+" in rights else None)}
            given = {"can_manage_chat": True, **names}
            change_member(self.telegram, chat, Member(bot.id, "administrator", given, promoted_by=self.id), self.id)
        await self.world.settle()
        if payload:
            await self.says(chat, f"/start@{bot.user.username} {payload}")
        return chat

    async def _press(self, button: sight.Button) -> CallbackQuery | None:
        action, chat = button.action, button.chat
        if "callback_data" in action:
            bot = acts.owner_of_buttons(self.telegram, button.message)
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
