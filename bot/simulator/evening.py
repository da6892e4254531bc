"""A busy evening in the demo's group, played on its clock: started, paused, made faster, stopped.

Everything goes through the acts of `people.py`, so the bot gets what it would get from Telegram.
"""

import asyncio
from typing import Any, Literal

from bot.background import Background
from bot.simulator import sight
from bot.simulator.demo_world import DemoWorld
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.evening_beats import (
    CAST,
    CHANNEL,
    LENGTH,
    Asks,
    Beat,
    Edits,
    Forwards,
    Joins,
    Leaves,
    Reacts,
    Replies,
    Says,
    Shows,
    Taps,
    Votes,
    beats,
)
from bot.simulator.people import Person
from bot.simulator.pictures import cup_of_tea
from bot.simulator.state import Chat, Json, Member

SLOWEST, FASTEST = 1.0, 20.0
EXTRA = "extra"
"""The role of people whom the page does not offer to be."""

State = Literal["idle", "playing", "paused"]


class Evening:
    """One evening at a time. `messages` holds what was written under a key, as it was when written."""

    def __init__(self, demo: DemoWorld, seed: int = 2026) -> None:
        self.state: State = "idle"
        self.speed = SLOWEST
        self.messages: dict[str, Json] = {}
        self._demo = demo
        self._clock = demo.telegram.clock
        self._seed = seed
        self._position = 0.0
        self._began: float | None = None  # since when the clock runs towards the next beat
        self._people: dict[str, Person] = {}
        self._channel: Chat
        self._background = Background()
        self._changed = asyncio.Event()
        self._resting = asyncio.Event()
        self._resting.set()

    # ---- the controls

    def start(self, speed: float = SLOWEST) -> None:
        """Play from the beginning. Raises ApiError while one is under way."""
        if self.state != "idle":
            raise bad_request("the evening is being played")
        self.speed = _checked(speed)
        self.state, self._position, self.messages = "playing", 0.0, {}
        self._resting.clear()
        self._background.start(self._play(), name="evening")
        self._tell()

    def pause(self) -> None:
        """Stand still until `resume`."""
        self._switch("playing", "paused")

    def resume(self) -> None:
        """Go on."""
        self._switch("paused", "playing")

    def set_speed(self, speed: float) -> None:
        """How many seconds of the evening pass in one of the clock."""
        checked = _checked(speed)
        self._mark()
        self.speed = checked
        self._changed.set()
        self._tell()

    async def stop(self) -> None:
        """End it where it is; whoever came stays."""
        await self._background.cancel()

    def status(self) -> Json:
        """For the page: state, speed, position and length in seconds of the evening."""
        return {"state": self.state, "speed": self.speed, "position": round(self._reached(), 1), "length": LENGTH}

    async def rests(self) -> None:
        """Wait until nothing happens before the clock moves on."""
        await self._resting.wait()

    # ---- playing

    async def _play(self) -> None:
        try:
            self._gather()
            for beat in beats(self._seed):
                await self._wait_until(beat.at)
                await self._perform(beat)
                self._tell()
            await self._wait_until(LENGTH)
        finally:
            self.state, self._began = "idle", None
            self._resting.set()
            self._tell()

    async def _wait_until(self, at: float) -> None:
        while self._position < at:
            self._changed.clear()
            changing: asyncio.Task[Any] = asyncio.create_task(self._changed.wait())
            waiting: set[asyncio.Task[Any]] = {changing}
            if self.state == "playing":
                self._began = self._clock.monotonic()
                waiting.add(asyncio.create_task(self._sleep((at - self._position) / self.speed)))
            self._resting.set()
            try:
                done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            finally:
                self._resting.clear()
                for one in waiting:
                    one.cancel()
            if changing not in done:
                self._position = at
            self._began = None

    async def _sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _perform(self, beat: Beat) -> None:
        """One beat. What Telegram refuses does not happen: the person was muted or removed, or somebody deleted the message."""
        try:
            await self._act(self._people[beat.who], beat)
        except ApiError:
            return

    async def _act(self, person: Person, beat: Beat) -> None:
        group, written = self._demo.group, self.messages
        match beat.act:
            case Says(text, key):
                written[key] = await person.says(group, text)
            case Replies(to, text, key) if (message := self._still(to)) is not None:
                written[key] = await person.replies_to(message, text)
            case Reacts(to, emoji) if (message := self._still(to)) is not None:
                await person.reacts(message, emoji)
            case Edits(key, text) if (message := self._still(key)) is not None:
                await person.edits(message, text)
            case Votes(key, option) if (message := self._still(key)) is not None:
                await person.votes(message, option)
            case Forwards(text, key):
                post = await self._demo.people["spammer"].says(self._channel, text)
                written[key] = await person.forwards(post, group)
            case Shows(caption, key):
                written[key] = await person.uploads(group, "tea.png", cup_of_tea(), caption, kind="photo")
            case Asks(question, options, key):
                written[key] = await person.asks(group, question, *options, anonymous=False)
            case Taps(label) if offered := sight.buttons(person.telegram, person.id, label):
                if offered[0].chat is group:
                    await person.taps(offered[0].message.fields, label)
            case Joins():
                await person.joins(group)
            case Leaves():
                await person.leaves(group)

    def _still(self, key: str) -> Json | None:
        message = self.messages.get(key)
        return None if message is None or self._demo.world.is_deleted(message) else message

    def _gather(self) -> None:
        """Regulars are here since before the bot came; the others have accounts nobody has seen."""
        world, group = self._demo.world, self._demo.group
        extras = [world.who(user_id) for user_id, role in world.roles.items() if role == EXTRA]
        known = {person.user.first_name: person for person in extras if group.members.get(person.id) is not None}
        self._people = dict(self._demo.people)
        for key, part in CAST.items():
            person = known.get(part.name) if part.is_regular else None
            if person is None:
                person = world.person(part.name, language=part.language)
                world.roles[person.id] = EXTRA
                if part.is_regular:
                    group.members[person.id] = Member(person.id, joined_at=world.telegram.now())
            self._people[key] = person
        self._channel = world.channel(CHANNEL, owner=self._demo.people["spammer"])

    # ---- inside

    def _switch(self, before: State, after: State) -> None:
        if self.state != before:
            raise bad_request(f"the evening is {self.state}")
        self._mark()
        self.state = after
        self._changed.set()
        self._tell()

    def _mark(self) -> None:
        """Note how far it is, before the pace changes."""
        self._position, self._began = self._reached(), None

    def _reached(self) -> float:
        running = 0.0 if self._began is None else (self._clock.monotonic() - self._began) * self.speed
        return min(self._position + running, LENGTH)

    def _tell(self) -> None:
        self._demo.telegram.changed("evening", self._demo.group, self.status())


def _checked(speed: float) -> float:
    if not SLOWEST <= speed <= FASTEST:
        raise bad_request(f"speed must be between {SLOWEST:g} and {FASTEST:g}")
    return speed
