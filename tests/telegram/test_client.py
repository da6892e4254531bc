"""Calls to the Bot API: what goes out, how answers and failures are read, and that the token stays in."""

import traceback
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import ManualClock
from bot.i18n.translator import Html
from bot.messages import ChatMember
from bot.outbox.effects import (
    Ban,
    Button,
    Call,
    Delete,
    Edit,
    Effect,
    Restrict,
    Send,
    SendDocument,
    Unban,
)
from bot.telegram.calls import call_for
from bot.telegram.client import Client, HttpTransport, Upload
from bot.telegram.failures import Failure, TelegramFailure
from tests.telegram.scripted_api import TOKEN, Answer, ScriptedApi, error, result


@pytest.fixture
def api(clock: ManualClock) -> ScriptedApi:
    return ScriptedApi(clock)


@pytest.fixture
def client(api: ScriptedApi) -> Client:
    return Client(api, TOKEN)


async def test_parameters_that_are_none_are_left_out(client: Client, api: ScriptedApi) -> None:
    await client.call("sendMessage", chat_id=1, text="", reply_markup=None, silent=False)
    assert api.calls[0].params == {"chat_id": 1, "text": "", "silent": False}


async def test_the_result_is_decoded(client: Client, api: ScriptedApi) -> None:
    api.plan("getMe", result({"id": 1, "first_name": "群管"}))
    assert await client.call("getMe") == {"id": 1, "first_name": "群管"}


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"ok":true,"result":{"text":"\\ud83d"}}', {"text": "?"}),
        (b'{"ok":true,"result":{"text":"\xff"}}', {"text": "\ufffd"}),
        (b'{"ok":true,"result":{"n":1e999}}', {"n": float("inf")}),
        (b'{"ok":true,"result":{"n":123456789012345678901234567890}}', {"n": 123456789012345678901234567890}),
        (b'{"ok":true}', None),
        (b'{"ok":true,"result":true,"more":[1]}', True),
    ],
)
async def test_odd_answers_are_read_for_the_call_took_effect(
    client: Client, api: ScriptedApi, body: bytes, value: Any
) -> None:
    api.plan("getChat", Answer(200, body))
    assert await client.call("getChat", chat_id=1) == value


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (Answer(200, b" "), Failure.NETWORK, 200),
        (Answer(200, b"<html>log in</html>"), Failure.NETWORK, 200),
        (Answer(200, b"[]"), Failure.NETWORK, 200),
        (Answer(200, b'{"ok":"yes"}'), Failure.NETWORK, 200),
        (Answer(200, b'{"ok":true,"result":[' + b"[" * 5000), Failure.NETWORK, 200),
        (Answer(502, b"<html>Bad Gateway</html>"), Failure.SERVER, 502),
        (Answer(500, b'{"ok":false,"error_code":500,"description":"Internal"}'), Failure.SERVER, 500),
        (Answer(400, b'{"ok":false}'), Failure.REFUSED, 400),
        (error(403, "Forbidden: bot was blocked by the user"), Failure.BLOCKED, 403),
        (Answer(raises=TimeoutError(f"/bot{TOKEN}/")), Failure.NETWORK, 0),
        (Answer(raises=ConnectionResetError(f"/bot{TOKEN}/")), Failure.NETWORK, 0),
        (Answer(raises=aiohttp.InvalidURL(f"http://x/bot{TOKEN}/")), Failure.NETWORK, 0),
        (Answer(raises=aiohttp.ServerDisconnectedError()), Failure.NETWORK, 0),
    ],
)
async def test_failures_are_classified_and_counted(api: ScriptedApi, answer: Answer, kind: Failure, code: int) -> None:
    heard: list[TelegramFailure] = []
    client = Client(api, TOKEN, heard.append)
    api.plan("sendMessage", answer)
    with pytest.raises(TelegramFailure) as failed:
        await client.call("sendMessage", chat_id=1, text="a")
    assert (failed.value.kind, failed.value.code) == (kind, code)
    assert heard == [failed.value]
    shown = "".join(traceback.format_exception(failed.value))
    assert TOKEN not in shown
    assert TOKEN not in repr(failed.value)


