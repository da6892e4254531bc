"""Which messages are advertisements, by somebody's reading: `{"message id": "spam" | "ham"}`. Pure.

In an export of several groups an id may stand in more than one; `"<chat id>:<message id>"` names it without doubt.
"""

from math import sqrt

import msgspec

from bot.errors import QunguanError
from bot.messages import ChatId, MessageId

SPAM = "spam"
VALUES = frozenset({SPAM, "ham"})
_Z = 1.959964
"""The 97.5 % quantile of the normal distribution: intervals of 95 %."""


class LabelProblem(QunguanError):
    """The file of labels cannot be taken."""


class Labels:
    """Whether messages are advertisements, where somebody said so."""

    def __init__(self, told: dict[str, str]) -> None:
        self.count = len(told)
        self._anywhere: dict[MessageId, bool] = {}
        self._in_chat: dict[tuple[ChatId, MessageId], bool] = {}
        for key, value in told.items():
            if value not in VALUES:
                raise LabelProblem(f'"{key}": "{value}" is neither "spam" nor "ham"')
            chat, colon, message = key.rpartition(":")
            try:
                if colon:
                    self._in_chat[int(chat), int(message)] = value == SPAM
                else:
                    self._anywhere[int(message)] = value == SPAM
            except ValueError:
                raise LabelProblem(f'"{key}" is no message id') from None

    def is_spam(self, chat_id: ChatId, message_id: MessageId) -> bool | None:
        """What was said of that message; None for nothing."""
        found = self._in_chat.get((chat_id, message_id)) if self._in_chat else None
        return self._anywhere.get(message_id) if found is None else found


def read_labels(content: bytes) -> Labels:
    """The labels in a JSON file. Raises `LabelProblem`."""
    try:
        told = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise LabelProblem(f'expected {{"message id": "spam" or "ham"}}: {error}') from None
    return Labels(told)


class Rate(msgspec.Struct, frozen=True):
    """`right` of `of`, with the interval that holds the true share in 95 of 100 cases; all None where `of` is 0."""

    right: int
    of: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def rate(right: int, of: int) -> Rate:
    """The share and its score interval (Wilson, JASA 22 (1927) 209-212), which holds for few and for extreme shares too."""
    if of == 0:
        return Rate(right, of)
    share = right / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return Rate(right, of, round(share, 4), round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4))
