"""Administrator lists: asked once, kept, dropped when rights change, never guessed."""

import asyncio
from typing import Any

import pytest

from bot.membership import actions as membership
from bot.membership.roles import Role, Standing
from bot.messages import Chat
from bot.persistence.database import Database
from bot.telegram.client import Client
from bot.telegram.directory import Directory
from bot.telegram.failures import TelegramFailure
from tests.standstill import pass_time, standstill
from tests.telegram.post_office import GROUP
from tests.telegram.scripted_api import BROKEN, TOKEN, Answer, ScriptedApi, error, held, migrated, result

OWNER, MODERATOR, OPERATOR = 1, 2, 9


def listed(*user_ids: int) -> Answer:
    statuses = {OWNER: "creator"}
    return result(
        [
            {"status": statuses.get(one, "administrator"), "user": {"id": one}, "can_restrict_members": True}
            for one in user_ids
        ]
    )


@pytest.fixture
def api(database: Database) -> ScriptedApi:
    return ScriptedApi(database.clock)


@pytest.fixture
async def directory(database: Database, api: ScriptedApi) -> Directory:
    async with database.begin() as tx:
        await membership.ensure_chat(tx, Chat(id=GROUP, type="supergroup", title="茶友会"))
    return Directory(Client(api, TOKEN), database, frozenset({OPERATOR}))


def asked(api: ScriptedApi) -> int:
    return len(api.of("getChatAdministrators"))


