"""Roles, rights, and the one predicate for each (PRODUCT §1). Pure: commands, buttons and the panel ask the same functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.messages import ChatMember

NEWCOMER_TIME = timedelta(days=3)
NEWCOMER_MESSAGES = 5


class Role(IntEnum):
    """Who may do more; a higher number is a higher role."""

    RESTRICTED = 0
    NEWCOMER = 1
    MEMBER = 2
    TRUSTED = 3
    MODERATOR = 4
    MANAGER = 5
    OWNER = 6

    @property
    def key(self) -> str:
        """Its name in the locale files: `role-member` …"""
        return f"role-{self.name.lower()}"

    @property
    def is_staff(self) -> bool:
        return self >= Role.MODERATOR


class Right(StrEnum):
    """What a role may do. The value is its name in the locale files: `right-moderate` …"""

    MODERATE = "moderate"
    PERMANENT_BAN = "permanent-ban"
    SEE_STAFF_DATA = "see-staff-data"
    CHANGE_SETTINGS = "change-settings"
    GIVE_ROLES = "give-roles"
    BIND_STAFF_GROUP = "bind-staff-group"
    EXPORT = "export"
    LIFT_SUSPENSION = "lift-suspension"


NEEDED_ROLE: dict[Right, Role] = {
    Right.MODERATE: Role.MODERATOR,
    Right.PERMANENT_BAN: Role.MODERATOR,
    Right.SEE_STAFF_DATA: Role.MODERATOR,
    Right.CHANGE_SETTINGS: Role.MANAGER,
    Right.EXPORT: Role.MANAGER,
    Right.GIVE_ROLES: Role.OWNER,
    Right.LIFT_SUSPENSION: Role.OWNER,
    Right.BIND_STAFF_GROUP: Role.OWNER,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the roster knows of a person in a community. `joined_at` is None where the bot did not see the join; links and
    media are withheld until `slow_until`. The rest is what graded trust rests on (`moderation.trust`); `first_seen_at` is None
    for somebody never seen.
    """

    joined_at: datetime | None = None
    messages: int = 0
    granted: Role | None = None
    is_trusted: bool = False
    slow_until: datetime | None = None
    first_seen_at: datetime | None = None
    replies: int = 0
    strikes: int = 0
    deeds: int = 0


def is_slowed(standing: Standing, now: datetime) -> bool:
    """Whether links and media are withheld from the person."""
    return standing.slow_until is not None and standing.slow_until > now


def may(role: Role, right: Right) -> bool:
    """Whether `role` holds `right`."""
    return role >= NEEDED_ROLE[right]


def may_act_on(actor: Role, target: Role) -> bool:
    """Nobody acts on an equal or higher role. Trusted people, who may be administrators, are above moderation too."""
    return actor.is_staff and actor > target


def is_newcomer(standing: Standing, now: datetime) -> bool:
    """The bot saw the join, and fewer than 3 days or fewer than 5 counted messages have passed."""
    if standing.joined_at is None:
        return False
    return now - standing.joined_at < NEWCOMER_TIME or standing.messages < NEWCOMER_MESSAGES


def administrator_role(member: ChatMember) -> Role:
    """The role that real administrator rights give; other bots never get one."""
    if member.user.is_bot:
        return Role.MEMBER
    if member.status == "creator":
        return Role.OWNER
    if member.status != "administrator":
        return Role.MEMBER
    if member.can_restrict_members:
        return Role.MANAGER if member.can_change_info else Role.MODERATOR
    return Role.TRUSTED


def role_of(standing: Standing, administrator: ChatMember | None, now: datetime, *, is_operator: bool = False) -> Role:
    """The highest of: operator (owner everywhere), administrator rights, given role, trust, and plain membership."""
    if is_operator:
        return Role.OWNER
    roles = [Role.NEWCOMER if is_newcomer(standing, now) else Role.MEMBER]
    if administrator is not None and administrator.is_administrator:
        roles.append(administrator_role(administrator))
    if standing.granted is not None:
        roles.append(standing.granted)
    if standing.is_trusted:
        roles.append(Role.TRUSTED)
    return max(roles)
