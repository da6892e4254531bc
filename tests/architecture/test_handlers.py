"""Handlers get what they ask for, by name and type."""

import inspect
from typing import Any, get_type_hints

import pytest
from aiogram.filters import Command, CommandObject

from bot import capabilities
from bot.telegram.feed import make_feed
from bot.telegram.filters import Captioned, Expecting, Mentioning, Tapped, Words
from handlers.context import Context
from tests.architecture.registered import Registration, button_types, registrations

# What each filter of bot/telegram/filters.py lets the feed hand over besides the context.
COMMAND = {"command": CommandObject}
GIVES: dict[type, dict[str, Any]] = {
    Command: COMMAND,
    Words: COMMAND,
    Mentioning: COMMAND,
    Captioned: COMMAND,
    Expecting: {},
    Tapped: {},
}


def given(registration: Registration) -> dict[str, Any]:
    """Names and types that the handler may take."""
    allowed: dict[str, Any] = {"context": Context}
    for one in registration.filters:
        allowed |= {"button": one.data_type} if isinstance(one, Tapped) else GIVES[type(one)]
    return allowed


def test_every_handler_can_be_looked_up():
    """The feed refuses unknown filters, two handlers of one name, and two buttons of one prefix."""
    make_feed(capabilities.routers(), "qunguan_bot")


def test_two_applications_can_live_in_one_process():
    first, second = capabilities.routers(), capabilities.routers()
    assert not {id(router) for router in first} & {id(router) for router in second}


@pytest.mark.parametrize("registration", registrations(), ids=lambda one: f"{one.kind}-{one.name}")
def test_handlers_take_what_they_are_given(registration: Registration):
    callback, allowed = registration.callback, given(registration)
    assert callback.__name__.startswith("on_")
    assert inspect.iscoroutinefunction(callback)
    assert set(map(type, registration.filters)) <= set(GIVES)
    hints = get_type_hints(callback)
    assert hints.pop("return") is type(None)
    parameters = inspect.signature(callback).parameters
    assert "context" in parameters
    assert set(hints) == set(parameters), "every parameter has its type"
    assert {name: hint for name, hint in hints.items() if allowed.get(name) is not hint} == {}


def test_every_button_has_its_handler():
    """A button without one would be dead in people's hands."""
    tapped = {
        one.data_type for registration in registrations() for one in registration.filters if isinstance(one, Tapped)
    }
    assert {one.__name__ for one in button_types()} == {one.__name__ for one in tapped}
