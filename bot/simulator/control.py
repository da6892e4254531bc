"""The control API: build a world, act as its people, read what they see, make faults, put the clock forward.

For tests that drive a real bot process, and for the chat page. Every request needs the token, as `X-Control-Token` or `?token=`;
requests under a foreign Host are refused, so that no web site can reach it through a browser.
"""

import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.resources import files
from typing import Any

import msgspec
from aiohttp import web

from bot.simulator.control_acts import ACTS, Actor
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.evening import Evening
from bot.simulator.live import LiveView
from bot.simulator.state import TELEGRAM_ID, Json
from bot.simulator.telegram import ALL_RIGHTS
from bot.simulator.views import chat_by_key, chat_views, message_views
from bot.simulator.world import World

_LOCAL = {"127.0.0.1", "localhost", "[::1]"}
_SCRIPTS = ("page", "elements", "messages", "grouping", "composer", "overlays", "clock", "evening", "server", "texts")
_PAGE_TYPES = {"page.css": "text/css"} | {f"{name}.js": "text/javascript" for name in _SCRIPTS}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'"


class ControlApi:
    """Routes under /control, and the chat page at /. `evening` is what the page may play."""

    def __init__(self, world: World, token: str, evening: Evening | None = None) -> None:
        self.world = world
        self.telegram = world.telegram
        self._token = token
        self._evening = evening

    def attach(self, application: web.Application) -> None:
        """Add the routes."""
        posts: dict[str, Callable[[Json], Awaitable[Any]]] = {
            "bots": self._new_bot,
            "people": self._new_person,
            "chats": self._new_chat,
            "links": self._new_link,
            "act": self._act,
            "faults": self._faults,
            "settings": self._settings,
            "advance": self._advance,
            "evening": self._play,
        }
        gets: dict[str, Callable[[web.Request], Any]] = {
            "people": self._people,
            "view": self._view,
            "messages": self._messages,
            "calls": self._calls,
            "time": self._time,
            "evening": self._playing,
        }
        router = application.router
        for name, post in posts.items():
            router.add_post(f"/control/{name}", self._posting(post))
        for name, get in gets.items():
            router.add_get(f"/control/{name}", self._getting(get))
        router.add_get("/control/events", self._events)
        router.add_get("/control/file/{file_id}", self._file)
        router.add_get("/", self._index)
        for name in _PAGE_TYPES:
            router.add_get(f"/{name}", self._asset)

    # ---- building

    async def _new_bot(self, args: Json) -> Json:
        details = {name: args[name] for name in ("id", "token", "reads_all_messages") if name in args}
        bot = self.world.bot(str(args.get("name") or "群管"), str(args.get("username") or "qunguan_bot"), **details)
        return {"id": bot.id, "token": bot.token, "username": bot.user.username}

    async def _new_person(self, args: Json) -> Json:
        names = ("id", "username", "last_name", "bio", "is_premium")
        details = {name: args[name] for name in names if name in args}
        started = self.telegram.bots.get(int(args.get("started") or 0))
        person = self.world.person(str(args["name"]), language=args.get("language"), started=started, **details)
        if args.get("role"):
            self.world.roles[person.id] = str(args["role"])
        return {"id": person.id}

    async def _new_chat(self, args: Json) -> Json:
        kind, title, owner = str(args["kind"]), str(args["title"]), self.world.who(int(args["owner"]))
        bot = self.telegram.bots.get(int(args.get("bot") or 0))
        members = [self.world.who(int(one)) for one in args.get("members", [])]
        admins = [self.world.who(int(one)) for one in args.get("admins", [])]
        details = {name: args[name] for name in ("id", "username", "join_by_request") if name in args}
        if kind == "group":
            chat = self.world.group(title, owner=owner, bot=bot, members=members, admin=bool(args.get("admin")))
        elif kind == "channel":
            discussion = self.telegram.chats.get(int(args.get("discussion") or 0))
            chat = self.world.channel(title, owner=owner, bot=bot, discussion=discussion, **details)
        else:
            rights = args.get("bot_rights", ALL_RIGHTS)
            forum = bool(args.get("forum"))
            chat = self.world.supergroup(
                title, owner=owner, bot=bot, admins=admins, members=members, bot_rights=rights, forum=forum, **details
            )
        await self.world.settle()
        return {"id": chat.id}

    async def _new_link(self, args: Json) -> Json:
        chat = self.telegram.chats[int(args["chat"])]
        link = self.world.link(
            chat, self.world.who(int(args["by"])), asks=bool(args.get("asks")), name=args.get("name")
        )
        return {"invite_link": link}

    # ---- acting

    async def _act(self, args: Json) -> Any:
        act = ACTS.get(str(args.get("act")))
        if act is None:
            raise bad_request("unknown act")
        return await act(Actor(self.world, self.world.who(int(args.get("person", 0)))), args)

    async def _faults(self, args: Json) -> Json:
        faults = self.telegram.faults
        method, times = args.get("method"), int(args.get("times") or 1)
        match args.get("kind"):
            case "fail":
                faults.fail(method, int(args.get("code") or 500), str(args.get("description") or ""), times=times)
            case "flood":
                faults.flood(method, int(args.get("retry_after") or 1), times=times)
            case "reset":
                faults.reset(method, times=times)
            case "lose":
                faults.lose(method, float(args.get("share", 1.0)))
            case "delay":
                faults.delay = float(args.get("seconds", 0.0))
            case "double":
                faults.doubled_share = float(args.get("share", 1.0))
            case "clear":
                faults.clear()
            case _:
                raise bad_request("unknown fault")
        return {"planned": len(faults.planned)}

    async def _settings(self, args: Json) -> Json:
        if "supports_ephemeral" in args:
            self.telegram.supports_ephemeral = bool(args["supports_ephemeral"])
        if "flood" in args:
            self.telegram.flood.enabled = bool(args["flood"])
        return {"supports_ephemeral": self.telegram.supports_ephemeral, "flood": self.telegram.flood.enabled}

    async def _advance(self, args: Json) -> Json:
        advance = getattr(self.telegram.clock, "advance", None)
        if advance is None:
            raise bad_request("this clock can't be put forward")
        now = self.telegram.clock.now()
        seconds = float(args.get("seconds") or 0)
        if args.get("until_hour") is not None:
            # The next time it is that hour where the page is; the page sends its distance from UTC.
            zone = timedelta(minutes=int(args.get("utc_offset_minutes") or 0))
            local = now + zone
            target = local.replace(hour=int(args["until_hour"]), minute=0, second=0, microsecond=0)
            seconds = ((target - local).total_seconds() - 1) % 86400 + 1
        await advance(max(0.0, min(seconds, 31 * 86400.0)))
        await self.world.settle()
        return {"now": self.telegram.time()}

    async def _play(self, args: Json) -> Json:
        if self._evening is None:
            raise bad_request("there is no evening to play")
        speed = float(args.get("speed") or self._evening.speed)
        match args.get("do"):
            case "start":
                self._evening.start(speed)
            case "pause":
                self._evening.pause()
            case "resume":
                self._evening.resume()
            case "speed":
                self._evening.set_speed(speed)
            case "stop":
                await self._evening.stop()
            case _:
                raise bad_request("unknown wish")
        return self._evening.status()

    # ---- reading

    def _playing(self, request: web.Request) -> Json:
        """Where the evening is; empty where there is none."""
        del request
        return {} if self._evening is None else self._evening.status()

    def _people(self, request: web.Request) -> list[Json]:
        del request
        people = [user for user in self.telegram.users.values() if not user.is_bot and user.id != TELEGRAM_ID]
        return [{**self.telegram.user_json(user.id), "role": self.world.roles.get(user.id)} for user in people]

    def _view(self, request: web.Request) -> Json:
        return {"now": self.telegram.time(), "chats": chat_views(self.telegram, _number(request, "person"))}

    def _messages(self, request: web.Request) -> list[Json]:
        person_id = _number(request, "person")
        chat = chat_by_key(self.telegram, person_id, request.query.get("chat", "0"))
        if chat is None:
            raise bad_request("chat not found")
        limit = min(_number(request, "limit", 1000), 5000)
        return message_views(self.telegram, person_id, chat, limit)

    def _calls(self, request: web.Request) -> Json:
        after, method = _number(request, "after", 0), request.query.get("method", "").lower()
        calls = self.telegram.calls[after:]
        chosen = [call for call in calls if not method or call.method.lower() == method]
        shown = [
            {"method": c.method, "params": c.params, "ok": c.ok, "error": c.error, "result": c.result} for c in chosen
        ]
        return {"next": after + len(calls), "calls": shown}

    def _time(self, request: web.Request) -> Json:
        del request
        return {"now": self.telegram.time()}

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events: what changes for one person."""
        self._check(request)
        live = LiveView(self.telegram, _number(request, "person"))
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while True:
                await response.write(b"data: %b\n\n" % msgspec.json.encode(await live.queue.get()))
        except ConnectionResetError:
            return response
        finally:
            live.close()

    async def _file(self, request: web.Request) -> web.Response:
        self._check(request)
        stored = self.telegram.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound
        # Only pictures are shown in place; anything else is offered as a download, never run.
        is_picture = (stored.mime_type or "") in ("image/png", "image/jpeg", "image/gif", "image/webp")
        headers = {"X-Content-Type-Options": "nosniff"}
        if not is_picture:
            headers["Content-Disposition"] = "attachment"
        content_type = stored.mime_type if is_picture and stored.mime_type else "application/octet-stream"
        return web.Response(body=stored.content, content_type=content_type, headers=headers)

    # ---- the page

    async def _index(self, request: web.Request) -> web.Response:
        self._check_host(request)
        page = files("bot.simulator").joinpath("page/index.html").read_text("utf-8")
        body = page.replace("{{token}}", self._token)
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Frame-Options": "DENY"}
        return web.Response(text=body, content_type="text/html", headers=headers)

    async def _asset(self, request: web.Request) -> web.Response:
        name = request.path.removeprefix("/")
        text = files("bot.simulator").joinpath("page", name).read_text("utf-8")
        return web.Response(text=text, content_type=_PAGE_TYPES[name], headers={"Cache-Control": "no-cache"})

    # ---- inside

    def _posting(self, handler: Callable[[Json], Awaitable[Any]]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def post(request: web.Request) -> web.Response:
            self._check(request)
            try:
                args = msgspec.json.decode(await request.read() or b"{}", type=dict[str, Any])
                return _answer(await handler(args))
            except ApiError as error:
                return _answer({"error": error.description}, error.code)
            except (KeyError, ValueError, TypeError, AssertionError, msgspec.DecodeError) as error:
                return _answer({"error": f"{type(error).__name__}: {error}"}, 400)

        return post

    def _getting(self, handler: Callable[[web.Request], Any]) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def get(request: web.Request) -> web.Response:
            self._check(request)
            try:
                return _answer(handler(request))
            except ApiError as error:
                return _answer({"error": error.description}, error.code)
            except ValueError as error:
                return _answer({"error": str(error)}, 400)

        return get

    def _check(self, request: web.Request) -> None:
        self._check_host(request)
        given = request.headers.get("X-Control-Token") or request.query.get("token", "")
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            raise web.HTTPForbidden(text="control token missing or wrong")

    def _check_host(self, request: web.Request) -> None:
        if request.host.rsplit(":", 1)[0] not in _LOCAL and request.host not in _LOCAL:
            raise web.HTTPForbidden(text="only local hosts are served")


def _number(request: web.Request, name: str, default: int | None = None) -> int:
    given = request.query.get(name)
    if given is None and default is not None:
        return default
    return int(given or "0")


def _answer(result: Any, status: int = 200) -> web.Response:
    body = msgspec.json.encode(result, enc_hook=_encodable)
    return web.Response(body=body, status=status, content_type="application/json")


def _encodable(value: object) -> object:
    """Files in logged calls are shown by name and size."""
    name, content = getattr(value, "filename", "?"), getattr(value, "content", b"")
    return {"filename": name, "size": len(content)}
