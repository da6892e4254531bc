"""The chat page in a real browser: what a newcomer to the demo does in the first minute."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from bot.simulator import Telegram
from bot.simulator.demo_world import DemoWorld
from bot.simulator.http_server import HttpServer
from bot.simulator.running_clock import RunningClock
from tests.simulator.conftest import Api

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
GROUP = ".chat-line:has-text('茶友会'):not(:has-text('管理'))"


class Scene:
    """A demo world, its server, the bot's hand and a page."""

    def __init__(self, demo: DemoWorld, page: Page, url: str) -> None:
        self.demo, self.page, self.url = demo, page, url
        self.api = Api(demo.telegram, demo.bot)
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    async def open(self, chat: str = GROUP) -> None:
        await self.page.goto(self.url)
        await self.page.click(chat)
        await self.page.wait_for_selector("#messages .message, #messages .service, #messages .empty")

    async def write(self, text: str) -> None:
        await self.page.fill("#composer-text", text)
        await self.page.press("#composer-text", "Enter")


@pytest_asyncio.fixture
async def scene() -> AsyncIterator[Scene]:
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium on this machine")
    telegram = Telegram(RunningClock())
    demo = DemoWorld(telegram)
    await demo.populate()
    server = HttpServer(telegram, control_token="page-token", world=demo.world)
    url = await server.start()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(locale="zh-CN", viewport={"width": 1200, "height": 800})
        page.set_default_timeout(10_000)
        scene = Scene(demo, page, url)
        yield scene
        await browser.close()
    await server.stop()
    assert scene.errors == []


async def test_writing_tapping_and_reacting(scene: Scene) -> None:
    page, api = scene.page, scene.api
    await scene.open()
    await scene.write("签到 https://example.com")
    await page.wait_for_selector(".message.mine >> text=签到")
    buttons = {"inline_keyboard": [[{"text": "排行榜", "callback_data": "top"}]]}
    await api.sendMessage(chat_id=scene.demo.group.id, text="第 1 天", reply_markup=buttons)
    await page.click("button:has-text('排行榜')")
    (tapped,) = await api.updates("callback_query")
    await api.answerCallbackQuery(callback_query_id=tapped["id"], text="你是第一")
    await page.wait_for_selector(".toast >> text=你是第一")
    only = {"receiver_user_id": tapped["from"]["id"]}
    await api.sendMessage(chat_id=scene.demo.group.id, text="悄悄话", ephemeral_message_parameters=only)
    await page.wait_for_selector(".message.whisper >> text=悄悄话")
    mine = page.locator(".message.mine").last
    await mine.locator(".more").click()
    await page.click("#menu button:has-text('🔥')")
    await page.wait_for_selector(".reactions button[aria-pressed='true']")
    await mine.locator(".more").click()
    await page.click("#menu button:has-text('编辑')")
    await scene.write("改过了")
    await page.wait_for_selector("text=改过了")
    await page.check(".person:has-text('林经理') input", force=True)
    await page.click(GROUP)
    await page.wait_for_selector("text=改过了")
    assert await page.locator("text=悄悄话").count() == 0


async def test_joining_being_removed_and_deleted_messages(scene: Scene) -> None:
    page, api, group = scene.page, scene.api, scene.demo.group
    await page.goto(scene.url)
    await page.check(".person:has-text('财富顾问') input", force=True)
    await page.click(GROUP)
    await page.click("#gate-button:has-text('加入')")
    await page.wait_for_selector("#composer:visible")
    await scene.write("加薇 888")
    said = (await api.updates("message"))[-1]
    await page.wait_for_selector("text=加薇 888")
    await api.deleteMessage(chat_id=group.id, message_id=said["message_id"])
    await page.wait_for_selector(".message:has-text('加薇 888')", state="detached")
    await api.restrictChatMember(chat_id=group.id, user_id=said["from"]["id"], permissions={})
    await page.wait_for_selector("#gate-note:has-text('不能在这里发言')")
    await api.banChatMember(chat_id=group.id, user_id=said["from"]["id"])
    await page.wait_for_selector("#gate-note:has-text('移出')")


