"""The commands there are, for /help and for Telegram's own menu. What a command does: `command-<name>` in the locale files.

A new command is one line in `COMMANDS` and one sentence in three languages; a test compares the table with the routers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Flag, auto

import structlog

from bot.clock import Clock
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.membership.roles import Role
from bot.telegram.client import Client
from bot.telegram.failures import RETRIED, TelegramFailure

log = structlog.get_logger(__name__)

RETRY_PAUSES = (5.0, 30.0, 120.0, 600.0)
"""Seconds before the menu is tried again; nobody is kept waiting for it."""


class Place(Flag):
    """Where a command works."""

    PRIVATE = auto()
    GROUP = auto()
    STAFF = auto()


EVERYWHERE = Place.PRIVATE | Place.GROUP | Place.STAFF
IN_GROUPS = Place.GROUP | Place.STAFF


@dataclass(frozen=True, slots=True)
class MenuCommand:
    """A slash command, the lowest role it is for, and where it works."""

    name: str
    role: Role = Role.RESTRICTED
    places: Place = EVERYWHERE

    @property
    def key(self) -> str:
        """Its sentence in the locale files."""
        return f"command-{self.name}"


@dataclass(frozen=True, slots=True)
class MenuScope:
    """A BotCommandScope of the Bot API, and which commands its people see."""

    type: str
    place: Place
    role: Role


COMMANDS: tuple[MenuCommand, ...] = (
    MenuCommand("start", places=Place.PRIVATE),
    MenuCommand("help"),
    MenuCommand("rules"),
    MenuCommand("lang"),
    MenuCommand("privacy", places=Place.PRIVATE),
    MenuCommand("report", places=Place.GROUP),
    MenuCommand("warn", Role.MODERATOR),
    MenuCommand("unwarn", Role.MODERATOR),
    MenuCommand("mute", Role.MODERATOR),
    MenuCommand("unmute", Role.MODERATOR),
    MenuCommand("slowlane", Role.MODERATOR),
    MenuCommand("kick", Role.MODERATOR),
    MenuCommand("ban", Role.MODERATOR),
    MenuCommand("unban", Role.MODERATOR),
    MenuCommand("del", Role.MODERATOR),
    MenuCommand("purge", Role.MODERATOR),
    MenuCommand("case", Role.MODERATOR),
    MenuCommand("history", Role.MODERATOR),
    MenuCommand("held", Role.MODERATOR),
    MenuCommand("undo", Role.MODERATOR),
    MenuCommand("reports", Role.MODERATOR),
    MenuCommand("trust", Role.MODERATOR),
    MenuCommand("untrust", Role.MODERATOR),
    MenuCommand("settings", Role.MANAGER),
    MenuCommand("rule", Role.MANAGER),
    MenuCommand("export", Role.MANAGER),
    MenuCommand("import", Role.MANAGER),
    MenuCommand("role", Role.OWNER),
    MenuCommand("bind", Role.OWNER, IN_GROUPS),
)

# Telegram shows the most particular scope that fits. Managers and owners of one chat have no scope of their own here:
# administrators see what any of them may do, and whoever lacks the right is told so.
SCOPES: tuple[MenuScope, ...] = (
    MenuScope("all_private_chats", Place.PRIVATE, Role.MEMBER),
    MenuScope("all_group_chats", Place.GROUP, Role.MEMBER),
    MenuScope("all_chat_administrators", Place.GROUP, Role.OWNER),
)


def commands_for(role: Role, place: Place, commands: Iterable[MenuCommand] = COMMANDS) -> list[MenuCommand]:
    """What somebody of `role` can send at `place`, in the order of the table."""
    return [command for command in commands if command.role <= role and place in command.places]


def menu_languages(default: Language) -> dict[str, Language]:
    """Which language is registered under which `language_code`; the empty code is for everybody else.

    Codes have two letters (Bot API, setMyCommands), so the two scripts share `zh`.
    """
    chinese = Language.ZH_HANS if default is Language.EN else default
    return {"": default, "zh": chinese, "en": Language.EN}


async def publish_menu(
    telegram: Client, translator: Translator, default: Language, commands: Sequence[MenuCommand] = COMMANDS
) -> int:
    """Register what differs from what Telegram has; how many lists that were. Raises `TelegramFailure`."""
    changed = 0
    for scope in SCOPES:
        for code, language in menu_languages(default).items():
            wanted = [
                {"command": command.name, "description": translator.plain(language, command.key)}
                for command in commands_for(scope.role, scope.place, commands)
            ]
            where = {"scope": {"type": scope.type}, "language_code": code or None}
            listed = await telegram.call("getMyCommands", **where)
            if [(one["command"], one["description"]) for one in listed] != [
                (one["command"], one["description"]) for one in wanted
            ]:
                await telegram.call("setMyCommands", commands=wanted, **where)
                changed += 1
    return changed


async def keep_menu(telegram: Client, translator: Translator, default: Language, clock: Clock) -> None:
    """Publish the menu beside everything else; try again later where Telegram does not answer, then leave it."""
    for pause in (*RETRY_PAUSES, None):
        try:
            changed = await publish_menu(telegram, translator, default)
        except TelegramFailure as failure:
            log.warning("command menu not registered", error=failure.description)
            if failure.kind not in RETRIED or pause is None:
                return
            await clock.sleep(max(pause, failure.retry_after))
        else:
            log.info("command menu registered", changed=changed)
            return
