"""What a check found, as a line for people or an object for scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `remedy` says what to do and is there exactly when something is wrong."""

    name: str
    ok: bool
    text: str
    remedy: str | None = None

    @property
    def line(self) -> str:
        """`ok  clock: …` or `!!  clock: … → …`."""
        remedy = f" → {self.remedy}" if self.remedy else ""
        line = f"{'ok' if self.ok else '!!'}  {self.name}: {self.text}{remedy}"
        # A group's title must not steer the operator's terminal.
        return "".join(letter if letter.isprintable() else "?" for letter in line)


def good(name: str, text: str) -> Finding:
    return Finding(name, ok=True, text=text)


def bad(name: str, text: str, remedy: str) -> Finding:
    return Finding(name, ok=False, text=text, remedy=remedy)
