"""What the Bot API refuses, sorted by what the bot can do about it.

Descriptions are those of Telegram's own server (tdlib/telegram-bot-api, Client.cpp); unknown ones are REFUSED.
"""

from enum import StrEnum

from bot.errors import QunguanError
from bot.messages import ChatId


class Failure(StrEnum):
    """Classes of failures. Only the first three are worth a retry."""

    NETWORK = "network"  # no answer, or half of one: it may have taken effect
    SERVER = "server"  # 5xx
    TOO_MANY = "too_many"  # 429: wait `retry_after`
    BLOCKED = "blocked"  # the person blocked the bot, never started it, or deleted the account
    KICKED = "kicked"  # the bot is not in the chat any more
    MIGRATED = "migrated"  # the group became a supergroup: `migrate_to`
    GONE = "gone"  # the message or the tap is no longer there: nothing left to do
    UNCHANGED = "unchanged"  # the edit says what already stands there
    NO_RIGHTS = "no_rights"  # the bot lacks an administrator right: the owner is told once
    UNAUTHORIZED = "unauthorized"  # the token is wrong
    CONFLICT = "conflict"  # another process polls, or a webhook is set
    REFUSED = "refused"  # anything else: a bug or a limit


_SIGNS: tuple[tuple[str, Failure], ...] = (
    ("bot was blocked by the user", Failure.BLOCKED),
    ("bot can't initiate conversation", Failure.BLOCKED),
    ("user is deactivated", Failure.BLOCKED),
    ("bot was kicked", Failure.KICKED),
    ("bot is not a member", Failure.KICKED),
    ("chat not found", Failure.KICKED),
    ("message is not modified", Failure.UNCHANGED),
    ("message to delete not found", Failure.GONE),
    ("message to edit not found", Failure.GONE),
    ("message can't be edited", Failure.GONE),
    ("message_id_invalid", Failure.GONE),
    ("message to be replied not found", Failure.GONE),
    ("query is too old", Failure.GONE),
    ("query id is invalid", Failure.GONE),
    ("participant_id_invalid", Failure.GONE),
    ("user_not_participant", Failure.GONE),
    ("not enough rights", Failure.NO_RIGHTS),
    ("need administrator rights", Failure.NO_RIGHTS),
    ("chat_admin_required", Failure.NO_RIGHTS),
    ("message can't be deleted", Failure.NO_RIGHTS),
    ("have no rights to send", Failure.NO_RIGHTS),
    ("chat_write_forbidden", Failure.NO_RIGHTS),
)

RETRIED = frozenset({Failure.NETWORK, Failure.SERVER, Failure.TOO_MANY})


class TelegramFailure(QunguanError):
    """A call that failed. `description` is Telegram's; the token never stands in it."""

    def __init__(
        self,
        kind: Failure,
        method: str,
        description: str,
        *,
        code: int = 0,
        retry_after: float = 0.0,
        migrate_to: ChatId | None = None,
        never_arrived: bool = False,
    ) -> None:
        super().__init__(f"{method}: {description}")
        self.kind = kind
        self.method = method
        self.description = description
        self.code = code
        self.retry_after = retry_after
        self.migrate_to = migrate_to
        self.never_arrived = never_arrived

    @property
    def may_have_happened(self) -> bool:
        """Whether the call may have taken effect: the answer was lost, or a gateway lost patience (502, 504)."""
        return not self.never_arrived and (self.kind is Failure.NETWORK or self.code in (502, 504))


def classify(code: int, description: str) -> Failure:
    """The class of an answer that is not ok, by its error code and description."""
    if code == 429:
        return Failure.TOO_MANY
    if code >= 500:
        return Failure.SERVER
    if code in (401, 404):  # a malformed token answers 404 (Client.cpp)
        return Failure.UNAUTHORIZED if code == 401 else Failure.REFUSED
    if code == 409:
        return Failure.CONFLICT
    lowered = description.lower()
    return next((kind for sign, kind in _SIGNS if sign in lowered), Failure.REFUSED)
