"""A Telegram that loses answers, fails and limits: nothing is lost, nothing happens twice but sends nobody confirmed."""

import time

from tests.bench.corpus import MODERATOR, groups, members
from tests.bench.feeder import Fault
from tests.bench.updates import Group, command_message, message, message_feed
from tests.e2e.lives import Bot, answer_seconds
from tests.e2e.outcome import finished, losses
from tests.e2e.server import Once, Telegram, Troubles, eventually, seen_text
from tests.e2e.story import Plot, write


async def test_lost_answers_failures_and_limits_lose_nothing(bot: Bot, telegram: Telegram) -> None:
    await bot.start()
    story = write(Plot(groups=30, plain=60, advertisements=4, commands=3, seed=7))
    telegram.feeder.faults = troubles = Troubles(lost=0.10, failing=0.05, limited=0.15)
    telegram.feeder.feed(*story.feeds)

    assert await telegram.feeder.wait_confirmed(60), f"{telegram.feeder.confirmed} of {len(story.feeds)} confirmed"
    await eventually(lambda: finished(story, telegram), answer_seconds(story) + 20, 0.1)
    telegram.feeder.faults = None
    status = await bot.stop()
    found = await losses(story, telegram, bot.database, repeats_allowed=False)

    assert min(troubles.happened[kind] for kind in ("lost", "failing", "limited")) > 0
    assert not found, f"{found}; {troubles.happened}"
    assert status == 0


async def test_limit_in_one_group_is_obeyed_and_delays_no_other(bot: Bot, telegram: Telegram) -> None:
    await bot.start()
    limited, *others = groups(8)
    telegram.feeder.faults = once = Once("sendmessage", Fault(retry_after=2), chat_id=limited.chat_id)
    _warn(telegram, limited)
    assert await eventually(lambda: bool(once.happened_at), 20)
    began = time.monotonic()
    for group in others:
        _warn(telegram, group)

    assert await eventually(lambda: all(_answers(telegram, group) for group in others), 20)
    assert time.monotonic() - began < 2.0, "the other groups waited for the limited one"
    assert await eventually(lambda: bool(_answers(telegram, limited)), 20)
    sends = [call.at for call in telegram.feeder.calls if _is_send(call.method, call.params, limited)]
    assert not [at for at in sends if once.happened_at[0] < at < once.happened_at[0] + 1.95], "retry_after not obeyed"


async def test_failing_getupdates_is_asked_again(bot: Bot, telegram: Telegram) -> None:
    await bot.start()
    faults = (
        Fault(status=500),
        Fault(status=502),
        Fault(lose_answer=True),
        Fault(raw=b"<html>Bad Gateway</html>", status=502),
    )
    for position, fault in enumerate(faults):
        telegram.feeder.faults = Once("getupdates", fault)
        author = members(1)[0]
        written = message(groups(1)[0], author, 100 + position, int(time.time()), text="大家好")
        telegram.feeder.feed(message_feed(written))
        assert await telegram.feeder.wait_confirmed(15), f"not asked again after {fault}"


def _warn(telegram: Telegram, group: Group) -> None:
    now = int(time.time())
    said = message(group, members(3)[2], 50, now, text="刷屏刷屏")
    warning = command_message(group, MODERATOR, 51, now, "/warn 刷屏", reply_to=said)
    telegram.feeder.feed(message_feed(said), message_feed(warning))


def _answers(telegram: Telegram, group: Group) -> list[str]:
    return [seen_text(call) for call in telegram.calls("sendmessage", chat_id=group.chat_id) if "#" in seen_text(call)]


def _is_send(method: str, params: dict[str, object], group: Group) -> bool:
    return method == "sendmessage" and params.get("chat_id") == group.chat_id