async def test_names_and_texts_are_never_markup(scene: Scene) -> None:
    page, world, group = scene.page, scene.demo.world, scene.demo.group
    evil = "<img src=x onerror=alert(1)><script>document.title='owned'</script>"
    person = world.member(group, evil)
    group.title = evil[:40]
    await person.says(group, evil)
    await world.who(person.id).says(
        group,
        "[x](javascript:alert(1))",
        entities=[{"type": "text_link", "offset": 0, "length": 3, "url": "javascript:alert(1)"}],
    )
    await scene.open(".chat-line:has-text('onerror')")
    await page.wait_for_selector("text=javascript:alert")
    assert await page.locator("#messages img, #messages script, #chats img, #people img").count() == 0
    assert await page.locator("a[href^='javascript']").count() == 0
    assert await page.title() != "owned"


async def test_the_private_chat_starts_and_its_keyboard_works(scene: Scene) -> None:
    page, api = scene.page, scene.api
    await scene.open(".chat-line[data-chat^='bot:']")
    await page.click("#gate-button:has-text('开始')")
    await page.wait_for_selector("text=/start")
    started = (await api.updates("message"))[-1]
    keyboard = {"keyboard": [["我的", "帮助"]]}
    await api.sendMessage(chat_id=started["chat"]["id"], text="你好", reply_markup=keyboard)
    await page.click("#keyboard button:has-text('我的')")
    await page.wait_for_selector(".message.mine >> text=我的")


async def test_time_goes_on_and_english_is_complete(scene: Scene) -> None:
    page = scene.page
    await scene.open()
    before = scene.demo.telegram.time()
    await page.click("#hour")
    await page.wait_for_function("before => document.getElementById('now').dateTime > before", arg=_iso(before + 3000))
    await page.click("#language")
    await page.wait_for_selector("#composer-text[placeholder='Write a message…']")
    visible = await page.evaluate(
        "[...document.querySelectorAll('[data-text],[data-label]')].map(e => e.textContent + e.ariaLabel)"
    )
    assert not [text for text in visible if text == ""]


async def test_a_phone_shows_one_thing_at_a_time(scene: Scene) -> None:
    page = scene.page
    await page.set_viewport_size({"width": 390, "height": 780})
    await page.goto(scene.url)
    await page.wait_for_selector(".chat-line")
    assert not await page.is_visible("#composer-text")
    await page.click(GROUP)
    await page.wait_for_selector("#composer-text:visible")
    assert not await page.is_visible("#chats")
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    await page.click("#back")
    await page.wait_for_selector("#chats:visible")


async def test_a_message_is_shown_at_once_and_a_thousand_fit(scene: Scene) -> None:
    page, world, group = scene.page, scene.demo.world, scene.demo.group
    member = scene.demo.people["emma"]
    for number in range(1000):
        await member.says(group, f"第 {number} 条")
    await scene.open()
    await page.wait_for_selector("text=第 999 条")
    # The page notes by itself when the message came into sight.
    await page.evaluate(
        "() => { window.shown = new Promise(done => new MutationObserver(() => {"
        " if (document.querySelector('#messages').textContent.includes('快！')) done(Date.now()) })"
        ".observe(document.querySelector('#messages'), {childList: true, subtree: true})) }"
    )
    sent = time.time()
    await member.says(group, "快！")
    shown = await page.evaluate("window.shown")
    assert shown / 1000 - sent < 0.5, "promised: 100 ms; the rest is this machine's"
    scrolled = await page.evaluate(
        "async () => { const list = document.querySelector('#messages'); const t = performance.now();"
        " for (let n = 0; n < 60; n++) { list.scrollTop -= 400; await new Promise(requestAnimationFrame) }"
        " return (performance.now() - t) / 60 }"
    )
    assert scrolled < 100, "milliseconds a frame"
    assert world.status(group, member) == "member"


async def test_lost_connections_come_back(scene: Scene) -> None:
    page = scene.page
    await scene.open()
    await page.context.set_offline(True)
    await scene.demo.people["emma"].says(scene.demo.group, "while you were away")
    await asyncio.sleep(0)
    await page.context.set_offline(False)
    await page.reload()
    await page.click(GROUP)
    await page.wait_for_selector("#messages >> text=while you were away")
    scene.errors.clear()  # the browser reports the offline seconds


def _iso(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
