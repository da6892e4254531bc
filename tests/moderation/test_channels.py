"""Who may write under the name of a channel."""

import pytest

from bot.messages import Chat, User
from bot.moderation.channels import refusal
from bot.moderation.settings import ChannelSettings
from tests.moderation.screens import message

SHOP = Chat(id=-1007, type="channel", title="茶叶批发", username="Tea_Shop")

ALLOWED = {
    "as an open community": (ChannelSettings(), "open"),
    "everybody": (ChannelSettings(posting="allow"), "strict"),
    "by name": (ChannelSettings(posting="list", allowed=("@tea_shop",)), "brand"),
    "by link": (ChannelSettings(posting="list", allowed=("https://t.me/tea_shop/",)), "brand"),
    "by number": (ChannelSettings(posting="list", allowed=("-1007",)), "brand"),
}
REFUSED = {
    "as a brand's community": (ChannelSettings(), "brand"),
    "nobody": (ChannelSettings(posting="ban", allowed=("@tea_shop",)), "open"),
    "another is listed": (ChannelSettings(posting="list", allowed=("@tea_shop2", "-100")), "open"),
    "an empty list": (ChannelSettings(posting="list"), "open"),
}


@pytest.mark.parametrize(("settings", "preset"), ALLOWED.values(), ids=ALLOWED)
def test_allowed(settings: ChannelSettings, preset: str) -> None:
    assert refusal(message("特价", sender_chat=SHOP), settings, preset) is None


@pytest.mark.parametrize(("settings", "preset"), REFUSED.values(), ids=REFUSED)
def test_refused(settings: ChannelSettings, preset: str) -> None:
    verdict = refusal(message("特价", sender_chat=SHOP), settings, preset)
    assert verdict is not None
    assert verdict.removes
    assert verdict.evidence[0].reading == "茶叶批发"


def test_a_guest_bot_called_by_a_channel_writes_as_that_channel() -> None:
    guest = User(id=9, first_name="客", is_bot=True)
    written = message("特价", sender=guest, guest_bot_caller_chat=SHOP)
    assert written.is_from_channel
    assert refusal(written, ChannelSettings(), "brand") is not None
