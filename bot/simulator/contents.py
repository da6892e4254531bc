"""What messages carry besides text and files, as the JSON of the Bot API. No permission is checked here."""

from collections.abc import Iterable
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.state import Chat, Json, User
from bot.simulator.telegram import Telegram

# Bot API: sendDice.emoji and its values.
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def story(telegram: Telegram, poster: Chat | User) -> Json:
    """Bot API: Story, of a person, a group or a channel. Its text and picture never reach a bot."""
    shown = telegram.chat_json(poster if isinstance(poster, Chat) else Chat(poster.id, "private"))
    return {"chat": shown, "id": telegram.serial()}


def contact(phone: str, first_name: str, *, user_id: int | None = None, details: Json | None = None) -> Json:
    """Bot API: Contact. `details`: last_name, vcard."""
    shape: Json = {"phone_number": phone, "first_name": first_name, **(details or {})}
    return {"contact": shape | ({"user_id": user_id} if user_id else {})}


def venue(location: Json, title: str, address: str) -> Json:
    """Bot API: Venue, "for backward compatibility, when this field is set, the location field will also be set"."""
    return {"venue": {"location": location, "title": title, "address": address}, "location": location}


def thrown(telegram: Telegram, emoji: str) -> Json:
    """Bot API: Dice."""
    if emoji not in DICE:
        raise bad_request("wrong emoji specified for the dice")
    return {"dice": {"emoji": emoji, "value": telegram.chance.randint(1, DICE[emoji])}}


def checklist(title: Json, tasks: Iterable[Json], *, others_add: bool, others_mark: bool) -> Json:
    """Bot API: Checklist. Title and tasks come as `text` with `entities`."""
    shape: Json = {"title": title["text"], "tasks": []}
    if "entities" in title:
        shape["title_entities"] = title["entities"]
    shape["tasks"] = [task(number, content) for number, content in enumerate(tasks, 1)]
    shape |= {"others_can_add_tasks": True} if others_add else {}
    shape |= {"others_can_mark_tasks_as_done": True} if others_mark else {}
    return {"checklist": shape}


def task(number: int, content: Json) -> Json:
    """Bot API: ChecklistTask."""
    shape: Json = {"id": number, "text": content["text"]}
    return {**shape, "text_entities": content["entities"]} if "entities" in content else shape


def marked(shape: Json, done: Iterable[int], undone: Iterable[int], by: Json, now: int) -> Json:
    """The checklist with tasks marked. Raises where a task does not exist."""
    done, undone = set(done), set(undone)
    if not (done | undone) <= {one["id"] for one in shape["tasks"]}:
        raise bad_request("TODO_ITEM_INVALID")
    tasks = [_marked(one, one["id"] in done, one["id"] in undone, by, now) for one in shape["tasks"]]
    return {**shape, "tasks": tasks}


def _marked(shape: Json, is_done: bool, is_undone: bool, by: Json, now: int) -> Json:
    if is_done:
        return {**shape, "completed_by_user": by, "completion_date": now}
    if is_undone:
        return {name: value for name, value in shape.items() if not name.startswith("complet")}
    return shape


def giveaway(chats: Iterable[Json], ends_at: int, winners: int, prize: str | None, stars: int | None) -> Json:
    """Bot API: Giveaway, of Stars or of three months of Premium."""
    shape: Json = {"chats": list(chats), "winners_selection_date": ends_at, "winner_count": winners}
    shape |= {"prize_description": prize} if prize else {}
    shape |= {"prize_star_count": stars} if stars else {"premium_subscription_month_count": 3}
    return {"giveaway": shape}


def paid_media(stars: int, items: int) -> Json:
    """Bot API: PaidMediaInfo as who has not paid sees it, previews only."""
    return {"paid_media": {"star_count": stars, "paid_media": [_PREVIEW] * items}}


_PREVIEW: dict[str, Any] = {"type": "preview", "width": 1280, "height": 720}
