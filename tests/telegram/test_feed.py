"""From texts, captions and buttons to handlers, by tables."""

import re
from typing import Any, Literal

import pytest
from aiogram import F, Router
from aiogram.filters import Command

from bot.messages import Chat, IncomingMessage, Update, User
from bot.messages.content import Media
from bot.messages.update import CallbackQuery
from bot.outbox.buttons import ButtonData, RowId, Word
from bot.telegram.feed import Feed, Match, make_feed
from bot.telegram.filters import Captioned, Expecting, Mentioning, Tapped, Words


class CaseButton(ButtonData, frozen=True, kw_only=True):
    PREFIX = "case"
    number: RowId
    act: Literal["undo", "ban"]


class PageButton(ButtonData, frozen=True, kw_only=True):
    PREFIX = "page"
    name: Word


async def on_ban(context: Any, command: Any) -> None: ...
async def on_check_in(context: Any) -> None: ...
async def on_feedback(context: Any, command: Any) -> None: ...
async def on_import(context: Any) -> None: ...
async def on_answer(context: Any) -> None: ...
async def on_case(context: Any, button: CaseButton) -> None: ...
async def on_page(context: Any, button: PageButton) -> None: ...
async def on_standing(context: Any) -> None: ...


async def on_call(context: Any) -> None: ...


def router() -> Router:
    router = Router()
    router.message.register(on_ban, Command("ban", "Fengjin"))
    router.message.register(on_check_in, Command("checkin"))
    router.message.register(on_check_in, Words("签到", "簽到"))
    router.message.register(on_feedback, Words("反馈", "回饋", with_text=True))
    router.message.register(on_call, Mentioning("@admin", "@admins"))
    router.message.register(on_import, Captioned("/import settings"))
    router.message.register(on_answer, Expecting("settings.value"))
    router.callback_query.register(on_case, Tapped(CaseButton))
    inner = Router()
    inner.callback_query.register(on_page, Tapped(PageButton))
    inner.my_chat_member.register(on_standing)
    router.include_router(inner)
    return router


@pytest.fixture(scope="module")
def feed() -> Feed:
    return make_feed([router()], "Qunguan_bot")


def message(text: str | None = None, caption: str | None = None) -> IncomingMessage:
    document = Media(file_id="f") if caption is not None else None
    chat = Chat(id=-1, type="supergroup")
    return IncomingMessage(message_id=1, date=0, chat=chat, text=text, caption=caption, document=document)


def found(match: Match | None) -> tuple[str, str | None] | None:
    if match is None:
        return None
    return match.name, match.command.args if match.command else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/ban", ("on_ban", None)),
        ("/ban 1d spam", ("on_ban", "1d spam")),
        ("/BAN 1d", ("on_ban", "1d")),
        ("/fengjin", ("on_ban", None)),
        ("/ban@qunguan_BOT 1d", ("on_ban", "1d")),
        ("/ban@other_bot 1d", None),
        ("/ban@", ("on_ban", None)),
        ("/ban\n1d spam", ("on_ban", "1d spam")),
        ("/ban@qunguan_bot\n1d", ("on_ban", "1d")),
        ("/ban 1d\nfirst line\nsecond line", ("on_ban", "1d\nfirst line\nsecond line")),
        ("/ban\u30001d 刷屏", ("on_ban", "1d 刷屏")),
        ("/ban\t1d", ("on_ban", "1d")),
        ("/ban   ", ("on_ban", None)),
        ("/banana", None),
        ("/ ban", None),
        ("/", None),
        ("//ban", None),
        ("ban", None),
        (" /ban", None),
        ("签到", ("on_check_in", None)),
        ("簽到", ("on_check_in", None)),
        (" 签到\n", ("on_check_in", None)),
        ("签到了", None),
        ("我要签到", None),
        ("签 到", None),
        ("签到 两次", None),
        ("反馈 发货太慢", ("on_feedback", "发货太慢")),
        ("反馈\n发货太慢", ("on_feedback", "发货太慢")),
        ("反馈\u3000发货太慢", ("on_feedback", "发货太慢")),
        ("反馈 " + "长" * 4000, ("on_feedback", "长" * 4000)),
        ("反馈", None),
        ("反馈：太慢", None),
        ("我想反馈 太慢", None),
        ("@admin", ("on_call", None)),
        ("@Admins", ("on_call", None)),
        ("快来@admin看看", ("on_call", "快来 看看")),
        ("@admin 有人刷屏，一直在发一样的内容", ("on_call", "有人刷屏，一直在发一样的内容")),
        ("@somebody 和 @admin 都看看这个，谢谢了", ("on_call", "@somebody 和 都看看这个，谢谢了")),
        ("mail@admin.example", None),
        ("@administrator", None),
        ("@@admin", None),
        ("https://example.com/@admin", None),
        ("今天天气不错，大家出去走走吧", None),
        ("", None),
        ("\n", None),
    ],
)
def test_texts(feed: Feed, text: str, expected: tuple[str, str | None] | None) -> None:
    assert found(feed.asks(message(text))) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("/import settings", ("on_import", None)),
        (" /import settings 茶友会 ", ("on_import", "茶友会")),
        ("/import settingsx", None),
        ("/import rules", None),
        ("/ban", None),
        ("签到", None),
        ("", None),
    ],
)
def test_captions(feed: Feed, caption: str, expected: tuple[str, str | None] | None) -> None:
    assert found(feed.asks(message(caption=caption))) == expected


