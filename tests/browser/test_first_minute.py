"""A newcomer's first minute in the demo, and everybody's around it: step by step, each with its picture.

A further capability is one more function in `STEPS`.
"""

import pytest

from bot.simulator.pictures import cup_of_tea
from tests.browser.visitor import BOT, DESKTOP, GROUP, PHONE, STAFF, Visitor, visiting

pytestmark = pytest.mark.browser

ADVERTISEMENT = "兼职日结，加 薇 caifu888，名额不多"


async def join(visitor: Visitor) -> None:
    await visitor.becomes("新来的小李", GROUP)
    await visitor.joins()
    await visitor.page.wait_for_selector(".service:has-text('新来的小李 加入了群组')")


async def say_hello(visitor: Visitor) -> None:
    await visitor.writes("大家好，新来的")
    await visitor.sees("大家好，新来的", kind=".mine")


async def ask_for_help(visitor: Visitor) -> None:
    await visitor.writes("/help")
    await visitor.sees("群里能用的命令", kind=".whisper")


async def read_the_rules(visitor: Visitor) -> None:
    await visitor.writes("/rules")
    await visitor.sees("群规", kind=":not(.mine)")


async def advertise_and_vanish(visitor: Visitor) -> None:
    await visitor.becomes("财富顾问", GROUP)
    await visitor.joins()
    await visitor.writes(ADVERTISEMENT)
    await visitor.sees_no("caifu888")


async def stay_as_a_member(visitor: Visitor) -> None:
    """Talk stays, what was for the newcomer alone is not seen by others."""
    await visitor.becomes("小明", GROUP)
    await visitor.sees("大家好，新来的")
    await visitor.sees_no("群里能用的命令")
    await visitor.sees_no("caifu888")


async def see_the_case(visitor: Visitor) -> None:
    await visitor.becomes("小周", STAFF)
    await visitor.sees("处理 #1")
    await visitor.page.locator(".message:has-text('处理 #1') .spoiler").last.click()


async def undo(visitor: Visitor) -> None:
    await visitor.presses("撤销")
    await visitor.sees("已撤销")


async def answer_and_react(visitor: Visitor) -> None:
    await visitor.opens(GROUP)
    await visitor.chooses("大家好，新来的", "回复")
    await visitor.writes("欢迎，喝杯茶")
    await visitor.sees("欢迎，喝杯茶", kind=".mine:has(.replied)")
    await visitor.chooses("大家好，新来的", "❤")
    await visitor.page.wait_for_selector(".reactions button[aria-pressed='true']")
    await visitor.chooses("欢迎，喝杯茶", "编辑")
    await visitor.writes("欢迎，喝杯龙井")
    await visitor.sees("欢迎，喝杯龙井", kind=".mine:has-text('已编辑')")


async def share_a_picture(visitor: Visitor) -> None:
    await visitor.becomes("Emma", GROUP)
    await visitor.uploads("tea.png", cup_of_tea(), "我的下午茶")
    await visitor.sees("我的下午茶", kind=".mine:has(img.picture)")
    picture = visitor.page.locator(".mine img.picture").last
    await picture.evaluate("image => image.decode()")


async def start_in_private(visitor: Visitor) -> None:
    await visitor.becomes("新来的小李", BOT)
    await visitor.joins()
    await visitor.sees("/start", kind=".mine")
    await visitor.page.wait_for_selector("#messages .message:not(.mine)")


async def leave(visitor: Visitor) -> None:
    await visitor.opens(GROUP)
    await visitor.page.click("#leave")
    await visitor.page.wait_for_selector("#gate-button:has-text('加入')")


async def wake_up_next_morning(visitor: Visitor) -> None:
    """In English this time."""
    await visitor.becomes("林经理")
    await visitor.page.click("#morning")
    await visitor.page.wait_for_function("() => new Date(document.getElementById('now').dateTime).getHours() === 9")
    await visitor.page.click("#language")
    await visitor.page.wait_for_selector("#morning:has-text('next morning')")
    await visitor.opens(GROUP)
    await visitor.sees("欢迎，喝杯龙井")


STEPS = (
    join,
    say_hello,
    ask_for_help,
    read_the_rules,
    advertise_and_vanish,
    stay_as_a_member,
    see_the_case,
    undo,
    answer_and_react,
    share_a_picture,
    start_in_private,
    leave,
    wake_up_next_morning,
)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_the_first_minute(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    async with visiting(f"first-minute-{request.node.callspec.id}", size) as visitor:
        for step in STEPS:
            await step(visitor)
            await visitor.shoot(step.__name__.replace("_", "-"))
            assert await visitor.page.evaluate("document.documentElement.scrollWidth") <= size[0], "nothing sticks out"
