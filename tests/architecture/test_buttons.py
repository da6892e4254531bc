"""What buttons carry fits into Telegram's 64 bytes, at worst.

Bounds are declared where the field is: `TelegramNumber`, `RowId`, `Word`, `Annotated[str, Meta(max_length=8)]`, `Literal["undo", "ban"]` or a `StrEnum`. A plain `int` counts as 20 characters; `unpack` refuses what is beyond a bound, so that
a forged button never reaches a handler either.
"""

import enum
import re

import msgspec
import pytest
from msgspec import inspect

from bot.outbox.buttons import LIMIT, ButtonData
from tests.architecture.registered import button_types

PLAIN_INT = 20  # characters of -2**63
WIDEST_CHARACTER = 4  # bytes in UTF-8


def test_every_prefix_is_its_own():
    prefixes = [one.PREFIX for one in button_types()]
    assert all(prefix.isascii() and prefix and ":" not in prefix for prefix in prefixes)
    assert len(set(prefixes)) == len(prefixes), sorted(prefixes)


@pytest.mark.parametrize("data_type", button_types(), ids=lambda one: one.__name__)
def test_the_longest_data_fits(data_type: type[ButtonData]):
    info = inspect.type_info(data_type)
    assert isinstance(info, inspect.StructType)
    longest = [longest_value(field) for field in info.fields]
    assert len(data_type.PREFIX) + sum(1 + length for length in longest) <= LIMIT, longest


def longest_value(field: inspect.Field) -> int:
    """Bytes of the longest value that `unpack` lets through."""
    match field.type:
        case inspect.IntType(ge=low, le=high) if low is not None and high is not None:
            return max(len(str(low)), len(str(high)))
        case inspect.IntType():
            return PLAIN_INT
        case inspect.StrType(max_length=int(length), pattern=pattern):
            is_ascii = pattern is not None and re.search(pattern, "长") is None
            return length if is_ascii else length * WIDEST_CHARACTER
        case inspect.LiteralType(values=values):
            return max(len(str(value).encode()) for value in values)
        case inspect.EnumType(cls=kind) if issubclass(kind, enum.StrEnum | enum.IntEnum):
            return max(len(str(member.value).encode()) for member in kind)
        case other:
            pytest.fail(f"{field.name}: {type(other).__name__} has no bound; declare one (see above)")


class SampleButton(ButtonData, frozen=True, kw_only=True):
    PREFIX = "sample"
    number: int
    act: str


FORGED = [
    ("", "nothing"),
    ("sample", "no fields"),
    ("sample:1", "too few"),
    ("sample:1:a:b", "too many"),
    ("sample:x:a", "no number"),
    ("sample:1.5:a", "no whole number"),
    ("sample:1e3:a", "another way to write a number"),
    ("sample: 1:a", "a space"),
    ("sample:\uff11:a", "a full-width digit"),
    ("sample:1_000:a", "Python's own digits"),
    ("sample:+1:a", "a sign"),
    ("sample:007:a", "leading zeros"),
    ("other:1:a", "another prefix"),
]


@pytest.mark.parametrize("data", [data for data, _ in FORGED], ids=[why for _, why in FORGED])
def test_only_what_pack_makes_is_unpacked(data: str):
    unpacked = SampleButton.unpack(data)
    assert unpacked is None or unpacked.pack() == data


def test_packing_and_unpacking():
    button = SampleButton(number=-12, act="撤销")
    assert button.pack() == "sample:-12:撤销"
    assert SampleButton.unpack(button.pack()) == button


@pytest.mark.parametrize("act", ["a:b", "长" * 20, "x" * 60])
def test_what_does_not_fit_is_refused_when_packed(act: str):
    with pytest.raises(ValueError, match=r"longer|read back"):
        SampleButton(number=1, act=act).pack()


def test_button_data_is_frozen():
    with pytest.raises(AttributeError):
        SampleButton(number=1, act="a").number = 2  # type: ignore[misc]
    assert issubclass(SampleButton, msgspec.Struct)
