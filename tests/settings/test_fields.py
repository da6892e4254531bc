"""Declaring knobs; reading, checking, storing and showing their values."""

from dataclasses import dataclass
from datetime import UTC, time, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.errors import UserError
from bot.settings.fields import Kind, SettingsSchema, knob, token
from bot.settings.settings import CommunitySettings
from tests.settings.knobs import SCHEMA, GateSettings, ShopSettings

READ: list[tuple[str, str, Any]] = [
    ("gate.is_open", "on", True),
    ("gate.is_open", "关闭", False),
    ("gate.is_open", "YES", True),
    ("gate.tries", "20", 20),
    ("gate.tries", " ５ ", 5),
    ("gate.tries", "+1", 1),
    ("gate.wait", "30s", timedelta(seconds=30)),
    ("gate.wait", "半小时", timedelta(minutes=30)),
    ("gate.wait", "一周", timedelta(days=7)),
    ("gate.method", "picture", "picture"),
    ("gate.names", '加薇，兼职 "buy now"\n加薇', ("加薇", "兼职", "buy now")),
    ("gate.names", "", ()),
    ("gate.question", "  你是谁？ ", "你是谁？"),
    ("gate.opens_at", "9:05", time(9, 5)),
    ("gate.opens_at", "21点半", time(21, 30)),
    ("gate.opens_at", "08：00", time(8, 0)),
    ("gate.opens_at", "7點", time(7, 0)),
    ("gate.zone", "asia/shanghai", "Asia/Shanghai"),
    ("gate.zone", "America/New York", "America/New_York"),
    ("gate.zone", "america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
    ("gate.zone", "America/Port-au-Prince", "America/Port-au-Prince"),
    ("gate.zone", "utc", "UTC"),
    ("gate.zone", "", ""),
    ("gate.language", "zh-Hant", "zh-Hant"),
    ("gate.log_chat", "-1001234567890", -1001234567890),
]
REFUSED = [
    ("gate.is_open", "maybe", "settings-expected-bool"),
    ("gate.tries", "0", "settings-expected-integer"),
    ("gate.tries", "21", "settings-expected-integer"),
    ("gate.tries", "1_0", "settings-expected-integer"),
    ("gate.tries", "3.5", "settings-expected-integer"),
    ("gate.tries", "9" * 5000, "settings-expected-integer"),
    ("gate.wait", "29s", "settings-expected-duration"),
    ("gate.wait", "8d", "settings-expected-duration"),
    ("gate.wait", "soon", "settings-expected-duration"),
    ("gate.wait", "-5m", "settings-expected-duration"),
    ("gate.wait", "30", "settings-expected-duration-unit"),
    ("gate.method", "dance", "settings-expected-choice"),
    ("gate.names", "a b c d e", "settings-expected-words"),
    ("gate.names", "长" * 101, "settings-expected-words"),
    ("gate.names", "nul\0", "settings-expected-words"),
    ("gate.question", "长" * 21, "settings-expected-text"),
    ("gate.question", "\ud800", "settings-expected-text"),
    ("gate.opens_at", "24:00", "settings-expected-time"),
    ("gate.opens_at", "9:5", "settings-expected-time"),
    ("gate.opens_at", "morning", "settings-expected-time"),
    ("gate.zone", "Asia/Atlantis", "settings-expected-timezone"),
    ("gate.zone", "../../etc/passwd", "settings-expected-timezone"),
    ("gate.zone", "/etc/passwd", "settings-expected-timezone"),
    ("gate.zone", "Asia", "settings-expected-timezone"),
    ("gate.zone", "zone.tab", "settings-expected-timezone"),
    ("gate.zone", "nul\0", "settings-expected-timezone"),
    ("gate.zone", "长" * 5000, "settings-expected-timezone"),
    ("gate.language", "fr", "settings-expected-choice"),
    ("gate.log_chat", "@channel", "settings-expected-chat"),
    ("gate.log_chat", "9007199254740993", "settings-expected-chat"),
]


@pytest.mark.parametrize(("key", "text", "value"), READ)
def test_text_is_read_by_the_kind(key: str, text: str, value: Any) -> None:
    assert SCHEMA.parse(key, text) == value


@pytest.mark.parametrize(("key", "text", "sentence"), REFUSED, ids=lambda value: value[:24])
def test_text_that_does_not_fit_is_refused_with_a_sentence(key: str, text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refusal:
        SCHEMA.parse(key, text)
    assert refusal.value.key == sentence


def test_the_refusal_names_bounds_and_unit() -> None:
    with pytest.raises(UserError) as refusal:
        SCHEMA.parse("gate.wait", "1s")
    assert refusal.value.arguments == {"low": 30, "low_unit": "seconds", "high": 7, "high_unit": "days"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gate.is_open", 1),
        ("gate.tries", True),
        ("gate.tries", "3"),
        ("gate.wait", 60),
        ("gate.names", ["加薇"]),
        ("gate.names", ("",)),
        ("gate.names", (1,)),
        ("gate.opens_at", time(9, 30, 1)),
        ("gate.opens_at", time(9, 30, tzinfo=UTC)),
        ("gate.zone", None),
    ],
)
def test_a_value_of_another_type_is_refused(key: str, value: Any) -> None:
    with pytest.raises(UserError):
        SCHEMA.check(key, value)


STORED: list[tuple[str, Any, Any]] = [
    ("gate.is_open", False, False),
    ("gate.tries", 7, 7),
    ("gate.wait", timedelta(hours=1), 3600),
    ("gate.method", "off", "off"),
    ("gate.names", ("广告", "buy now"), ["广告", "buy now"]),
    ("gate.opens_at", time(21, 5), "21:05"),
    ("gate.zone", "Europe/Berlin", "Europe/Berlin"),
]


@pytest.mark.parametrize(("key", "value", "stored"), STORED)
def test_a_value_survives_being_stored(key: str, value: Any, stored: Any) -> None:
    assert SCHEMA.to_json(key, value) == stored
    assert SCHEMA.from_json(key, stored) == value


def test_a_snapshot_gives_the_typed_settings() -> None:
    snapshot = SCHEMA.snapshot({"gate.tries": 7, "gate.wait": 3600})
    settings = snapshot.get(GateSettings)
    assert (settings.tries, settings.wait, settings.method) == (7, timedelta(hours=1), "button")
    assert snapshot.get(GateSettings) is settings
    assert snapshot.value("gate.tries") == 7
    assert snapshot.value("shop.price") == 10


def test_communities_without_settings_share_one_snapshot() -> None:
    assert SCHEMA.snapshot({}) is SCHEMA.snapshot({})
    assert SCHEMA.snapshot({"gate.tries": 7}).get(ShopSettings) is SCHEMA.snapshot({}).get(ShopSettings)


def test_two_snapshots_are_equal_only_if_they_are_one() -> None:
    first, second = SCHEMA.snapshot({"gate.tries": 7}), SCHEMA.snapshot({"gate.tries": 7})
    assert first != second
    assert len({first, second}) == 2


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        ("gate.tries", 99),
        ("gate.tries", "many"),
        ("gate.tries", True),
        ("gate.wait", 10**30),
        ("gate.wait", "2m"),
        ("gate.names", "加薇"),
        ("gate.names", [["加薇"]]),
        ("gate.opens_at", "25:00"),
        ("gate.opens_at", 9),
        ("gate.opens_at", "09:30+08:00"),
        ("gate.zone", "Asia/Atlantis"),
        ("gate.removed_long_ago", 1),
        ("circus.tries", 1),
        ("nonsense", None),
    ],
)
def test_a_stored_value_that_does_not_fit_counts_as_not_stored_and_is_logged(key: str, stored: Any) -> None:
    with capture_logs() as logged:
        snapshot = SCHEMA.snapshot({key: stored, "shop.price": 50})
    assert snapshot.get(GateSettings) == GateSettings()
    assert snapshot.get(ShopSettings).price == 50
    assert [(line["log_level"], line["key"]) for line in logged] == [("warning", key)]


