"""Reply markup as a bot passes it: checked, and reduced to what clients get."""

from typing import Any

import msgspec

from bot.simulator.errors import bad_request
from bot.simulator.state import Json

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
# Not documented; observed by many (limits.tginfo.me): 100 buttons and 10 KB in one keyboard.
_MOST_BUTTONS = 100
_MOST_BYTES = 10_240
_LINKS = ("http://", "https://", "tg://", "ton://")


def inline_keyboard(markup: Any) -> Json | None:
    """The inline keyboard a message carries, None where there is no button. Raises for what Telegram refuses."""
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    checked = [[_button(button) for button in _row(row)] for row in rows]
    checked = [row for row in checked if row]
    if sum(map(len, checked)) > _MOST_BUTTONS or len(msgspec.json.encode(checked)) > _MOST_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def is_reply_keyboard(markup: Any) -> bool:
    """Whether the markup is a reply keyboard, its removal or a forced reply; anything else is nothing Telegram knows."""
    return isinstance(markup, dict) and any(name in markup for name in ("keyboard", "remove_keyboard", "force_reply"))


def _row(row: Any) -> list[Any]:
    if not isinstance(row, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return row


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    text = text.strip()
    if not text:
        raise bad_request("BUTTON_TEXT_INVALID")
    given = [name for name in _ACTIONS if button.get(name) is not None]
    if not given:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    action = given[0]
    value = button[action]
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= 64:
        # Bot API: InlineKeyboardButton.callback_data, 1-64 bytes.
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        value = _url(str(value))
    if action == "web_app" and not str((value or {}).get("url", "")).startswith("https://"):
        raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")
    shape: Json = {"text": text, action: value}
    shape |= {name: button[name] for name in ("style", "icon_custom_emoji_id") if button.get(name)}
    return shape


def _url(url: str) -> str:
    if url.startswith(_LINKS):
        return url
    if "." in url and " " not in url:
        return f"http://{url}"
    raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