async def test_what_telegram_adds_is_kept(client: Client, api: ScriptedApi) -> None:
    api.plan("sendMessage", error(429, "Too Many Requests", retry_after=17))
    api.plan("sendMessage", error(400, "Bad Request: upgraded", migrate_to_chat_id=-100))
    with pytest.raises(TelegramFailure) as flooded:
        await client.call("sendMessage", chat_id=1)
    assert (flooded.value.kind, flooded.value.retry_after) == (Failure.TOO_MANY, 17)
    with pytest.raises(TelegramFailure) as moved:
        await client.call("sendMessage", chat_id=1)
    assert (moved.value.kind, moved.value.migrate_to) == (Failure.MIGRATED, -100)


async def test_a_result_of_another_shape_is_a_failure(client: Client, api: ScriptedApi) -> None:
    api.plan("getChatMember", result({"status": 5}))
    with pytest.raises(TelegramFailure):
        await client.read(ChatMember, "getChatMember", chat_id=1, user_id=1)


async def test_an_older_server_may_leave_rights_out(client: Client, api: ScriptedApi) -> None:
    api.plan("getChatMember", result({"status": "administrator", "user": {"id": 1}, "new_thing": {}}))
    member: ChatMember = await client.read(ChatMember, "getChatMember", chat_id=1, user_id=1)
    assert member.is_administrator
    assert not member.can_restrict_members


async def test_a_lost_answer_to_a_tap_is_no_error(client: Client, api: ScriptedApi) -> None:
    api.plan("answerCallbackQuery", error(400, "Bad Request: query is too old"))
    await client.answer_tap("7", "字" * 300, alert=True)
    await client.answer_tap("8")
    first, second = api.calls
    assert first.params == {"callback_query_id": "7", "text": "字" * 200, "show_alert": True}
    assert second.params == {"callback_query_id": "8"}


# ---- over HTTP


