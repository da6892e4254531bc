"""The capabilities, in order: what is listed here is what the bot can do.

A new one is its folder in `bot/`, a file in `handlers/`, its locale files, a migration, its tests, and one entry below.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import bot.intake.actions
import bot.intake.jobs
import bot.membership.actions
import bot.membership.jobs
import bot.membership.queries
import bot.moderation.actions
import bot.moderation.jobs
import bot.moderation.queries
import bot.outbox.actions
import bot.scheduling.jobs
import bot.settings.actions
import bot.settings.queries
import bot.telegram.actions
import handlers.appeals
import handlers.binding
import handlers.communities
import handlers.help
import handlers.language
import handlers.membership
import handlers.moderation
import handlers.privacy
import handlers.reports
import handlers.rule_editing
import handlers.rules
import handlers.settings
import handlers.standing
import handlers.start
import handlers.waiting_cases
from bot.events import Event
from bot.intake.contexts import CHANGES, announce_change
from bot.membership.events import ChatMoved
from bot.membership.settings import MembershipSettings
from bot.messages import UserId
from bot.moderation.settings import AppealSettings, ChannelSettings, ModerationSettings, ReportSettings
from bot.persistence.transaction import Reading, Subscriber, Transaction
from bot.scheduling.job import Job
from bot.settings.fields import SettingsSchema
from bot.settings.settings import CommunitySettings
from handlers.start import DeepLink, Greeting

if TYPE_CHECKING:
    from aiogram import Router

Forget = Callable[[Transaction, UserId], Awaitable[None]]
Export = Callable[[Reading, UserId], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing that the bot can do. `forget` erases a person, `export` says what is stored about one."""

    name: str
    routers: tuple[Callable[[], "Router"], ...] = ()
    settings: Mapping[str, type] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()
    subscribers: Mapping[type[Event], Sequence[Subscriber]] = field(default_factory=dict)
    forget: Forget | None = None
    export: Export | None = None
    deep_links: Mapping[str, DeepLink] = field(default_factory=dict)
    """What https://t.me/<bot>?start=<prefix>_… opens in the private chat."""
    greetings: tuple[Greeting, ...] = ()
    """What else somebody is told at /start."""


CAPABILITIES: tuple[Capability, ...] = (
    Capability(
        "intake",
        jobs=bot.intake.jobs.JOBS,
        subscribers=dict.fromkeys(CHANGES, (announce_change,)),
        forget=bot.intake.actions.forget,
    ),
    Capability("outbox", forget=bot.outbox.actions.forget),
    Capability("scheduling", jobs=bot.scheduling.jobs.JOBS),
    Capability("dialogues", forget=bot.telegram.actions.forget),
    Capability(
        "settings",
        routers=(lambda: handlers.settings.router((handlers.rule_editing.EXPORT,)),),
        settings={"community": CommunitySettings},
        forget=bot.settings.actions.forget,
        export=bot.settings.queries.export,
        deep_links={"set": handlers.settings.on_settings_link},
    ),
    Capability(
        "membership",
        routers=(
            lambda: handlers.start.router(deep_links(), greetings()),
            handlers.standing.router,
            handlers.communities.router,
            handlers.help.router,
            handlers.rules.router,
            handlers.language.router,
            handlers.binding.router,
            handlers.membership.router,
            lambda: handlers.privacy.router(lambda: CAPABILITIES),
        ),
        settings={"membership": MembershipSettings},
        jobs=bot.membership.jobs.JOBS,
        forget=bot.membership.actions.forget,
        export=bot.membership.queries.export,
        deep_links={
            "setup": handlers.standing.on_setup_link,
            "privacy": handlers.privacy.on_privacy_link,
            "bind": handlers.binding.on_bind_link,
            "role": handlers.membership.on_role_link,
        },
    ),
    Capability(
        "moderation",
        routers=(
            handlers.moderation.router,
            handlers.rule_editing.router,
        ),
        settings={"moderation": ModerationSettings, "channels": ChannelSettings},
        jobs=bot.moderation.jobs.JOBS,
        subscribers={ChatMoved: (bot.moderation.actions.follow_chat,)},
        forget=bot.moderation.actions.forget,
        export=bot.moderation.queries.export,
        greetings=(handlers.waiting_cases.show_to_owner,),
    ),
    Capability(
        "appeals",
        routers=(handlers.appeals.router,),
        settings={"appeals": AppealSettings},
        subscribers={ChatMoved: (bot.moderation.actions.follow_chat_of_appeals,)},
        forget=bot.moderation.actions.forget_in_appeals,
        export=bot.moderation.queries.export_appeals_of,
        deep_links={"appeal": handlers.appeals.on_appeal_link},
    ),
    Capability(
        "reports",
        routers=(handlers.reports.router,),
        settings={"reports": ReportSettings},
        subscribers={ChatMoved: (bot.moderation.actions.follow_chat_of_reports,)},
        forget=bot.moderation.actions.forget_in_reports,
        export=bot.moderation.queries.export_reports_of,
    ),
)


def settings_schema() -> SettingsSchema:
    """Every knob of every capability."""
    return SettingsSchema({group: kind for one in CAPABILITIES for group, kind in one.settings.items()})


def routers() -> list["Router"]:
    """Fresh routers, so that two applications can live in one process."""
    return [make() for one in CAPABILITIES for make in one.routers]


def deep_links() -> dict[str, DeepLink]:
    """What each prefix of a start payload opens."""
    return {prefix: link for one in CAPABILITIES for prefix, link in one.deep_links.items()}


def greetings() -> list[Greeting]:
    """What else /start says, in the order of the capabilities."""
    return [greeting for one in CAPABILITIES for greeting in one.greetings]


def jobs() -> list[Job]:
    return [job for one in CAPABILITIES for job in one.jobs]


def subscribers(extra: Mapping[type[Event], Sequence[Subscriber]] | None = None) -> dict[type[Event], list[Subscriber]]:
    """Who hears of which news: the capabilities in their order, then `extra`."""
    heard: dict[type[Event], list[Subscriber]] = {}
    for table in (*(one.subscribers for one in CAPABILITIES), extra or {}):
        for event, listeners in table.items():
            heard.setdefault(event, []).extend(listeners)
    return heard
