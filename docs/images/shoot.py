"""Make the pictures of the README: the real demo, driven as people drive it. `python docs/images/shoot.py` from the root."""

import asyncio
import shutil
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright

HERE = Path(__file__).parent
ADDRESS = "127.0.0.1:8097"
STAFF = ".chat-line:has-text('管理')"
GROUP = ".chat-line:has-text('茶友会'):not(:has-text('管理'))"


async def write(page: Page, text: str) -> None:
    await page.fill("#composer-text", text)
    await page.press("#composer-text", "Enter")
    await page.wait_for_timeout(1500)


async def become(page: Page, name: str, chat: str) -> None:
    await page.check(f".person:has-text('{name}') input", force=True)
    await page.click(chat)


async def shoot(page: Page) -> None:
    """An advertisement comes, goes, and is accounted for."""
    await page.goto(f"http://{ADDRESS}/")
    await become(page, "财富顾问", GROUP)
    await page.click("#gate-button:has-text('加入')")
    await page.wait_for_selector("#composer:visible")
    await write(page, "兼职日结，加薇 caifu888，名额不多")
    await become(page, "小周", STAFF)
    await page.wait_for_selector("text=处理 #1")
    await page.wait_for_timeout(500)
    await page.screenshot(path=HERE / "demo.png")
    await become(page, "小明", GROUP)
    await page.wait_for_timeout(500)
    await page.screenshot(path=HERE / "demo-group.png")


async def shoot_evening(page: Page) -> None:
    """The busy evening on a phone."""
    await page.set_viewport_size({"width": 390, "height": 760})
    await page.click("#back")
    await page.click("#evening button")
    await page.check("#evening [value='5']", force=True)
    await page.wait_for_selector("text=桐木关", timeout=60_000)
    await page.click("#evening [data-control=main]")
    await page.wait_for_timeout(500)
    await page.screenshot(path=HERE / "demo-evening.png")


async def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed")
    with (HERE / "demo.log").open("wb") as output:
        demo = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo", "--listen", ADDRESS, stdout=output, stderr=output
        )
    try:
        await asyncio.sleep(12)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = await browser.new_page(
                locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1200, "height": 760}
            )
            await shoot(page)
            await shoot_evening(page)
            await browser.close()
    finally:
        demo.terminate()
        await demo.wait()
        (HERE / "demo.log").unlink()


if __name__ == "__main__":
    asyncio.run(main())
