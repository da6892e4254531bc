"""Mini Apps: the signed `initData` a client hands to a web page.

Source: core.telegram.org/bots/webapps, "Validating data received via the Mini App".
"""

import hashlib
import hmac
from urllib.parse import quote, urlencode

import msgspec

from bot.simulator.state import Bot, Chat, Json
from bot.simulator.telegram import Telegram


def init_data(
    telegram: Telegram, bot: Bot, user_id: int, *, start_param: str | None = None, chat: Chat | None = None
) -> str:
    """`Telegram.WebApp.initData` for a person, signed with the bot's token, dated now."""
    user = telegram.users[user_id]
    shape: Json = {"id": user.id, "first_name": user.first_name, "last_name": user.last_name or ""}
    shape |= {"username": user.username} if user.username else {}
    shape |= {"language_code": user.language_code or "en", "allows_write_to_pm": True}
    fields = {"query_id": f"AAH{telegram.serial():09d}", "user": msgspec.json.encode(shape).decode()}
    if chat is not None and chat.type != "private":
        fields |= {"chat_type": chat.type, "chat_instance": str(-chat.id * 31)}
    if start_param is not None:
        fields["start_param"] = start_param
    fields["auth_date"] = str(telegram.now())
    checked = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", bot.token.encode(), hashlib.sha256).digest()
    fields["hash"] = hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()
    return urlencode(fields)


def launch_url(url: str, data: str) -> str:
    """The address a client opens: the page with its initData in the fragment."""
    return f"{url}#tgWebAppData={quote(data, safe='')}&tgWebAppVersion=9.1&tgWebAppPlatform=web"
