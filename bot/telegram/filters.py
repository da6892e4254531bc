"""What a handler is registered for. The feed (`feed.py`) reads these into look-up tables; none is tried message by message.

    router.message.register(on_check_in, Command("checkin"))
    router.message.register(on_check_in, Words("签到", "簽到"))
    router.message.register(on_feedback, Words("反馈", "反饋", "回饋", with_text=True))
    router.message.register(on_call_for_staff, Mentioning("@admin"))
    router.message.register(on_value, Expecting("settings.value"))
    router.callback_query.register(on_case_button, Tapped(CaseButton))

A handler is `async def on_…(context: Context)`; it may also name `command: CommandObject` and `button: …`.
"""

from typing import Any

from aiogram.filters import Filter

from bot.outbox.buttons import ButtonData


class Words(Filter):
    """Plain words instead of a slash command: the whole message, or with `with_text` the word, a space and the rest."""

    def __init__(self, *words: str, with_text: bool = False) -> None:
        self.words = words
        self.with_text = with_text

    async def __call__(self, *_: Any, **__: Any) -> bool:
        return True


class Mentioning(Filter):
    """A text in a group with one of these @names anywhere in it; the command's arguments are the text without it."""

    def __init__(self, *names: str) -> None:
        self.names = names

    async def __call__(self, *_: Any, **__: Any) -> bool:
        return True


class Expecting(Filter):
    """The next plain message in a private chat, after `Context.expect` named this dialogue."""

    def __init__(self, dialogue: str) -> None:
        self.dialogue = dialogue

    async def __call__(self, *_: Any, **__: Any) -> bool:
        return True


class Captioned(Filter):
    """A file in the private chat whose caption starts with `caption`, such as `/import settings`."""

    def __init__(self, caption: str) -> None:
        self.caption = caption

    async def __call__(self, *_: Any, **__: Any) -> bool:
        return True


class Tapped(Filter):
    """A button whose data `data_type` packs."""

    def __init__(self, data_type: type[ButtonData]) -> None:
        self.data_type = data_type

    async def __call__(self, *_: Any, **__: Any) -> bool:
        return True
