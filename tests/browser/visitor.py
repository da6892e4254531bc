"""A visitor of the demo: `qunguan demo` as a process, its page in Chromium, and one hand that does what people do there."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts" / "browser"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESKTOP, PHONE = (1200, 800), (390, 780)
GROUP = ".chat-line:has-text('茶友会'):not(:has-text('管理'))"
STAFF = ".chat-line:has-text('茶友会·管理')"
BOT = ".chat-line[data-chat^='bot:']:has-text('群管')"


class Visitor:
    """Who looks at the page, as one person of the demo after the other. Each `shoot` leaves a picture under artefacts/browser/."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self._folder = ARTEFACTS / name
        self._folder.mkdir(parents=True, exist_ok=True)
        self._shots = 0

    async def becomes(self, person: str, chat: str | None = None) -> None:
        """Be somebody else, and open a chat as them."""
        if await self.page.is_visible("#back"):
            await self.page.click("#back")
        await self.page.check(f".person:has-text('{person}') input", force=True)
        if chat is not None:
            await self.opens(chat)

    async def opens(self, chat: str) -> None:
        """Open a chat of the list."""
        if await self.page.is_visible("#back"):
            await self.page.click("#back")
        await self.page.click(chat)
        await self.page.wait_for_selector("#chat:visible")

    async def joins(self) -> None:
        """Press the button that stands where one cannot write yet."""
        await self.page.click("#gate-button")
        await self.page.wait_for_selector("#composer:visible")

    async def writes(self, text: str) -> None:
        """Write into the open chat; it is sent, whatever becomes of it."""
        await self.page.fill("#composer-text", text)
        async with self.page.expect_response(lambda response: response.url.endswith("/control/act")):
            await self.page.press("#composer-text", "Enter")

    async def uploads(self, name: str, content: bytes, caption: str) -> None:
        """Send a picture with a caption."""
        await self.page.fill("#composer-text", caption)
        await self.page.set_input_files("#file", {"name": name, "mimeType": "image/png", "buffer": content})

    async def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        await self.page.locator(f"#messages .buttons button:has-text('{label}')").last.click()

    async def chooses(self, text: str, action: str) -> None:
        """Open the menu of the newest message with this text and choose from it."""
        message = self.page.locator(f".message:has-text('{text}')").last
        await message.hover()
        await message.locator(".more").click()
        await self.page.click(f"#menu button:has-text('{action}')")

    async def sees(self, text: str, *, kind: str = "") -> None:
        """It is there, or comes within ten seconds. `kind` narrows it: `.mine`, `.whisper`."""
        await self.page.locator(f"#messages .message{kind}:has-text('{text}'):not(.going)").last.wait_for()

    async def sees_no(self, text: str) -> None:
        """It is not there, or goes within ten seconds."""
        gone = "text => ![...document.querySelectorAll('#messages .message')].some(m => m.textContent.includes(text))"
        await self.page.wait_for_function(gone, arg=text)

    async def shoot(self, name: str) -> None:
        """Keep a picture of the page as it is."""
        self._shots += 1
        await self.page.screenshot(path=self._folder / f"{self._shots:02}-{name}.png")


@asynccontextmanager
async def visiting(name: str, size: tuple[int, int], *options: str) -> AsyncIterator[Visitor]:
    """The demo runs and the page is open; at the end there was no error in the page and the demo stops as it should."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium on this machine")
    environment = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "DATABASE_URL")}
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--listen", "127.0.0.1:0", *options,
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    errors: list[str] = []
    try:
        url = await _address(demo)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = await browser.new_page(
                locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": size[0], "height": size[1]}
            )
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            await page.goto(url)
            await page.wait_for_selector(".chat-line")
            yield Visitor(page, name)
            await browser.close()
        demo.terminate()
        async with asyncio.timeout(30):
            assert await demo.wait() == 0
    finally:
        if demo.returncode is None:
            demo.kill()
            await demo.wait()
    assert errors == []


async def _address(demo: asyncio.subprocess.Process) -> str:
    assert demo.stdout is not None
    async with asyncio.timeout(60):
        while line := await demo.stdout.readline():
            if found := re.search(rb"http://[\d.:]+", line):
                return found.group().decode()
    raise AssertionError("the demo ended before it had an address")
