"""Refusals of the Bot API, with Telegram's own words.

Wording follows tdlib/telegram-bot-api (`Client.cpp`, `fail_query_with_error`) and TDLib; the first letter after the prefix is
lower case there unless the text is a server constant such as `BUTTON_DATA_INVALID`.
"""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`: HTTP status, description and, where Telegram gives them, response parameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def upgraded(migrate_to_chat_id: int) -> ApiError:
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": migrate_to_chat_id})