class Server:
    """A Bot API server that remembers what arrived."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []
        self.paths: list[str] = []

    async def method(self, request: web.Request) -> web.Response:
        self.paths.append(request.path)
        if request.content_type == "application/json":
            self.bodies.append(await request.json())
        else:
            form = await request.post()
            self.bodies.append({name: _part(value) for name, value in form.items()})
        return web.json_response({"ok": True, "result": True})

    async def file(self, request: web.Request) -> web.Response:
        if request.match_info["name"] == "gone":
            return web.Response(status=404, text="not found")
        return web.Response(body=b"x" * 1000)


def _part(value: Any) -> Any:
    return (value.filename, value.file.read()) if isinstance(value, web.FileField) else value


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def transport(server: Server) -> AsyncIterator[HttpTransport]:
    application = web.Application()
    application.router.add_post("/{token}/{method}", server.method)
    application.router.add_get("/file/{token}/{name}", server.file)
    async with TestServer(application) as listening:
        transport = HttpTransport(str(listening.make_url("/")))
        yield transport
        await transport.close()


async def test_parameters_travel_as_json(server: Server, transport: HttpTransport) -> None:
    text = Html("<b>群</b>")
    await Client(transport, TOKEN).call("sendMessage", chat_id=-1, text=text, markup={"rows": [[Html("改")]]})
    assert server.paths == [f"/bot{TOKEN}/sendMessage"]
    assert server.bodies == [{"chat_id": -1, "text": "<b>群</b>", "markup": {"rows": [["改"]]}}]


async def test_files_travel_as_a_form(server: Server, transport: HttpTransport) -> None:
    document = Upload("设置\r\n.yaml", b"a: 1\n")
    await Client(transport, TOKEN).call(
        "sendDocument", chat_id=-1, document=document, caption=Html("备份"), reply={"a": [1]}
    )
    body = {"chat_id": "-1", "document": ("设置.yaml", b"a: 1\n"), "caption": "备份", "reply": '{"a":[1]}'}
    assert server.bodies == [body]


async def test_a_file_is_read_up_to_its_limit(transport: HttpTransport) -> None:
    assert len(await transport.download(TOKEN, "some", 1000)) == 1000
    with pytest.raises(ValueError, match="over 999"):
        await transport.download(TOKEN, "some", 999)
    with pytest.raises(aiohttp.ClientError):  # the error page is no file
        await transport.download(TOKEN, "gone", 1000)


async def test_no_connection_means_that_nothing_happened(unused_port: int) -> None:
    transport = HttpTransport(f"http://127.0.0.1:{unused_port}")
    with pytest.raises(TelegramFailure) as failed:
        await Client(transport, TOKEN).call("sendMessage", chat_id=1)
    assert not failed.value.may_have_happened
    assert TOKEN not in "".join(traceback.format_exception(failed.value))
    await transport.close()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# ---- effects as calls

HTML: dict[str, Any] = {"parse_mode": "HTML"}
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


@pytest.mark.parametrize(
    ("effect", "method", "parameters"),
    [
        (Send(chat_id=1, text="a"), "sendMessage", {"text": "a"} | HTML | NO_PREVIEW),
        (
            Send(chat_id=1, text="a", reply_to=5, thread_id=6, silent=True, preview=True),
            "sendMessage",
            HTML
            | {
                "text": "a",
                "message_thread_id": 6,
                "disable_notification": True,
                "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True},
            },
        ),
        (
            Send(chat_id=1, text="a", keyboard=((Button("x", data="p:1"), Button("y", url="https://a.b")),)),
            "sendMessage",
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "p:1"}, {"text": "y", "url": "https://a.b"}]]}}
            | HTML
            | NO_PREVIEW,
        ),
        (Edit(chat_id=1, text="a", message_id=5), "editMessageText", {"text": "a", "message_id": 5} | HTML | NO_PREVIEW),
        (
            Edit(chat_id=1, text="a", message_id=5, ephemeral_for=7),
            "editEphemeralMessageText",
            {"text": "a", "ephemeral_message_id": 5, "receiver_user_id": 7} | HTML | NO_PREVIEW,
        ),
        (Delete(chat_id=1, message_ids=(5,)), "deleteMessage", {"message_id": 5}),
        (Delete(chat_id=1, message_ids=(5, 6)), "deleteMessages", {"message_ids": [5, 6]}),
        (
            Restrict(chat_id=1, user_id=7, permissions={"can_send_messages": False}, until=9),
            "restrictChatMember",
            {
                "user_id": 7,
                "permissions": {"can_send_messages": False},
                "use_independent_chat_permissions": True,
                "until_date": 9,
            },
        ),
        (Ban(chat_id=1, user_id=7), "banChatMember", {"user_id": 7}),
        (
            Ban(chat_id=1, user_id=7, until=9, revoke_messages=True),
            "banChatMember",
            {"user_id": 7, "until_date": 9, "revoke_messages": True},
        ),
        (Unban(chat_id=1, user_id=7), "unbanChatMember", {"user_id": 7, "only_if_banned": True}),
        (Unban(chat_id=1, user_id=7, only_if_banned=False), "unbanChatMember", {"user_id": 7}),
        (Call(chat_id=1, method="pin", parameters={"chat_id": 1, "a": 2}), "pin", {"a": 2}),
    ],
)  # fmt: skip
def test_effects_as_calls(effect: Effect, method: str, parameters: dict[str, Any]) -> None:
    called, given = call_for(effect)
    present = {name: value for name, value in given.items() if value is not None}
    assert (called, present) == (method, {"chat_id": 1} | parameters)
    assert msgspec.json.encode(present)


def test_a_document_as_a_call() -> None:
    method, given = call_for(SendDocument(chat_id=1, filename="a.yaml", content=b"a", caption="c", reply_to=5))
    assert method == "sendDocument"
    assert given["document"] == Upload("a.yaml", b"a")
    assert given["reply_parameters"] == {"message_id": 5, "allow_sending_without_reply": True}


def test_an_ephemeral_message_names_its_reader_and_the_tap() -> None:
    effect = Send(chat_id=1, text="a", alone_for=7, callback_query_id="q")
    assert "ephemeral_message_parameters" not in call_for(effect)[1]
    alone = call_for(effect, ephemeral=True)[1]["ephemeral_message_parameters"]
    assert alone == {"receiver_user_id": 7, "callback_query_id": "q"}
