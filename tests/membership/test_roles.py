"""Roles, rights and who may act on whom: tables of cases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.membership.roles import (
    NEEDED_ROLE,
    NEWCOMER_MESSAGES,
    NEWCOMER_TIME,
    Right,
    Role,
    Standing,
    administrator_role,
    is_newcomer,
    may,
    may_act_on,
    role_of,
)
from bot.messages import ChatMember, User

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def member(status: str, *, is_bot: bool = False, **rights: Any) -> ChatMember:
    return ChatMember(status=status, user=User(id=7, first_name="小明", is_bot=is_bot), **rights)


CREATOR = member("creator")
MANAGER = member("administrator", can_restrict_members=True, can_change_info=True)
MODERATOR = member("administrator", can_restrict_members=True)
TITLED = member("administrator", can_change_info=True, can_pin_messages=True)

ADMINISTRATORS = [
    ("creator", CREATOR, Role.OWNER),
    ("may restrict and change info", MANAGER, Role.MANAGER),
    ("may restrict", MODERATOR, Role.MODERATOR),
    ("any other right", TITLED, Role.TRUSTED),
    ("a title alone", member("administrator"), Role.TRUSTED),
    ("member", member("member"), Role.MEMBER),
    ("restricted", member("restricted", is_member=True), Role.MEMBER),
    ("left", member("left"), Role.MEMBER),
    ("banned", member("kicked"), Role.MEMBER),
    ("a bot with all rights", member("administrator", is_bot=True, can_restrict_members=True, can_change_info=True), Role.MEMBER),
]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "role"), [case[1:] for case in ADMINISTRATORS], ids=[case[0] for case in ADMINISTRATORS]
)
def test_the_role_of_real_rights(found: ChatMember, role: Role):
    assert administrator_role(found) is role


NEWCOMERS = [
    ("never seen joining", Standing(), False),
    ("just joined", Standing(joined_at=NOW), True),
    ("many messages, too few days", Standing(joined_at=NOW - NEWCOMER_TIME + SECOND, messages=500), True),
    ("many days, too few messages", Standing(joined_at=NOW - timedelta(days=99), messages=NEWCOMER_MESSAGES - 1), True),
    ("both passed", Standing(joined_at=NOW - NEWCOMER_TIME, messages=NEWCOMER_MESSAGES), False),
]


@pytest.mark.parametrize(
    ("standing", "expected"), [case[1:] for case in NEWCOMERS], ids=[case[0] for case in NEWCOMERS]
)
def test_who_is_new(standing: Standing, expected: bool):
    assert is_newcomer(standing, NOW) is expected


NEW = Standing(joined_at=NOW)
ROLES = [
    ("a stranger", Standing(), None, Role.MEMBER),
    ("a newcomer", NEW, None, Role.NEWCOMER),
    ("a newcomer who is administrator", NEW, MODERATOR, Role.MODERATOR),
    ("a trusted newcomer", Standing(joined_at=NOW, is_trusted=True), None, Role.TRUSTED),
    ("trust does not lower", Standing(is_trusted=True), MANAGER, Role.MANAGER),
    ("given by the owner", Standing(granted=Role.MODERATOR), None, Role.MODERATOR),
    ("given below real rights", Standing(granted=Role.MODERATOR), CREATOR, Role.OWNER),
    ("given above real rights", Standing(granted=Role.MANAGER), MODERATOR, Role.MANAGER),
    ("no administrator any more", Standing(), member("member"), Role.MEMBER),
]  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "administrator", "role"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES]
)
def test_the_highest_role_counts(standing: Standing, administrator: ChatMember | None, role: Role):
    assert role_of(standing, administrator, NOW) is role
    assert role_of(standing, administrator, NOW, is_operator=True) is Role.OWNER


RIGHTS = {
    Role.RESTRICTED: set(),
    Role.NEWCOMER: set(),
    Role.MEMBER: set(),
    Role.TRUSTED: set(),
    Role.MODERATOR: {Right.MODERATE, Right.PERMANENT_BAN, Right.SEE_STAFF_DATA},
    Role.MANAGER: {Right.MODERATE, Right.PERMANENT_BAN, Right.SEE_STAFF_DATA, Right.CHANGE_SETTINGS, Right.EXPORT},
    Role.OWNER: set(Right),
}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_may(role: Role):
    assert {right for right in Right if may(role, right)} == RIGHTS[role]


def test_every_right_has_its_role():
    assert set(NEEDED_ROLE) == set(Right)


@pytest.mark.parametrize("actor", Role)
@pytest.mark.parametrize("target", Role)
def test_nobody_acts_on_an_equal_or_higher_role(actor: Role, target: Role):
    assert may_act_on(actor, target) is (actor >= Role.MODERATOR and actor > target)


def test_staff_begins_with_moderators():
    assert [role for role in Role if role.is_staff] == [Role.MODERATOR, Role.MANAGER, Role.OWNER]


@given(
    st.builds(
        Standing,
        joined_at=st.none() | st.datetimes(max_value=datetime(2026, 3, 2), timezones=st.just(UTC)),  # noqa: DTZ001 - made aware
        messages=st.integers(0, 1000),
        granted=st.none() | st.sampled_from(Role),
        is_trusted=st.booleans(),
    ),
    st.sampled_from([None, CREATOR, MANAGER, MODERATOR, TITLED]),
)
def test_more_standing_never_means_less_role(standing: Standing, administrator: ChatMember | None):
    alone = role_of(Standing(joined_at=standing.joined_at, messages=standing.messages), None, NOW)
    assert role_of(standing, administrator, NOW) >= alone
