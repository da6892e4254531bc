"""The busy evening in the page: played by keyboard, watched at both widths, with the bot at work."""

import pytest

from tests.browser.visitor import DESKTOP, GROUP, PHONE, STAFF, visiting

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_an_evening_by_keyboard(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    async with visiting(f"evening-{request.node.callspec.id}", size) as visitor:
        page = visitor.page
        await page.focus("#evening button")
        await page.keyboard.press("Enter")
        await visitor.sees("晚上好，今天喝什么")
        assert await page.evaluate("document.activeElement.ariaLabel") == "暂停"
        await page.focus("#evening input:checked")
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowRight")
        await page.wait_for_selector("#evening [value='20']:checked")
        await visitor.sees("今天的茶汤")
        await visitor.shoot("chat")
        await visitor.sees("清净了")
        await page.focus("#evening [data-control=main]")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("#evening [aria-label='继续']")
        await visitor.shoot("paused")
        for gone in ("caifu888", "加\u200b薇", "稳.赚", "t.me/+", "rili-jianzhi"):
            await visitor.sees_no(gone)
        await page.keyboard.press("Enter")
        await visitor.sees("周五直播想看什么")
        await page.click(".poll button:has-text('龙井怎么泡')")
        await page.wait_for_selector(".poll button[aria-pressed='true']")
        await visitor.shoot("poll")
        await page.wait_for_selector(".toast:has-text('这个晚上过去了')", timeout=60_000)
        await visitor.becomes("小周", STAFF)
        await visitor.sees("处理 #8")
        await visitor.shoot("cases")


async def test_an_evening_from_the_command_line() -> None:
    async with visiting("evening-command-line", DESKTOP, "--evening", "--speed", "20") as visitor:
        await visitor.opens(GROUP)
        await visitor.sees("周五直播几点开始")
        await visitor.page.click("#evening [aria-label='停止播放']")
        await visitor.page.wait_for_selector("#evening button:has-text('播放热闹的晚上')")
