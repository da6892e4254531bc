"""What the bot says of itself: name, descriptions, commands, menu button, default rights."""

import re
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods.request import Method, Request
from bot.simulator.shapes import me_json
from bot.simulator.state import COMMON_RIGHTS, GROUP_RIGHTS, Json

_COMMAND = re.compile(r"^/?[a-z0-9_]{1,32}$")
_LANGUAGE = re.compile(r"^[a-z]{2}$")
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)


def get_me(request: Request) -> Json:
    """Bot API: getMe."""
    return me_json(request.bot)


def set_my_commands(request: Request) -> bool:
    """Bot API: setMyCommands, at most 100."""
    given: Any = request.params.structure("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(one) for one in given]
    key = _scope(request)
    if commands:
        request.bot.commands[key] = commands
    else:
        request.bot.commands.pop(key, None)
    return True


def get_my_commands(request: Request) -> list[Json]:
    """Bot API: getMyCommands, of exactly this scope and language."""
    return request.bot.commands.get(_scope(request), [])


def delete_my_commands(request: Request) -> bool:
    """Bot API: deleteMyCommands."""
    request.bot.commands.pop(_scope(request), None)
    return True


def _text_setter(field: str, argument: str, longest: int, refusal: str) -> Method:
    def set_text(request: Request) -> bool:
        text, language = request.params.text(argument), _language(request)
        if len(text) > longest:
            raise bad_request(refusal)
        texts: dict[str, str] = getattr(request.bot, field)
        if text:
            texts[language] = text
        else:
            texts.pop(language, None)
        return True

    return set_text


def _text_getter(field: str, argument: str) -> Method:
    def get_text(request: Request) -> Json:
        texts: dict[str, str] = getattr(request.bot, field)
        default = request.bot.user.first_name if argument == "name" else ""
        return {argument: texts.get(_language(request)) or texts.get("") or default}

    return get_text


def set_chat_menu_button(request: Request) -> bool:
    """Bot API: setChatMenuButton."""
    button = request.params.structure("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("MenuButton has unsupported type")
    request.bot.menu_buttons[request.params.integer("chat_id")] = button
    return True


def get_chat_menu_button(request: Request) -> Json:
    """Bot API: getChatMenuButton."""
    buttons = request.bot.menu_buttons
    default = buttons.get(0, {"type": "commands"})
    return buttons.get(request.params.integer("chat_id"), default)


def set_my_default_administrator_rights(request: Request) -> bool:
    """Bot API: setMyDefaultAdministratorRights."""
    rights = request.params.structure("rights", "administrator rights") or {}
    request.bot.default_rights[request.params.flag("for_channels")] = rights
    return True


def get_my_default_administrator_rights(request: Request) -> Json:
    """Bot API: getMyDefaultAdministratorRights."""
    rights = request.bot.default_rights.get(request.params.flag("for_channels"), {})
    return {name: bool(rights.get(name)) for name in ("is_anonymous", *COMMON_RIGHTS, *GROUP_RIGHTS)}


def _command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("expected an Object as BotCommand")
    name, description = str(given.get("command") or ""), str(given.get("description") or "").strip()
    if not _COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    ephemeral = {"is_ephemeral": True} if given.get("is_ephemeral") else {}
    return {"command": name.removeprefix("/"), "description": description, **ephemeral}


def _scope(request: Request) -> tuple[str, int, int, str]:
    scope: Any = request.params.structure("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: BotCommandScope has unsupported type")
    chat_id = user_id = 0
    if kind in ("chat", "chat_administrators", "chat_member"):
        chat = request.telegram.find_chat(request.bot, str(scope.get("chat_id") or ""))
        if kind == "chat_administrators" and not chat.is_group:
            raise bad_request("can't set commands for administrators of a private chat or a channel")
        chat_id = chat.id
    if kind == "chat_member":
        user_id = int(scope.get("user_id") or 0)
    return kind, chat_id, user_id, _language(request)


def _language(request: Request) -> str:
    code = request.params.text("language_code")
    if code and not _LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _text_setter("names", "name", 64, "BOT_TITLE_INVALID"),
    "getMyName": _text_getter("names", "name"),
    "setMyDescription": _text_setter("descriptions", "description", 512, "BOT_DESCRIPTION_INVALID"),
    "getMyDescription": _text_getter("descriptions", "description"),
    "setMyShortDescription": _text_setter("short_descriptions", "short_description", 120, "BOT_ABOUT_INVALID"),
    "getMyShortDescription": _text_getter("short_descriptions", "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyDefaultAdministratorRights": set_my_default_administrator_rights,
    "getMyDefaultAdministratorRights": get_my_default_administrator_rights,
}