async def test_a_list_is_asked_once_for_everybody(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChatAdministrators", listed(OWNER))
    lists = await asyncio.gather(*(directory.administrators(GROUP) for _ in range(20)))
    assert all(set(one) == {OWNER} for one in lists)
    assert asked(api) == 1


async def test_a_list_outlives_the_process(directory: Directory, api: ScriptedApi, database: Database) -> None:
    api.plan("getChatAdministrators", listed(OWNER))
    await directory.administrators(GROUP)
    again = Directory(Client(api, TOKEN), database, frozenset())
    assert set(await again.administrators(GROUP)) == {OWNER}
    assert asked(api) == 1


async def test_an_old_list_is_used_while_it_is_read_anew(
    directory: Directory, api: ScriptedApi, database: Database
) -> None:
    api.plan("getChatAdministrators", listed(OWNER), listed(OWNER, MODERATOR))
    await directory.administrators(GROUP)
    await pass_time(database, 3700)
    assert set(await directory.administrators(GROUP)) == {OWNER}
    await standstill(database)
    assert set(await directory.administrators(GROUP)) == {OWNER, MODERATOR}
    assert asked(api) == 2


async def test_a_change_of_rights_is_known_at_once(directory: Directory, api: ScriptedApi, database: Database) -> None:
    api.plan("getChatAdministrators", listed(OWNER, MODERATOR), listed(OWNER))
    await directory.administrators(GROUP)
    await directory.forget(GROUP)
    assert set(await directory.administrators(GROUP)) == {OWNER}


async def test_an_answer_from_before_the_change_is_not_kept(
    directory: Directory, api: ScriptedApi, database: Database
) -> None:
    """Telegram is asked, a moderator is dismissed, the answer arrives: it still names him."""
    gate = asyncio.Event()
    api.plan("getChatAdministrators", held(gate, listed(OWNER, MODERATOR)), listed(OWNER))
    early = asyncio.create_task(directory.administrators(GROUP))
    await standstill(database)
    await directory.forget(GROUP)
    late = await directory.administrators(GROUP)
    gate.set()
    assert set(await early) == {OWNER, MODERATOR}
    assert set(late) == set(await directory.administrators(GROUP)) == {OWNER}


async def test_nobody_is_judged_before_the_list_is_known(directory: Directory, api: ScriptedApi) -> None:
    """An owner whose first command meets a 500 must not be told that he has no rights."""
    api.plan("getChatAdministrators", BROKEN, listed(OWNER))
    with pytest.raises(TelegramFailure):
        await directory.administrators(GROUP)
    assert set(await directory.administrators(GROUP)) == {OWNER}


async def test_a_known_list_serves_while_telegram_is_away(
    directory: Directory, api: ScriptedApi, database: Database
) -> None:
    api.plan("getChatAdministrators", listed(OWNER), *[BROKEN] * 5)
    await directory.administrators(GROUP)
    await pass_time(database, 2 * 86_400)
    assert set(await directory.administrators(GROUP)) == {OWNER}


async def test_a_chat_without_the_bot_has_no_administrators(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChatAdministrators", error(403, "Forbidden: bot was kicked from the supergroup chat"))
    assert await directory.administrators(GROUP) == {}


async def test_prefetching_asks_once_and_fails_in_silence(
    directory: Directory, api: ScriptedApi, database: Database, logs: list[dict[str, Any]]
) -> None:
    api.plan("getChatAdministrators", BROKEN, listed(OWNER))
    for _ in range(50):
        directory.prefetch(GROUP)
    await standstill(database)
    assert asked(api) == 1
    assert not [entry for entry in logs if entry["log_level"] == "error"]
    directory.prefetch(GROUP)
    await standstill(database)
    assert set(await directory.administrators(GROUP)) == {OWNER}
    directory.prefetch(GROUP)
    await standstill(database)
    assert asked(api) == 2
    await directory.stop()


async def test_roles(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChatAdministrators", listed(OWNER, MODERATOR))
    roles = [await directory.role(1, user_id) for user_id in (OWNER, MODERATOR, OPERATOR, 5)]
    assert roles == [Role.OWNER, Role.MODERATOR, Role.OWNER, Role.MEMBER]
    assert directory.role_in(Standing(granted=Role.MANAGER), None, 5) is Role.MANAGER


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (result({"status": "member", "user": {"id": 5}}), "member"),
        (error(400, "Bad Request: user not found"), None),
        (error(400, "Bad Request: PARTICIPANT_ID_INVALID"), None),
        (error(403, "Forbidden: bot is not a member of the supergroup chat"), None),
    ],
)
async def test_a_person_in_a_chat(directory: Directory, api: ScriptedApi, answer: Answer, status: str | None) -> None:
    api.plan("getChatMember", answer)
    member = await directory.member(GROUP, 5)
    assert (member.status if member else None) == status


async def test_a_person_is_looked_for_where_the_group_went(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChatMember", migrated(-100500), result({"status": "kicked", "user": {"id": 5}}))
    member = await directory.member(GROUP, 5)
    assert member is not None
    assert [call.chat_id for call in api.calls] == [GROUP, -100500]


async def test_a_person_is_not_unknown_because_telegram_is_away(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChatMember", BROKEN)
    with pytest.raises(TelegramFailure):
        await directory.member(GROUP, 5)


async def test_the_bots_own_standing_is_what_telegram_last_told(
    directory: Directory, api: ScriptedApi, database: Database
) -> None:
    api.plan("getChatMember", result({"status": "administrator", "user": {"id": 3}}))
    first = await directory.bot_member(GROUP, 3)
    assert first is not None
    async with database.begin() as tx:
        await membership.set_bot_standing(tx, Chat(id=GROUP, type="supergroup"), first)
    assert await directory.bot_member(GROUP, 3) == first
    assert len(api.of("getChatMember")) == 1


async def test_the_linked_channel_is_asked_once_and_told_by_its_posts(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChat", result({"id": GROUP, "type": "supergroup", "linked_chat_id": -1005}))
    assert [await directory.linked_channel(GROUP) for _ in range(3)] == [-1005] * 3
    assert len(api.of("getChat")) == 1
    directory.note_linked(GROUP, -1006)
    assert await directory.linked_channel(GROUP) == -1006


async def test_nobody_is_judged_while_telegram_is_away(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChat", BROKEN)
    with pytest.raises(TelegramFailure):
        await directory.linked_channel(GROUP)


async def test_a_group_whose_channel_telegram_does_not_tell_has_none(directory: Directory, api: ScriptedApi) -> None:
    api.plan("getChat", error(400, "Bad Request: chat not found"))
    assert await directory.linked_channel(GROUP) is None
