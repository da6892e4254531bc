"""JSON of any size, walked through in slices: each value is handed over as its bytes, or skipped, and then forgotten.

    slices = Slices(file)
    for key in slices.members():          of an object; the value is taken before the next key is asked for
        if key == "messages":
            for _ in slices.items():      of an array
                raw = slices.raw()
        else:
            slices.skip()

One expression finds the end of a value without looking at what is in it (5 µs for a message of 1 KB); whoever decodes
the bytes finds what is wrong in there.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

import msgspec

from bot.desktop_export.problems import MalformedJson

CHUNK = 1 << 20
LONGEST_VALUE = 16 << 20
"""Bytes of one value that is handed over. A message with everything in it has some kilobytes."""

_SPACE = b" \t\r\n"
_OPENING = b"{["
_SPACES = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
# Everything up to and with the next bracket that is in no string.
_BRACKET = re.compile(rb'(?:[^{}\[\]"]++|"(?:[^"\\]++|\\.)*+")*+[{}\[\]]', re.DOTALL)
_WORD = re.compile(rb"[^ \t\r\n,\]}\[{\":]*+")
_SCALAR = re.compile(rb"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")
BYTE = re.compile(r"\(byte (\d+)\)")
"""Where msgspec found a mistake, in the text of its error."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Slices:
    """Walks through `file` once, from its beginning. Every method may raise `MalformedJson`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._at = 0
        self._before = 0
        self._fill()
        if self._buffer.startswith(_BYTE_ORDER_MARK):
            self._at = len(_BYTE_ORDER_MARK)

    @property
    def position(self) -> int:
        """Bytes from the start of the file to what comes next."""
        return self._before + self._at

    def peek(self) -> str:
        """The first character of what comes next, spaces left out; empty at the end of the file."""
        while True:
            self._at = _SPACES.match(self._buffer, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if self._at < len(self._buffer):
                return chr(self._buffer[self._at])
            if not self._fill():
                return ""

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next, each when its value is what comes next."""
        for _ in self._inside("{", "}"):
            if self.peek() != '"':
                self._wrong("a key in quotes is expected")
            start = self.position
            key = self.raw()
            self._take(":")
            try:
                yield msgspec.json.decode(key, type=str)
            except (msgspec.DecodeError, UnicodeError):
                raise MalformedJson(start, "this is no key") from None

    def items(self) -> Iterator[None]:
        """As often as the array that comes next has items, each when it is what comes next."""
        return self._inside("[", "]")

    def raw(self) -> bytes:
        """The value that comes next, taken."""
        self.peek()
        end = self._end(keeping=True)
        taken = self._buffer[self._at : end]
        self._at = end
        return taken

    def skip(self) -> None:
        """Pass over the value that comes next, whatever its size."""
        self.peek()
        self._at = self._end(keeping=False)

    def finish(self) -> None:
        """Nothing may come any more."""
        if self.peek():
            self._wrong("the file goes on after its end")

    def _inside(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.peek() == closing:
            self._at += 1
            return
        while True:
            yield
            following = self.peek()
            if following not in (",", closing) or not following:
                self._wrong(f"a comma or {closing} is expected")
            self._at += 1
            if following == closing:
                return

    def _take(self, expected: str) -> None:
        if self.peek() != expected:
            self._wrong(f"{expected} is expected")
        self._at += 1

    def _end(self, *, keeping: bool) -> int:
        """Where the value at `_at` ends in the buffer, which is filled as far as that."""
        first = self._buffer[self._at : self._at + 1]
        if not first:
            self._wrong("a value is expected")
        if first in (b"{", b"["):
            return self._end_of_nested(keeping=keeping)
        if first == b'"':
            return self._grown(_STRING)
        # A number or word may go on in the next chunk.
        while (end := _WORD.match(self._buffer, self._at).end()) == len(self._buffer):  # type: ignore[union-attr]
            if not self._fill():
                break
        if not _SCALAR.fullmatch(self._buffer, self._at, end):
            self._wrong("this is no JSON value")
        return end

    def _end_of_nested(self, *, keeping: bool) -> int:
        depth = 0
        scanned = self._at
        while True:
            found = _BRACKET.match(self._buffer, scanned)
            if found is None:
                if not keeping:
                    self._at = scanned
                beyond = scanned - self._at
                if len(self._buffer) - self._at > LONGEST_VALUE:
                    self._has_no_end(f"a value of more than {LONGEST_VALUE >> 20} MB begins here")
                if not self._fill():
                    self._ends_early()
                scanned = self._at + beyond
                continue
            scanned = found.end()
            depth += 1 if self._buffer[scanned - 1] in _OPENING else -1
            if depth == 0:
                return scanned

    def _grown(self, expression: re.Pattern[bytes]) -> int:
        while (found := expression.match(self._buffer, self._at)) is None:
            if len(self._buffer) - self._at > LONGEST_VALUE:
                self._has_no_end(f"a text of more than {LONGEST_VALUE >> 20} MB begins here")
            if not self._fill():
                self._ends_early()
        return found.end()

    def _fill(self) -> bool:
        """Read on; what was passed is dropped. Whether there was more."""
        chunk = self._file.read(CHUNK)
        if chunk:
            self._before += self._at
            self._buffer = self._buffer[self._at :] + chunk
            self._at = 0
        return bool(chunk)

    def _ends_early(self) -> NoReturn:
        self._find_mistake()
        raise MalformedJson(self._before + len(self._buffer), "the file ends here, in the middle of a value")

    def _has_no_end(self, reason: str) -> NoReturn:
        self._find_mistake()
        raise MalformedJson(self.position, reason)

    def _find_mistake(self) -> None:
        """A quote that is missing shows as a value without end; where it is missing, a decoder can tell."""
        try:
            msgspec.json.decode(self._buffer[self._at :])
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            found = BYTE.search(str(error))
            if found:
                raise MalformedJson(self.position + int(found[1]), BYTE.sub("", str(error)).strip()) from None

    def _wrong(self, reason: str) -> NoReturn:
        if not self.peek():
            raise MalformedJson(self.position, f"the file ends here; {reason}")
        raise MalformedJson(self.position, reason)