def test_a_message_without_words_asks_for_nothing(feed: Feed) -> None:
    assert feed.asks(message()) is None


def test_dialogues(feed: Feed) -> None:
    assert found(feed.answers("settings.value")) == ("on_answer", None)
    assert feed.answers("settings.other") is None


@pytest.mark.parametrize("button", [CaseButton(number=12, act="undo"), PageButton(name="next")])
def test_buttons(feed: Feed, button: ButtonData) -> None:
    match = feed.taps(button.pack())
    assert match is not None
    assert match.button == button


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "case",
        "case:",
        "case:12",
        "case:12:undo:more",
        "case:12:kill",
        "case:-1:undo",
        "case:+12:undo",
        "case: 12:undo",
        "case:012:undo",
        "case:1e3:undo",
        "case:12.0:undo",
        "case:true:undo",
        "case:１２:undo",
        "case:" + "9" * 5000 + ":undo",
        "case:12:undo\n",
        "CASE:12:undo",
        "page:with space",
        "page:字",
        "page:a:b",
        "page:\x00",
        "unknown:1",
        "\ud83d",
        "case:12:undo" * 100,
    ],
)
def test_forged_button_data_is_no_button(feed: Feed, data: str) -> None:
    assert feed.taps(data) is None


def test_other_kinds(feed: Feed) -> None:
    tap = Update(update_id=1, callback_query=CallbackQuery(id="1", sender=User(id=1)))
    assert feed.happens(tap) == []
    assert feed.happens(Update(update_id=1)) == []
    assert [handler.callback for handler in feed.kinds["my_chat_member"]] == [on_standing]


def register(kind: str, *filters: Any) -> Router:
    router = Router()
    router.observers[kind].register(on_check_in, *filters)
    return router


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (register("message", F.text == "签到"), "cannot be looked up"),
        (register("message", lambda _: True), "cannot be looked up"),
        (register("message"), "exactly one filter"),
        (register("message", Command("one"), Words("一")), "exactly one filter"),
        (register("message", Command(re.compile("one.*"))), "cannot be looked up"),
        (register("message", Words("一二三四五六七八九十一二三四五六七")), "longer than 16"),
        (register("my_chat_member", Command("one")), "take no filter"),
        (register("inline_query"), "does not ask"),
        (register("message", Command("BAN")), "two handlers"),
        (register("message", Words("签到")), "two handlers"),
        (register("message", Words("反馈", with_text=True)), "two handlers"),
        (register("message", Expecting("settings.value")), "two handlers"),
        (register("message", Captioned("/import settings")), "two handlers"),
        (register("callback_query", Tapped(CaseButton)), "missing or taken"),
        (register("callback_query", Tapped(ButtonData)), "missing or taken"),
    ],
)
def test_what_cannot_be_looked_up_is_refused_at_the_start(wrong: Router, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        make_feed([router(), wrong], "qunguan_bot")


async def test_handlers_get_what_they_name() -> None:
    called: list[Any] = []

    async def on_one(context: Any) -> None:
        called.append(context)

    async def on_two(context: Any, command: Any) -> None:
        called.append((context, command.args))

    inner = Router()
    inner.message.register(on_one, Command("one"))
    inner.message.register(on_two, Command("two"))
    feed = make_feed([inner], "qunguan_bot")
    for text in ("/one x", "/two x"):
        match = feed.asks(message(text))
        assert match is not None
        await match.call("context")
    assert called == ["context", ("context", "x")]
