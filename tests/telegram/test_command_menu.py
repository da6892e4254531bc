"""The table of commands, and what Telegram is told of it."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from bot.clock import ManualClock
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.membership.roles import Role
from bot.telegram.client import Client
from bot.telegram.command_menu import (
    COMMANDS,
    SCOPES,
    MenuCommand,
    Place,
    commands_for,
    keep_menu,
    menu_languages,
    publish_menu,
)

TRANSLATOR = Translator()
Lists = dict[tuple[str, str], list[dict[str, str]]]


class MenuServer:
    """The two methods of the Bot API that this is about. `failures`: how many calls answer 500 first."""

    def __init__(self, failures: int = 0, refusal: int = 0) -> None:
        self.lists: Lists = {}
        self.writes = 0
        self.failures = failures
        self.refusal = refusal

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], timeout: float | None = None
    ) -> tuple[int, bytes]:
        if self.refusal:
            return self.refusal, _body(ok=False, error_code=self.refusal, description="Bad Request: no")
        if self.failures:
            self.failures -= 1
            return 500, _body(ok=False, error_code=500, description="Internal Server Error")
        key = (params["scope"]["type"], params.get("language_code", ""))
        if method == "getMyCommands":
            return 200, _body(ok=True, result=self.lists.get(key, []))
        assert method == "setMyCommands"
        self.writes += 1
        self.lists[key] = params["commands"]
        return 200, _body(ok=True, result=True)

    async def download(self, token: str, path: str, limit: int) -> bytes:
        raise NotImplementedError

    async def close(self) -> None: ...


def _body(**answer: Any) -> bytes:
    return msgspec.json.encode(answer)


def names(listed: list[dict[str, str]]) -> list[str]:
    return [one["command"] for one in listed]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("language", Language)
def test_telegram_takes_every_command(command: MenuCommand, language: Language) -> None:
    description = TRANSLATOR.plain(language, command.key)
    assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
    assert 1 <= len(description) <= 256
    assert "<" not in description


def test_names_are_unique() -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(
    ("role", "place", "has", "has_not"),
    [
        (Role.RESTRICTED, Place.GROUP, ["help", "rules", "lang"], ["start", "ban", "settings", "bind"]),
        (Role.MEMBER, Place.PRIVATE, ["start", "privacy"], ["ban", "settings"]),
        (Role.MODERATOR, Place.STAFF, ["ban", "trust"], ["settings", "role"]),
        (Role.MANAGER, Place.PRIVATE, ["ban", "settings"], ["role", "bind"]),
        (Role.OWNER, Place.GROUP, ["role", "bind"], ["start"]),
        (Role.OWNER, Place.PRIVATE, ["role"], ["bind"]),
    ],
)
def test_commands_by_role_and_place(role: Role, place: Place, has: list[str], has_not: list[str]) -> None:
    available = {command.name for command in commands_for(role, place)}
    assert set(has) <= available
    assert not set(has_not) & available


@pytest.mark.parametrize(
    ("default", "codes"),
    [
        (Language.ZH_HANS, {"": Language.ZH_HANS, "zh": Language.ZH_HANS, "en": Language.EN}),
        (Language.ZH_HANT, {"": Language.ZH_HANT, "zh": Language.ZH_HANT, "en": Language.EN}),
        (Language.EN, {"": Language.EN, "zh": Language.ZH_HANS, "en": Language.EN}),
    ],
)
def test_languages_of_the_menu(default: Language, codes: dict[str, Language]) -> None:
    assert menu_languages(default) == codes


async def test_the_menu_is_written_once() -> None:
    server = MenuServer()
    client = Client(server, "1:token")
    assert await publish_menu(client, TRANSLATOR, Language.ZH_HANS) == len(SCOPES) * 3
    assert await publish_menu(client, TRANSLATOR, Language.ZH_HANS) == 0
    assert server.writes == len(SCOPES) * 3


async def test_what_changed_is_written_again() -> None:
    server = MenuServer()
    client = Client(server, "1:token")
    await publish_menu(client, TRANSLATOR, Language.ZH_HANS)
    del server.lists["all_group_chats", "en"]
    assert await publish_menu(client, TRANSLATOR, Language.ZH_HANS) == 1
    assert names(server.lists["all_group_chats", "en"]) == names(server.lists["all_group_chats", ""])


async def test_each_scope_has_its_commands_in_its_language() -> None:
    server = MenuServer()
    await publish_menu(Client(server, "1:token"), TRANSLATOR, Language.ZH_HANT)
    private, group, administrators = (
        server.lists[scope, ""] for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators")
    )
    assert "start" in names(private)
    assert "ban" not in names(private) + names(group)
    assert {"ban", "settings", "bind"} <= set(names(administrators))
    described = {one["command"]: one["description"] for one in group}
    assert described["rules"] == "查看群規"
    assert {"command": "rules", "description": "Show the group rules"} in server.lists["all_group_chats", "en"]


async def test_a_server_that_is_away_is_asked_again_later() -> None:
    server, clock = MenuServer(failures=1), ManualClock()
    keeping = asyncio.create_task(keep_menu(Client(server, "1:token"), TRANSLATOR, Language.EN, clock))
    await clock.advance(0)
    assert not server.lists
    await clock.advance(5)
    await keeping
    assert server.lists


@pytest.mark.parametrize("server", [MenuServer(failures=1_000), MenuServer(refusal=400)], ids=["away", "refuses"])
async def test_the_menu_never_stops_the_bot(server: MenuServer) -> None:
    clock = ManualClock()
    keeping = asyncio.create_task(keep_menu(Client(server, "1:token"), TRANSLATOR, Language.EN, clock))
    for _ in range(6):
        await clock.advance(600)
    await keeping
    assert not server.lists
