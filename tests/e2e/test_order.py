"""In order within a chat, side by side across a thousand chats (PRODUCT §4.2)."""

from collections import defaultdict

import pytest

from tests.e2e.lives import Bot
from tests.e2e.outcome import TARGET, finished, losses
from tests.e2e.schema import CASE_KEY, CASE_NUMBER, CASE_TABLE
from tests.e2e.server import Telegram, eventually, seen_text
from tests.e2e.story import Plot, write


@pytest.mark.parametrize(
    ("chats", "webhook"), [pytest.param(1_000, False, id="polling"), pytest.param(150, True, id="webhook")]
)
async def test_chats_in_parallel_keep_their_order(bot: Bot, telegram: Telegram, chats: int, webhook: bool) -> None:
    bot.webhook = webhook
    await bot.start()
    story = write(Plot(groups=chats, plain=3, advertisements=2, each_advertises=2, service_joins=True, seed=3))
    telegram.feeder.feed(*story.feeds)

    assert await telegram.feeder.wait_confirmed(60), f"{telegram.feeder.confirmed} of {len(story.feeds)}"
    await eventually(lambda: finished(story, telegram), 30, 0.1)
    await bot.stop()

    found = await losses(story, telegram, bot.database, repeats_allowed=False)
    assert not found, str(found)
    numbers: dict[int, list[int]] = defaultdict(list)
    columns = ", ".join((CASE_NUMBER, *CASE_KEY))
    query = f"SELECT {columns} FROM {CASE_TABLE} ORDER BY chat_id, message_id"  # noqa: S608 - our own names
    for number, chat_id, _ in await bot.database.rows(query):
        numbers[chat_id].append(number)
    assert len(numbers) == chats
    disordered = {chat_id: found for chat_id, found in numbers.items() if found != [1, 2]}
    assert not disordered, f"{len(disordered)} chats out of order, first {next(iter(disordered.items()))}"


async def test_answers_come_in_the_order_of_the_commands(bot: Bot, telegram: Telegram) -> None:
    await bot.start()
    story = write(Plot(groups=20, plain=10, commands=5, seed=4))
    telegram.feeder.feed(*story.feeds)

    assert await eventually(lambda: finished(story, telegram), 45, 0.1)
    for chat_id in {command.chat_id for command in story.commands}:
        asked = [command.target.first_name for command in story.commands if command.chat_id == chat_id]
        sent = [seen_text(call) for call in telegram.calls("sendmessage", chat_id=chat_id)]
        answered = [name for text in sent if "#" in text for name in TARGET.findall(text)[:1]]
        assert answered == asked
