"""The Bot API's methods, by the lower-case name Telegram accepts. One file per noun."""

from bot.simulator.methods import (
    albums,
    callbacks,
    chats,
    commands,
    deletion,
    editing,
    ephemerals,
    forwarding,
    inline,
    invitations,
    members,
    pins,
    polls,
    promotion,
    reactions,
    sending,
    stickers,
    topics,
    updates,
)
from bot.simulator.methods.request import Method

_FILES = (
    albums,
    callbacks,
    chats,
    commands,
    deletion,
    editing,
    ephemerals,
    forwarding,
    inline,
    invitations,
    members,
    pins,
    polls,
    promotion,
    reactions,
    sending,
    stickers,
    topics,
    updates,
)

METHODS: dict[str, Method] = {name.lower(): method for file in _FILES for name, method in file.METHODS.items()}
