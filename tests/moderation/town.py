"""A community with a group, its staff group and people, in a real database."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select

from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.messages import Chat, ChatMember, User
from bot.moderation.sanctions import Before, Order, Place, Target
from bot.moderation.settings import AppealSettings, ChannelSettings, ModerationSettings, ReportSettings
from bot.outbox.effects import Effect
from bot.outbox.tables import OutboxRow
from bot.persistence.database import Database
from bot.persistence.transaction import Reading, Transaction
from bot.settings.fields import SettingsSchema
from bot.settings.settings import CommunitySettings
from tests.moderation.screens import GROUP

STAFF = Chat(id=-1009876543210, type="supergroup", title="管理群")
OWNER = User(id=100, first_name="老板")
MODERATOR = User(id=101, first_name="阿群")
TARGET = Target("小明", 501, message_id=7, text="加薇 abc")
TRANSLATOR = Translator()
SCHEMA = SettingsSchema(
    {
        "moderation": ModerationSettings,
        "channels": ChannelSettings,
        "appeals": AppealSettings,
        "reports": ReportSettings,
        "community": CommunitySettings,
    }
)
FREE = Before("member")


async def settle(database: Database, *, staff: bool = True) -> CommunityView:
    """The community, with its staff group bound or not."""
    async with database.begin() as tx:
        community_id = await membership.ensure_chat(tx, GROUP)
        if staff:
            await membership.ensure_chat(tx, STAFF)
            await membership.bind_staff_group(tx, community_id, STAFF.id)
        await membership.meet(tx, [OWNER, MODERATOR])
        creator = ChatMember(status="creator", user=OWNER)
        await membership.keep_administrators(tx, GROUP.id, [creator])
    return CommunityView(
        id=community_id,
        title="茶友会",
        staff_chat_id=STAFF.id if staff else None,
        chat_id=GROUP.id,
        chat_type="supergroup",
        purpose="group",
        settings=SCHEMA.snapshot({}),
        language=Language.ZH_HANS,
        zone=ZoneInfo("Asia/Shanghai"),
        quiet_for=timedelta(seconds=30),
    )


def order(community: CommunityView, cause: str, **changed: Any) -> Order:
    """A moderator's order against 小明 in the group."""
    values: dict[str, Any] = {
        "community_id": community.id,
        "chat_id": GROUP.id,
        "target": TARGET,
        "actor_id": MODERATOR.id,
        "cause": cause,
        "reason": "刷屏",
        "places": (Place(GROUP.id, before=FREE),),
    }
    return Order(**(values | changed))


async def effects(view: Reading | Transaction) -> dict[str, Effect]:
    """Everything in the outbox, by key, in the order it was written; with a transaction, what it is about to write, too."""
    if isinstance(view, Transaction):
        await view.finish()
    rows = await view.execute(select(OutboxRow.effect_key, OutboxRow.effect).order_by(OutboxRow.id))
    return {row.effect_key: msgspec.json.decode(row.effect, type=Effect) for row in rows}  # type: ignore[arg-type]
