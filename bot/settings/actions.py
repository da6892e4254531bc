"""Change settings, keep the log, tell whoever caches them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select, update

from bot.errors import UserError
from bot.messages import UserId
from bot.persistence.transaction import Transaction
from bot.settings.events import SettingsChanged
from bot.settings.fields import SettingsSchema
from bot.settings.tables import SettingChange, SettingRow


class Source(StrEnum):
    """Where a change was made."""

    CHAT = "chat"
    IMPORT = "import"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Change:
    """What a knob was and is. Equal values mean that nothing was written."""

    key: str
    old: Any
    new: Any

    @property
    def is_none(self) -> bool:
        return bool(self.old == self.new)


async def change(
    tx: Transaction, schema: SettingsSchema, community_id: int, key: str, value: Any, *, by: UserId, source: Source
) -> Change:
    """Set a knob. Raises `UserError` for a value that it does not take; one that it has already writes nothing."""
    schema.check(key, value)
    stored = await _stored(tx, community_id, key)
    done = Change(key, _effective(schema, key, stored), value)
    if done.is_none:
        return done
    row = {
        "community_id": community_id,
        "key": key,
        "value": schema.to_json(key, value),
        "changed_at": tx.now,
        "changed_by": by,
    }
    insert = tx.insert(SettingRow)
    await tx.execute(
        insert.on_conflict_do_update(
            index_elements=["community_id", "key"],
            set_={name: insert.excluded[name] for name in ("value", "changed_at", "changed_by")},
        ),
        row,
    )
    await _log(tx, community_id, key, old=stored, new=row["value"], by=by, source=source)
    return done


async def reset(
    tx: Transaction, schema: SettingsSchema, community_id: int, key: str, *, by: UserId, source: Source
) -> Change:
    """Give a knob its default back."""
    stored = await _stored(tx, community_id, key)
    done = Change(key, _effective(schema, key, stored), schema.knob(key).default)
    if stored is not None:
        await tx.execute(delete(SettingRow).where(SettingRow.community_id == community_id, SettingRow.key == key))
        await _log(tx, community_id, key, old=stored, new=None, by=by, source=source)
    return done


async def forget(tx: Transaction, user_id: UserId) -> None:
    """Take a person's name off what was changed; the changes stay."""
    await tx.execute(update(SettingRow).where(SettingRow.changed_by == user_id).values(changed_by=None))
    await tx.execute(update(SettingChange).where(SettingChange.by == user_id).values(by=None))


async def _stored(tx: Transaction, community_id: int, key: str) -> Any:
    """The stored JSON, locked against a second change on PostgreSQL; None where there is none."""
    return await tx.scalar(
        select(SettingRow.value).where(SettingRow.community_id == community_id, SettingRow.key == key).with_for_update()
    )


def _effective(schema: SettingsSchema, key: str, stored: Any) -> Any:
    if stored is None:
        return schema.knob(key).default
    try:
        return schema.from_json(key, stored)
    except UserError:  # written by another version; the default holds, as in a snapshot
        return schema.knob(key).default


async def _log(tx: Transaction, community_id: int, key: str, *, old: Any, new: Any, by: UserId, source: Source) -> None:
    await tx.execute(
        tx.insert(SettingChange),
        {
            "community_id": community_id,
            "key": key,
            "old": old,
            "new": new,
            "by": by,
            "at": tx.now,
            "source": source.value,
        },
    )
    await tx.publish(SettingsChanged(community_id))
