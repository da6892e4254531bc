"""What came of a story: read from the server's record of calls and from the database, nothing else."""

import re
from collections import Counter
from dataclasses import dataclass, fields

from tests.bench.databases import Database
from tests.bench.feeder import Outcome
from tests.e2e.schema import CASE_KEY, CASE_TABLE, MESSAGE_KEY, MESSAGE_TABLE
from tests.e2e.server import Telegram, named_in
from tests.e2e.story import Sanctioned, Story

TARGET = re.compile(r"目标\d{5}")
CASE_SIGN = re.compile(r"#\d+")


@dataclass(frozen=True, slots=True)
class Losses:
    """Counts that must all be zero."""

    messages_without_row: int
    messages_with_two_rows: int
    advertisements_without_case: int
    advertisements_with_two_cases: int
    cases_too_few: int
    cases_too_many: int
    advertisements_not_deleted: int
    commands_unanswered: int
    commands_answered_twice: int
    commands_without_effect: int
    deletions_repeated: int

    def total(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))

    def __bool__(self) -> bool:
        return self.total() > 0

    def __str__(self) -> str:
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in found.items() if count) or "none"


def finished(story: Story, telegram: Telegram) -> bool:
    """Whether every advertisement is deleted and every command answered and carried out."""
    return not _undeleted(story, telegram) and not _unanswered(story, telegram) and not _ineffective(story, telegram)


async def losses(story: Story, telegram: Telegram, database: Database, *, repeats_allowed: bool) -> Losses:
    """Hold a story against its outcome.

    A process killed between a call and its record may repeat the call; `repeats_allowed` forgives that. Otherwise a
    repeat is forgiven only where the server lost the answer.
    """
    rows = await _counted(database, MESSAGE_TABLE, MESSAGE_KEY)
    cases = await _counted(database, CASE_TABLE, CASE_KEY)
    per_chat: Counter[int] = Counter()
    for (chat_id, _), count in cases.items():
        per_chat[chat_id] += count
    expected = story.cases_per_chat()
    return Losses(
        messages_without_row=sum(key not in rows for key in story.plain),
        messages_with_two_rows=sum(count > 1 for count in rows.values()),
        advertisements_without_case=sum(key not in cases for key in story.advertisements),
        advertisements_with_two_cases=sum(cases[key] > 1 for key in story.advertisements),
        cases_too_few=sum(max(count - per_chat[chat_id], 0) for chat_id, count in expected.items()),
        cases_too_many=sum(max(count - expected.get(chat_id, 0), 0) for chat_id, count in per_chat.items()),
        advertisements_not_deleted=_undeleted(story, telegram),
        commands_unanswered=_unanswered(story, telegram),
        commands_answered_twice=0 if repeats_allowed else _answered_twice(telegram),
        commands_without_effect=_ineffective(story, telegram),
        deletions_repeated=0 if repeats_allowed else _deletions_repeated(telegram),
    )


async def _counted(database: Database, table: str, key: tuple[str, str]) -> Counter[tuple[int, int]]:
    names = ", ".join(key)
    found = await database.rows(f"SELECT {names}, count(*) FROM {table} GROUP BY {names}")  # noqa: S608 - our names
    return Counter({(chat_id, message_id): count for chat_id, message_id, count in found})


def _undeleted(story: Story, telegram: Telegram) -> int:
    return len(set(story.advertisements) - telegram.feeder.chats.deleted)


def _answers(telegram: Telegram) -> Counter[str]:
    """How many messages with a case number name each target."""
    sent = [call for call in telegram.calls("sendmessage") if CASE_SIGN.search(str(call.result.get("text")))]
    return named_in(sent, TARGET)


def _unanswered(story: Story, telegram: Telegram) -> int:
    answers = _answers(telegram)
    return sum(command.target.first_name not in answers for command in story.commands)


def _answered_twice(telegram: Telegram) -> int:
    """Targets named in more answers than one and those whose confirmation the server lost."""
    lost = named_in((call for call in telegram.calls("sendmessage") if not call.answered), TARGET)
    return sum(count > 1 + lost[name] for name, count in _answers(telegram).items())


def _ineffective(story: Story, telegram: Telegram) -> int:
    done: set[tuple[str, int, int]] = set()
    for call in telegram.calls(*{method for command in story.commands for method in command.effects}):
        ids = call.params.get("message_ids") or [call.params.get("message_id") or call.params.get("user_id")]
        done.update((call.method, call.params["chat_id"], number) for number in ids)
    return sum(not _carried_out(command, done) for command in story.commands if command.effects)


def _carried_out(command: Sanctioned, done: set[tuple[str, int, int]]) -> bool:
    subject = command.target_message_id if command.command.startswith("/del") else command.target.user_id
    return any((method, command.chat_id, subject) in done for method in command.effects)


def _deletions_repeated(telegram: Telegram) -> int:
    """Second deletions of a message that no lost answer explains."""
    asked: Counter[tuple[int, int]] = Counter()
    lost: Counter[tuple[int, int]] = Counter()
    for call in telegram.feeder.calls:
        if call.method == "deletemessage" and call.outcome is not Outcome.FAILED:
            key = (call.params["chat_id"], call.params["message_id"])
            asked[key] += 1
            lost[key] += not call.answered
    return sum(count > 1 + lost[key] for key, count in asked.items())
