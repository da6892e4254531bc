"""Read settings and their history. Values are the stored JSON; a schema makes a `Snapshot` of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.messages import UserId
from bot.persistence.transaction import Reading
from bot.settings.tables import SettingChange, SettingRow


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A line of the change log. `old` and `new` are stored JSON, None for the default; `by` None for an erased person."""

    key: str
    old: Any
    new: Any
    by: UserId | None
    at: datetime
    source: str


async def values(view: Reading, community_id: int) -> dict[str, Any]:
    """What the community chose, by key."""
    rows = await view.execute(select(SettingRow.key, SettingRow.value).where(SettingRow.community_id == community_id))
    return {row.key: row.value for row in rows}


async def values_of(view: Reading, community_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """The same for many communities in one query; those that chose nothing have an empty dict."""
    rows = await view.execute(
        select(SettingRow.community_id, SettingRow.key, SettingRow.value).where(
            SettingRow.community_id.in_(community_ids)
        )
    )
    chosen: dict[int, dict[str, Any]] = {community_id: {} for community_id in community_ids}
    for row in rows:
        chosen[row.community_id][row.key] = row.value
    return chosen


async def everywhere(view: Reading, key: str) -> dict[int, Any]:
    """One knob in every community that chose a value for it."""
    rows = await view.execute(select(SettingRow.community_id, SettingRow.value).where(SettingRow.key == key))
    return {row.community_id: row.value for row in rows}


async def changes(view: Reading, community_id: int, limit: int = 10) -> list[ChangeView]:
    """The last changes, newest first."""
    rows = await view.execute(
        select(
            SettingChange.key,
            SettingChange.old,
            SettingChange.new,
            SettingChange.by,
            SettingChange.at,
            SettingChange.source,
        )
        .where(SettingChange.community_id == community_id)
        .order_by(SettingChange.id.desc())
        .limit(limit)
    )
    return [ChangeView(row.key, row.old, row.new, row.by, row.at, row.source) for row in rows]


async def export(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What is stored about a person here: the settings they changed."""
    rows = await view.execute(
        select(SettingChange.community_id, SettingChange.key, SettingChange.new, SettingChange.at)
        .where(SettingChange.by == user_id)
        .order_by(SettingChange.id)
    )
    return {
        "setting_changes": [
            {"community_id": row.community_id, "key": row.key, "value": row.new, "at": row.at.isoformat()}
            for row in rows
        ]
    }
