"""News for open chat pages: what changed, only for the eyes it is meant for."""

import asyncio

from bot.simulator.state import Chat, Json
from bot.simulator.telegram import Telegram
from bot.simulator.views import chat_key, chat_view, is_for, may_read, message_by_key, message_key, message_view

_BACKLOG = 2000  # events a slow page may lag behind before it is told to load anew


class LiveView:
    """What one person's page is told. Each event carries the line of the chat list too."""

    def __init__(self, telegram: Telegram, person_id: int) -> None:
        self.queue: asyncio.Queue[Json] = asyncio.Queue()
        self._telegram = telegram
        self._person_id = person_id
        telegram.watchers.append(self._see)

    def close(self) -> None:
        """Look away."""
        self._telegram.watchers.remove(self._see)

    def _see(self, kind: str, chat: Chat, what: Json) -> None:
        if self.queue.qsize() > _BACKLOG:
            self.queue = asyncio.Queue()
            self.queue.put_nowait({"kind": "reload"})
            return
        if kind == "toast":
            if what["user_id"] == self._person_id:
                self.queue.put_nowait({"kind": "toast", "text": what["text"], "alert": what["show_alert"]})
            return
        if kind == "evening":
            self.queue.put_nowait({"kind": "evening", **what})
            return
        about_me = kind == "member" and what.get("user", {}).get("id") == self._person_id
        if not may_read(self._telegram, self._person_id, chat) and not about_me:
            return
        event: Json = {"kind": kind, "chat": chat_key(chat)}
        if kind in ("message", "edited", "deleted"):
            if not is_for(what, self._person_id):
                return
            event["id"] = message_key(what)
            message = message_by_key(chat, event["id"])
            if message is not None:
                event["message"] = message_view(self._telegram, self._person_id, chat, message)
        else:
            event["line"] = chat_view(self._telegram, self._person_id, chat)
        self.queue.put_nowait(event)