def test_a_button_finds_its_knob_by_a_token() -> None:
    assert SCHEMA.with_token(token("gate.wait")) is SCHEMA.knob("gate.wait")
    assert SCHEMA.with_token("000000") is None
    assert SCHEMA.group_with_token(token("shop")) == "shop"
    assert SCHEMA.group_with_token(token("gate.wait")) is None


@pytest.mark.parametrize(
    ("key", "value", "message", "arguments"),
    [
        ("gate.is_open", True, "settings-value-on", {}),
        ("gate.tries", 3, "settings-value-number", {"count": 3, "unit": "times"}),
        ("gate.wait", timedelta(minutes=90), "duration-minutes", {"count": 90}),
        ("gate.method", "off", "setting-gate-method.choice-off", {}),
        ("gate.names", ("广告",), "settings-value-words", {"count": 1}),
        ("gate.names", (), "settings-value-none", {}),
        ("gate.question", "", "settings-value-none", {}),
        ("gate.opens_at", time(9, 5), "settings-value-text", {"text": "09:05"}),
        ("gate.zone", "", "settings-value-server-zone", {}),
        ("gate.zone", "Asia/Taipei", "settings-value-text", {"text": "Asia/Taipei"}),
        ("gate.log_chat", 0, "settings-value-none", {}),
    ],
)
def test_how_a_value_reads(key: str, value: Any, message: str, arguments: dict[str, Any]) -> None:
    shown = SCHEMA.show(key, value)
    assert (shown.key, shown.arguments) == (message, arguments)


@dataclass(frozen=True)
class _Plain:
    limit: int = 3


@dataclass(frozen=True)
class _Unbounded:
    limit: int = knob(3)


@dataclass(frozen=True)
class _OutOfBounds:
    limit: int = knob(30, low=1, high=20)


@dataclass(frozen=True)
class _LongChoice:
    method: str = knob("a", choices=("a", "x" * 21))


@dataclass(frozen=True)
class _ChoiceWithColon:
    method: str = knob("a", choices=("a", "b:c"))


@pytest.mark.parametrize("declared", [_Plain, _Unbounded, _OutOfBounds, _LongChoice, _ChoiceWithColon])
def test_a_wrong_declaration_stops_the_start(declared: type) -> None:
    with pytest.raises(ValueError, match=r"limit|method"):
        SettingsSchema({"group": declared})


@pytest.mark.parametrize("group", ["", "Gate", "a.b", "a:b", "a-b"])
def test_a_group_with_a_strange_name_stops_the_start(group: str) -> None:
    with pytest.raises(ValueError, match="groups"):
        SettingsSchema({group: ShopSettings})


def test_no_kind_is_guessed_for_a_strange_default() -> None:
    with pytest.raises(TypeError):
        knob({"a": 1})


def test_the_community_knobs_are_declared_right() -> None:
    schema = SettingsSchema({"community": CommunitySettings})
    assert schema.knob("community.language").kind is Kind.LANGUAGE
    assert schema.parse("community.quiet_for", "十分钟") == timedelta(minutes=10)
