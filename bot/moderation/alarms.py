"""Many bans by one moderator within a short time: what staff and the owner read, and the button that stops it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.i18n.translator import Html, mention
from bot.messages import UserId
from bot.messages.chats import GROUP_ANONYMOUS_BOT
from bot.moderation.cards import Voice
from bot.outbox.buttons import ButtonData, RowId, TelegramNumber, Word
from bot.outbox.effects import Button, Keyboard


@dataclass(frozen=True, slots=True)
class Alarm:
    """`bans` of the moderator `user_id` up to the case `number`; further ones are suspended by `suspended_by` since then."""

    community_id: int
    user_id: UserId
    number: int
    bans: int
    suspended_at: datetime | None = None
    suspended_by: UserId | None = None
    lifted_at: datetime | None = None
    lifted_by: UserId | None = None

    @property
    def key(self) -> str:
        """The beginning of the keys of its messages."""
        return f"ban-alarm:{self.community_id}:{self.user_id}:{self.number}"

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None and self.lifted_at is None


class AlarmButton(ButtonData, frozen=True, kw_only=True):
    """`act`: suspend | lift the right of the moderator `user` to ban."""

    PREFIX = "banalarm"
    community: RowId
    user: TelegramNumber
    act: Word


def alarm_text(voice: Voice, alarm: Alarm, names: dict[UserId, str], minutes: int) -> Html:
    """Who banned how many, and what was done about it."""
    lines = [
        voice.text(
            "sanctions-alarm",
            name=_name(voice, alarm.user_id, names),
            count=alarm.bans,
            minutes=minutes,
            number=alarm.number,
        )
    ]
    if alarm.suspended_at is not None and alarm.suspended_by is not None:
        who = _name(voice, alarm.suspended_by, names)
        lines.append(voice.text("sanctions-alarm-suspended", time=voice.moment(alarm.suspended_at), actor=who))
    if alarm.lifted_at is not None and alarm.lifted_by is not None:
        who = _name(voice, alarm.lifted_by, names)
        lines.append(voice.text("sanctions-alarm-lifted", time=voice.moment(alarm.lifted_at), actor=who))
    return Html("\n".join(lines))


def alarm_keyboard(voice: Voice, alarm: Alarm) -> Keyboard:
    """Suspend, or lift the suspension."""
    act = "lift" if alarm.is_suspended else "suspend"
    data = AlarmButton(community=alarm.community_id, user=alarm.user_id, act=act).pack()
    return ((Button(voice.label(f"sanctions-button-{act}"), data=data),),)


def _name(voice: Voice, user_id: UserId, names: dict[UserId, str]) -> Html:
    if user_id == GROUP_ANONYMOUS_BOT:
        return voice.text("moderation-actor-anonymous")
    return mention(user_id, names.get(user_id) or str(user_id))
