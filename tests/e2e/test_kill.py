"""Killed at random moments under load, the bot loses nothing and does nothing twice (PRODUCT §4.1)."""

import pytest

from tests.e2e.lives import Bot, survive
from tests.e2e.story import Plot, write

KILLS = 6


@pytest.mark.parametrize(
    ("database", "webhook", "kills"),
    [
        pytest.param("sqlite", False, KILLS, id="polling-sqlite"),
        pytest.param("sqlite", True, KILLS, id="webhook-sqlite"),
        pytest.param("postgresql", False, 2, id="polling-postgresql"),
    ],
    indirect=["database"],
)
async def test_killed_bot_loses_nothing_and_repeats_nothing(bot: Bot, webhook: bool, kills: int) -> None:
    bot.webhook = webhook
    story = write(Plot(groups=40, plain=120, advertisements=4, commands=3, service_joins=webhook, seed=kills))

    survival = await survive(bot, story, kills, seed=20261122)

    assert not survival.losses, f"{survival.losses}\n{survival}"
    assert survival.confirmed
    assert survival.exit_status == 0
