"""What people send besides texts and files: stories, contacts, polls, checklists, and what comes by way of bots."""

from collections.abc import Sequence
from typing import Any

from bot.simulator import acts, contents, inline
from bot.simulator.errors import bad_request
from bot.simulator.files import media_content, store
from bot.simulator.messages import Reply, Sender, change, post, post_service, without_reply
from bot.simulator.parameters import Upload
from bot.simulator.polls import add_option, close_poll, fresh_poll, vote
from bot.simulator.rich_messages import rich_blocks, rich_content
from bot.simulator.state import Bot, Chat, InlineQuery, Json
from bot.simulator.writing import Where, Writer

Buttons = Sequence[tuple[str, str]]  # label and address


class Sharer(Writer):
    """Somebody who can send everything a client can."""

    # ---- people, places, luck

    async def shares_contact(
        self, where: Where, phone: str, name: str, *, whose: Writer | None = None, **details: str
    ) -> Json:
        """Send a contact card; `whose` makes it one of somebody with an account. `details`: last_name, vcard."""
        user_id = whose.id if whose is not None else None
        return await self._write(where, contents.contact(phone, name, user_id=user_id, details=details))

    async def sends_venue(
        self, where: Where, title: str, address: str, *, at: tuple[float, float] = (0.0, 0.0)
    ) -> Json:
        """Send a place."""
        return await self._write(where, contents.venue({"latitude": at[0], "longitude": at[1]}, title, address))

    async def shares_location(self, where: Where, latitude: float, longitude: float, *, live_for: int = 0) -> Json:
        """Send where one is, for `live_for` seconds also where one goes (`moves`)."""
        location: Json = {"latitude": latitude, "longitude": longitude}
        return await self._write(where, {"location": location | ({"live_period": live_for} if live_for else {})})

    async def throws(self, where: Where, emoji: str = "🎲") -> Json:
        """Throw a die, a dart, a ball, or pull the slot machine."""
        return await self._write(where, contents.thrown(self.telegram, emoji))

    async def sends_sticker(self, where: Where, emoji: str, set_name: str | None = None) -> Json:
        """Send a sticker of a set."""
        upload = Upload("sticker.webp", emoji.encode(), "image/webp")
        stored = store(self.telegram, "sticker", upload, {"emoji": emoji, "set_name": set_name})
        return await self._write(where, media_content("sticker", stored))

    # ---- stories, giveaways, paid media, articles

    async def sends_story(self, where: Where, of: Chat | Writer | None = None) -> Json:
        """Forward a story, one's own unless it is a chat's or somebody else's. Bots learn only whose it is."""
        poster = of if isinstance(of, Chat) else (of or self).user
        return await self._write(where, {"story": contents.story(self.telegram, poster)})

    async def replies_to_story(self, where: Where, text: str, of: Chat | Writer) -> Json:
        """Answer a story in a chat."""
        poster = of if isinstance(of, Chat) else of.user
        content = acts.text_content(self.telegram, text)
        return await self._write(where, content | {"reply_to_story": contents.story(self.telegram, poster)})

    async def sends_giveaway(
        self,
        where: Where,
        *chats: Chat,
        winners: int = 1,
        prize: str | None = None,
        stars: int | None = None,
        days: int = 7,
    ) -> Json:
        """Announce a giveaway among the members of chats."""
        ends_at = self.telegram.now() + days * 86400
        shown = [self.telegram.chat_json(chat) for chat in chats]
        return await self._write(where, contents.giveaway(shown, ends_at, winners, prize, stars))

    async def sends_paid_media(self, where: Where, caption: str = "", *, stars: int = 1, items: int = 1) -> Json:
        """Send pictures that cost Stars; who has not paid sees previews."""
        return await self._write(where, contents.paid_media(stars, items) | self._caption(caption))

    async def sends_rich(self, where: Where, html: str = "", *, blocks: list[Json] | None = None) -> Json:
        """Send an article: a message of blocks, with formatting and links, that has no `text`."""
        if blocks is None:
            content = acts.text_content(self.telegram, html, html=True)
            blocks = rich_blocks(content["text"], content.get("entities", []))
        return await self._write(where, rich_content(blocks))

    # ---- checklists

    async def sends_checklist(
        self, where: Where, title: str, *tasks: str, others_add: bool = False, others_mark: bool = False
    ) -> Json:
        """Send a list of things to do."""
        texts = [acts.text_content(self.telegram, text) for text in (title, *tasks)]
        content = contents.checklist(texts[0], texts[1:], others_add=others_add, others_mark=others_mark)
        return await self._write(where, content)

    async def ticks(self, message: Json, *done: int, undone: Sequence[int] = ()) -> Json:
        """Mark tasks of a checklist as done, or not. Bots get a service message, not an edit."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        shape: Json = stored.fields["checklist"]
        if stored.sender_id != self.id and not shape.get("others_can_mark_tasks_as_done"):
            raise bad_request("not enough rights to mark tasks as done")
        user = self.telegram.user_json(self.id)
        marked = contents.marked(shape, done, undone, user, self.telegram.now())
        change(self.telegram, chat, stored, {"checklist": marked}, announced=False, stamp=False)
        news: Json = {"checklist_message": without_reply(stored.fields)}
        news |= {"marked_as_done_task_ids": list(done)} if done else {}
        news |= {"marked_as_not_done_task_ids": list(undone)} if undone else {}
        post_service(self.telegram, chat, self.id, {"checklist_tasks_done": news})
        await self.world.settle()
        return stored.fields

    async def adds_tasks(self, message: Json, *tasks: str) -> Json:
        """Add tasks to a checklist: the service message carries their texts."""
        chat, stored = self.world.chat_of(message), self.world.stored(message)
        shape: Json = stored.fields["checklist"]
        if stored.sender_id != self.id and not shape.get("others_can_add_tasks"):
            raise bad_request("not enough rights to add tasks to the checklist")
        first = len(shape["tasks"]) + 1
        added = [contents.task(n, acts.text_content(self.telegram, text)) for n, text in enumerate(tasks, first)]
        longer = {**shape, "tasks": [*shape["tasks"], *added]}
        change(self.telegram, chat, stored, {"checklist": longer}, announced=False, stamp=False)
        news = {"checklist_message": without_reply(stored.fields), "tasks": added}
        post_service(self.telegram, chat, self.id, {"checklist_tasks_added": news})
        await self.world.settle()
        return stored.fields

    # ---- polls

    async def asks(
        self,
        chat: Where,
        question: str,
        *options: str | Json,
        anonymous: bool = True,
        correct: int | None = None,
        can_grow: bool = False,
        **settings: Any,
    ) -> Json:
        """Open a poll, or with a `correct` option a quiz. An option is a text or a PollOption (`text`, `media`).

        `settings` are fields of the Bot API's Poll: explanation, description, media, allows_multiple_answers …
        """
        if correct is not None:
            settings["type"] = "quiz"
        given = [{"text": option} if isinstance(option, str) else option for option in options]
        shape = fresh_poll(self.telegram, question, given, is_anonymous=anonymous, **settings)
        answers = [] if correct is None else [correct]
        place = self._chat(chat)
        message = acts.open_poll(self.telegram, place, self.id, shape, correct=answers, can_grow=can_grow)
        await self.world.settle()
        return message.fields

    async def votes(self, message: Json, *options: int | str) -> None:
        """Vote in a poll by option number or text; without options take the vote back."""
        poll = self.telegram.polls[message["poll"]["id"]]
        texts = [option["text"] for option in poll.fields["options"]]
        vote(self.telegram, poll, self.id, [one if isinstance(one, int) else texts.index(one) for one in options])
        await self.world.settle()

    async def adds_option(self, message: Json, text: str) -> None:
        """Add an answer to a poll that allows it."""
        add_option(self.telegram, self.telegram.polls[message["poll"]["id"]], self.id, text)
        await self.world.settle()

    async def stops(self, message: Json) -> None:
        """Close a poll of one's own."""
        stored = self.world.stored(message)
        if stored.sender_id != self.id:
            raise bad_request("poll can't be stopped")
        close_poll(self.telegram, self.telegram.polls[stored.poll_id or ""], manually=True)
        await self.world.settle()

    # ---- by way of bots

    async def sends_via(self, where: Where, bot: Bot, text: str = "", *, buttons: Buttons = (), **content: Any) -> Json:
        """Send something an inline bot offered, whether or not a client of that bot is running."""
        shown = self._with_buttons(text, buttons, content)
        return await self._write(where, shown | {"via_bot": self.telegram.user_json(bot.id)})

    async def types_to(self, bot: Bot, query: str, where: Where) -> InlineQuery:
        """Type `@bot query` and wait for offers: `results` of what comes back, None while the bot is silent."""
        asked = inline.ask(self.telegram, bot, self.id, query, self._chat(where))
        await self.world.settle()
        return asked

    async def picks(self, query: InlineQuery, where: Where, number: int = 0) -> Json:
        """Send one of the offers."""
        if not query.results:
            raise AssertionError(f"the bot offered nothing for “{query.query}”")
        via = {"via_bot": self.telegram.user_json(query.bot_id)}
        return await self._write(where, query.results[number].content | via)

    async def summons(
        self, where: Where, bot: Bot, text: str, *, answer: str | None = None, buttons: Buttons = (), **content: Any
    ) -> Json:
        """Call a guest bot by its name. `answer` is what it writes where no client of that bot is running.

        Returns the guest bot's message if `answer` is given, else one's own.
        """
        called = await self._write(where, acts.text_content(self.telegram, f"@{bot.user.username} {text}"))
        if answer is None:
            return called
        chat, stored = self._chat(where), self.world.stored(called)
        shown = self._with_buttons(answer, buttons, content) | inline.guest_caller(stored)
        message = post(self.telegram, chat, Sender(bot.id), shown, reply=Reply(chat, stored))
        await self.world.settle()
        return message.fields

    def _with_buttons(self, text: str, buttons: Buttons, content: Json) -> Json:
        shown = {**content, **(acts.text_content(self.telegram, text) if text else {})}
        if buttons:
            shown["reply_markup"] = {"inline_keyboard": [[{"text": label, "url": url}] for label, url in buttons]}
        return shown
