"""Acts of people by name, for the control API and the chat page: `{"act": "says", "person": 5, "chat": "-100…", "text": "签到"}`."""

import base64
from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.acts import owner_of_buttons, tap
from bot.simulator.errors import bad_request
from bot.simulator.mini_apps import init_data, launch_url
from bot.simulator.people import Person
from bot.simulator.state import Chat, Json
from bot.simulator.views import chat_by_key, chat_key, message_by_key
from bot.simulator.world import World
from bot.simulator.writing import Where

Act = Callable[["Actor", Json], Awaitable[Any]]


class Actor:
    """A person and the arguments of what they do."""

    def __init__(self, world: World, person: Person) -> None:
        self.world = world
        self.person = person

    def chat(self, args: Json, name: str = "chat") -> Chat:
        """The chat an argument names."""
        try:
            chat = chat_by_key(self.world.telegram, self.person.id, str(args.get(name, "")))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def message(self, args: Json) -> Json:
        """The message that `message` names, as it is now."""
        try:
            message = message_by_key(self.chat(args), str(args.get("message", "")))
        except ValueError:
            message = None
        if message is None:
            raise bad_request("message not found")
        return message.fields

    def somebody(self, args: Json) -> Person:
        """The person that `who` names."""
        return self.world.who(int(args.get("who", 0)))


async def _says(actor: Actor, args: Json) -> Json:
    where: Where = actor.chat(args)
    if args.get("reply_to"):
        replied = actor.message({**args, "message": args["reply_to"]})
        return await actor.person.replies_to(replied, str(args["text"]), quote=args.get("quote"))
    fields = args.get("fields") or {}
    return await actor.person.says(where, str(args["text"]), topic=int(args.get("topic") or 0), **fields)


async def _sends(actor: Actor, args: Json) -> Json:
    """Anything a message may carry, as the Bot API's fields."""
    return await actor.person.sends(actor.chat(args), topic=int(args.get("topic") or 0), **args["content"])


async def _uploads(actor: Actor, args: Json) -> Json:
    content = base64.b64decode(str(args["content"]))
    kind = str(args.get("kind") or "document")
    return await actor.person.uploads(
        actor.chat(args),
        str(args["filename"]),
        content,
        str(args.get("caption") or ""),
        kind=kind,
        topic=int(args.get("topic") or 0),
    )


async def _taps(actor: Actor, args: Json) -> Json:
    if "data" in args:
        return await _taps_data(actor, args)
    target: str | Json = str(args["label"]) if not args.get("message") else actor.message(args)
    query = await actor.person.taps(target, str(args.get("label") or ""))
    return {"query": query.id if query else None, "answer": query.answer if query else None}


async def _taps_data(actor: Actor, args: Json) -> Json:
    """The page names a button by its data: labels may repeat."""
    chat = actor.chat(args)
    message = message_by_key(chat, str(args["message"]))
    if message is None:
        raise bad_request("message not found")
    bot = owner_of_buttons(actor.world.telegram, message)
    query = tap(actor.world.telegram, chat, actor.person.id, bot, message, str(args["data"]))
    await actor.world.settle()
    return {"query": query.id, "answer": query.answer}


async def _opens(actor: Actor, args: Json) -> Json:
    chat = await actor.person.opens(str(args["url"]))
    return {"chat": chat_key(chat) if chat else None}


async def _launches(actor: Actor, args: Json) -> Json:
    """A Mini App's button: the address with signed data, to be opened by the page."""
    chat, message = actor.chat(args), actor.message(args)
    bot = actor.world.telegram.bots[message["from"]["id"]]
    data = init_data(actor.world.telegram, bot, actor.person.id, chat=chat)
    return {"url": launch_url(str(args["url"]), data)}


async def _starts(actor: Actor, args: Json) -> Json:
    chat = actor.chat(args)
    return await actor.person.starts(actor.world.telegram.bots[chat.bot_id or 0], args.get("payload"))


async def _blocks(actor: Actor, args: Json) -> None:
    bot = actor.world.telegram.bots[actor.chat(args).bot_id or 0]
    await (actor.person.unblocks(bot) if args.get("lift") else actor.person.blocks(bot))


async def _edits(actor: Actor, args: Json) -> Json:
    return await actor.person.edits(actor.message(args), str(args["text"]))


async def _deletes(actor: Actor, args: Json) -> None:
    await actor.person.deletes(actor.message(args))


async def _reacts(actor: Actor, args: Json) -> None:
    await actor.person.reacts(actor.message(args), *args.get("emoji", []))


async def _votes(actor: Actor, args: Json) -> None:
    await actor.person.votes(actor.message(args), *args.get("options", []))


async def _forwards(actor: Actor, args: Json) -> Json:
    return await actor.person.forwards(actor.message(args), actor.chat(args, "to"))


async def _joins(actor: Actor, args: Json) -> None:
    await actor.person.joins(actor.chat(args), args.get("via"))


async def _leaves(actor: Actor, args: Json) -> None:
    await actor.person.leaves(actor.chat(args))


async def _adds(actor: Actor, args: Json) -> None:
    await actor.person.adds(actor.chat(args), actor.somebody(args))


async def _bans(actor: Actor, args: Json) -> None:
    await actor.person.bans(actor.chat(args), actor.somebody(args))


async def _approves(actor: Actor, args: Json) -> None:
    await actor.person.approves(actor.chat(args), actor.somebody(args))


async def _pins(actor: Actor, args: Json) -> None:
    await actor.person.pins(actor.message(args))


ACTS: dict[str, Act] = {
    "says": _says,
    "sends": _sends,
    "uploads": _uploads,
    "taps": _taps,
    "opens": _opens,
    "launches": _launches,
    "starts": _starts,
    "blocks": _blocks,
    "edits": _edits,
    "deletes": _deletes,
    "reacts": _reacts,
    "votes": _votes,
    "forwards": _forwards,
    "joins": _joins,
    "leaves": _leaves,
    "adds": _adds,
    "bans": _bans,
    "approves": _approves,
    "pins": _pins,
}
