"""What Telegram refuses, by what the bot can do about it. Descriptions as tdlib/telegram-bot-api writes them."""

import pytest

from bot.telegram.failures import Failure, TelegramFailure, classify


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (429, "Too Many Requests: retry after 5", Failure.TOO_MANY),
        (500, "Internal Server Error", Failure.SERVER),
        (502, "Bad Gateway", Failure.SERVER),
        (401, "Unauthorized", Failure.UNAUTHORIZED),
        (404, "Not Found", Failure.REFUSED),
        (409, "Conflict: terminated by other getUpdates request", Failure.CONFLICT),
        (409, "Conflict: can't use getUpdates method while webhook is active", Failure.CONFLICT),
        (403, "Forbidden: bot was blocked by the user", Failure.BLOCKED),
        (403, "Forbidden: bot can't initiate conversation with a user", Failure.BLOCKED),
        (403, "Forbidden: user is deactivated", Failure.BLOCKED),
        (403, "Forbidden: bot was kicked from the supergroup chat", Failure.KICKED),
        (403, "Forbidden: bot is not a member of the channel chat", Failure.KICKED),
        (400, "Bad Request: chat not found", Failure.KICKED),
        (400, "Bad Request: message is not modified: specified new message content is the same", Failure.UNCHANGED),
        (400, "Bad Request: message to delete not found", Failure.GONE),
        (400, "Bad Request: message to edit not found", Failure.GONE),
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Failure.GONE),
        (400, "Bad Request: PARTICIPANT_ID_INVALID", Failure.GONE),
        (400, "Bad Request: not enough rights to restrict/unrestrict chat member", Failure.NO_RIGHTS),
        (400, "Bad Request: need administrator rights in the channel chat", Failure.NO_RIGHTS),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", Failure.NO_RIGHTS),
        (400, "Bad Request: message can't be deleted", Failure.NO_RIGHTS),
        (400, "Bad Request: not enough rights to send text messages to the chat", Failure.NO_RIGHTS),
        (400, "Bad Request: can't parse entities: Unsupported start tag", Failure.REFUSED),
        (400, "", Failure.REFUSED),
        (0, "", Failure.REFUSED),
    ],
)
def test_classes(code: int, description: str, kind: Failure) -> None:
    assert classify(code, description) is kind


@pytest.mark.parametrize(
    ("failure", "may_have_happened"),
    [
        (TelegramFailure(Failure.NETWORK, "sendMessage", "TimeoutError"), True),
        (TelegramFailure(Failure.NETWORK, "sendMessage", "refused", never_arrived=True), False),
        (TelegramFailure(Failure.SERVER, "sendMessage", "", code=500), False),
        (TelegramFailure(Failure.SERVER, "sendMessage", "", code=502), True),
        (TelegramFailure(Failure.SERVER, "sendMessage", "", code=504), True),
        (TelegramFailure(Failure.TOO_MANY, "sendMessage", "", code=429), False),
    ],
)
def test_only_a_lost_answer_leaves_a_doubt(failure: TelegramFailure, may_have_happened: bool) -> None:
    assert failure.may_have_happened is may_have_happened
