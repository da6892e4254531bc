"""Updates bent at random: real ones with values replaced, removed, nested or repeated. The same seed, the same updates."""

import copy
import random
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.corpus import MODERATOR, advertisement, groups, members, newcomer, sentence
from tests.bench.updates import BOT_USER, Feed, Json, Person, command_message, dump, message

ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**31,
    2**53 + 1,
    -(2**63),
    2**64,
    10**30,
    0.5,
    1e308,
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e\u200d\ufffe",
    "<b>&amp;</i>",
    "'; DROP TABLE message_event; --",
    "{case} {0} %s %(name)s",
    "字" * 5_000,
    [],
    {},
    [None],
    [[]],
    {"id": "x"},
    "supergroup",
    "2026-11-22",
)
COMMANDS = (
    "/warn",
    "/mute 9999999d",
    "/ban 永久",
    "/settings",
    "/rules",
    "/bind",
    "/lang xx",
    "/start case_1",
    "/del",
    "/help",
)


PLACES = tuple(groups(20, 900))


def fuzzed(count: int, seed: int) -> Iterator[Feed]:
    """`count` bent updates over the groups of `PLACES`."""
    chooser = random.Random(seed)
    people = members(60)
    for number in range(count):
        group = chooser.choice(PLACES)
        update = _sound(chooser, group, people, number)
        for _ in range(chooser.choice((0, 1, 1, 2, 4))):
            _bend(chooser, update)
        yield Feed(dump(update), group.chat_id, group.chat_id)


def _sound(chooser: random.Random, group: Any, people: list[Person], number: int) -> Json:
    """An update as Telegram would send it."""
    now, author = int(time.time()), chooser.choice(people)
    kind = chooser.randrange(9)
    said = message(group, author, 10_000 + number, now, text=sentence(chooser))
    if kind == 0:
        text = chooser.choice(COMMANDS)
        return {
            "message": command_message(group, chooser.choice((MODERATOR, author)), 10_000 + number, now, text, said)
        }
    if kind == 1:
        person = newcomer(800_000 + number)
        return {"message": message(group, person, 10_000 + number, now, new_chat_members=[person.as_user()])}
    if kind == 2:
        return {"message": advertisement(group, newcomer(800_000 + number), 10_000 + number, now, number)}
    if kind == 3:
        pressed = message(group, Person(BOT_USER["id"], "群管"), 9_000, now, text="按钮")
        query = {"id": str(number), "from": author.as_user(), "message": pressed, "chat_instance": "1"}
        return {"callback_query": {**query, "data": chooser.choice(("case:undo:1", "s:1:x", "lang:en", "x", ""))}}
    if kind == 4:
        return {"edited_message": {**said, "edit_date": now}}
    if kind in {5, 6}:
        user = author.as_user()
        states = [
            {"user": user, "status": chooser.choice(("member", "left", "kicked", "administrator"))} for _ in range(2)
        ]
        change = {"chat": group.as_chat(), "from": user, "date": now}
        name = "chat_member" if kind == 5 else "my_chat_member"
        return {name: {**change, "old_chat_member": states[0], "new_chat_member": states[1]}}
    return {"message": said}


def _bend(chooser: random.Random, update: Json) -> None:
    """Change one place of a JSON value, chosen on a random walk from the top."""
    container: Any = update
    while True:
        keys = list(container) if isinstance(container, dict) else list(range(len(container)))
        if not keys:
            return
        key = chooser.choice(keys)
        child = container[key]
        if isinstance(child, (dict, list)) and child and chooser.random() < 0.85:
            container = child
            continue
        break
    deed = chooser.randrange(4)
    if deed == 0:
        del container[key]
    elif deed == 1 and isinstance(container, dict):
        container["unknown_" + str(key)] = copy.deepcopy(child)
    elif deed == 2:
        container[key] = [copy.deepcopy(child)]
    else:
        container[key] = copy.deepcopy(chooser.choice(ODD_VALUES))
