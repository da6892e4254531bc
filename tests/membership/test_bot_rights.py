"""What the bot still needs in a group."""

from typing import Any

import pytest

from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.membership.bot_rights import ADMINISTRATOR, GROUP_RIGHTS, TOPICS, lacking_in_group, lacking_in_staff_group
from bot.messages import ChatMember, User

EVERYTHING = dict.fromkeys(GROUP_RIGHTS, True)


def bot(status: str, **rights: Any) -> ChatMember:
    return ChatMember(status=status, user=User(id=1, is_bot=True), **rights)


@pytest.mark.parametrize(
    ("member", "lacking"),
    [
        (bot("member"), ["delete-messages", "restrict-members", "invite-users", "pin-messages"]),
        (bot("administrator", **EVERYTHING), []),
        (bot("administrator", **EVERYTHING | {"can_pin_messages": False}), ["pin-messages"]),
        (bot("administrator"), ["delete-messages", "restrict-members", "invite-users", "pin-messages"]),
        (bot("creator", **EVERYTHING), []),
        # A right of an ordinary member is no right of an administrator.
        (bot("restricted", is_member=True, can_invite_users=True), list(GROUP_RIGHTS.values())),
    ],
)
def test_what_is_lacking_in_a_group(member: ChatMember, lacking: list[str]) -> None:
    assert lacking_in_group(member) == lacking


@pytest.mark.parametrize(
    ("member", "is_forum", "lacking"),
    [
        (bot("administrator"), False, []),
        (bot("member"), False, ["administrator"]),
        (bot("member"), True, ["administrator", "manage-topics"]),
        (bot("administrator"), True, ["manage-topics"]),
        (bot("administrator", can_manage_topics=True), True, []),
        (None, True, ["administrator", "manage-topics"]),
    ],
)
def test_what_is_lacking_in_a_staff_group(member: ChatMember | None, *, is_forum: bool, lacking: list[str]) -> None:
    assert lacking_in_staff_group(member, is_forum=is_forum) == lacking


@pytest.mark.parametrize("language", Language)
def test_every_right_has_a_name(language: Language) -> None:
    names = [ADMINISTRATOR, *GROUP_RIGHTS.values(), *TOPICS.values()]
    assert all(Translator().has(language, f"bot-right-{name}") for name in names)
