"""Things that go wrong, on demand: refused, reset, lost, late and doubled answers."""

import random
from dataclasses import dataclass, field
from typing import Literal

from bot.simulator.errors import ApiError

FaultKind = Literal["error", "reset"]


@dataclass(slots=True)
class PlannedFault:
    """The next `times` calls of `method` (any, if None) fail in this way before they take effect."""

    method: str | None
    kind: FaultKind
    times: int
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None


@dataclass(slots=True)
class Faults:
    """The plan of what goes wrong. Empty by default."""

    planned: list[PlannedFault] = field(default_factory=list)
    lost_share: float = 0.0  # part of the answers that vanish after the call took effect
    lost_methods: set[str] = field(default_factory=set)  # empty: any method
    delay: float = 0.0  # seconds before each answer
    doubled_share: float = 0.0  # part of the updates that are delivered a second time
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def fail(self, method: str | None, code: int, description: str = "", *, times: int = 1) -> None:
        """The next calls answer this error. 5xx texts as nginx and Telegram give them."""
        texts = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
        self.planned.append(PlannedFault(method, "error", times, code, description or texts.get(code, "Bad Request")))

    def flood(self, method: str | None, retry_after: int, *, times: int = 1) -> None:
        """The next calls answer 429."""
        text = f"Too Many Requests: retry after {retry_after}"
        self.planned.append(PlannedFault(method, "error", times, 429, text, retry_after))

    def reset(self, method: str | None, *, times: int = 1) -> None:
        """The next calls end in a connection reset and take no effect."""
        self.planned.append(PlannedFault(method, "reset", times))

    def lose(self, method: str | None, share: float = 1.0) -> None:
        """Answers vanish after the call took effect."""
        self.lost_share = share
        self.lost_methods = {method.lower()} if method else set()

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self.planned.clear()
        self.lost_share = self.delay = self.doubled_share = 0.0

    def meet(self, method: str) -> None:
        """Raise the fault planned for this call, if any, and use it up."""
        for fault in self.planned:
            if fault.method is None or fault.method.lower() == method.lower():
                fault.times -= 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                if fault.kind == "reset":
                    raise ConnectionResetError("Connection reset by peer")
                after = {"retry_after": fault.retry_after} if fault.retry_after is not None else None
                raise ApiError(fault.code, fault.description, after)

    def loses(self, method: str) -> bool:
        """Whether the answer to this call is lost."""
        if not self.lost_share or (self.lost_methods and method.lower() not in self.lost_methods):
            return False
        return self.chance.random() < self.lost_share

    def doubles(self) -> bool:
        """Whether this update is delivered twice."""
        return bool(self.doubled_share) and self.chance.random() < self.doubled_share
