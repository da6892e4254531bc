"""Messages as Telegram HTML: escaped once, plural, and safe from names that would turn a line around."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator, UnknownMessage, escape, isolated, mention

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN
ENGLISH = """
hello = Hello { $name }.
line = <b>{ $what }</b>
messages =
    { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }
only-attribute =
    .help = Help
outer = { hello } Again.
"""


@pytest.fixture
def translator(tmp_path: Path) -> Translator:
    for language in Language:
        folder = tmp_path / language.value
        folder.mkdir()
        (folder / "a.ftl").write_text(ENGLISH if language is EN else "hello = 你好，{ $name }。\n", encoding="utf-8")
        (folder / "b.ftl").write_text("other-file = b\n", encoding="utf-8")
        (folder / "notes.txt").write_text("no Fluent", encoding="utf-8")
    return Translator(tmp_path)


def test_each_language_has_its_words(translator: Translator):
    assert translator.text(HANS, "hello", name="小明") == "你好，小明。"
    assert translator.text(EN, "hello", name="Ann") == "Hello Ann."
    assert translator.text(EN, "other-file") == "b"


ESCAPES = [
    ("<b>x</b>", "Hello &lt;b&gt;x&lt;/b&gt;."),
    ("a & b", "Hello a &amp; b."),
    ("&lt;", "Hello &amp;lt;."),
    ('"', 'Hello ".'),
    ("{ $name }", "Hello { $name }."),
    ("</a><a href='x'>", "Hello &lt;/a&gt;&lt;a href='x'&gt;."),
]


@pytest.mark.parametrize(("name", "shown"), ESCAPES)
def test_arguments_are_shown_as_they_are(translator: Translator, name: str, shown: str):
    assert translator.text(EN, "hello", name=name) == shown


def test_html_is_not_escaped_twice(translator: Translator):
    bold = translator.text(EN, "line", what="<")
    assert bold == "<b>&lt;</b>"
    assert translator.text(EN, "hello", name=bold) == "Hello <b>&lt;</b>."
    assert isinstance(bold, Html)


def test_labels_and_toasts_are_plain(translator: Translator):
    assert translator.plain(EN, "hello", name="a < b & c") == "Hello a < b & c."


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 messages"), (1, "1 message"), (2, "2 messages"), (1234, "1234 messages")]
)
def test_plurals_and_ungrouped_numbers(translator: Translator, count: int, text: str):
    assert translator.text(EN, "messages", count=count) == text


def test_messages_may_refer_to_others_and_have_attributes(translator: Translator):
    assert translator.text(EN, "outer", name="Ann") == "Hello Ann. Again."
    assert translator.text(EN, "only-attribute.help") == "Help"


UNKNOWN = [
    ("nothing", {}),
    ("hello.nothing", {"name": "x"}),
    ("only-attribute", {}),
    ("hello", {}),
    ("outer", {}),
]


@pytest.mark.parametrize(("key", "arguments"), UNKNOWN)
def test_a_wrong_key_or_a_missing_argument_is_an_error_and_never_a_hole_in_a_sentence(translator, key, arguments):
    with pytest.raises(UnknownMessage):
        translator.text(EN, key, **arguments)


@pytest.mark.parametrize("length", [1, 2_000, 2_001, 4_000, 40_000])
def test_long_arguments_come_through_whole(translator: Translator, length: int):
    text = "长" * length
    assert translator.text(EN, "hello", name=text) == f"Hello {text}."


@given(st.text())
def test_whatever_a_name_is_the_text_around_it_stays(name: str):
    shown = isolated(name)
    assert "<" not in shown
    assert len(shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) <= 66
    controls = [
        char for char in shown if unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI")
    ]
    assert controls == []
    assert shown.count("\u2068") == shown.count("\u2069")
    assert "\n" not in shown


NAMES = [
    ("小明", "小明"),
    ("  小 \n 明 ", "小 明"),
    ("<script>", "&lt;script&gt;"),
    ("\u202egnol", "gnol"),
    ("שלום", "\u2068שלום\u2069"),
    ("محمد\u202e", "\u2068محمد\u2069"),
    ("a" * 65, "a" * 63 + "…"),
    ("a" * 64, "a" * 64),
    ("", ""),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_names_from_outside_are_tame(name: str, shown: str):
    assert isolated(name) == shown


INVISIBLE = ["", " ", "\u200b", "\u3164", "\u202e\u2066", "\u2800\u2800", "\ufeff", "\u00ad", "\U000e0041"]


@pytest.mark.parametrize("name", INVISIBLE, ids=lambda name: name.encode("unicode_escape").decode())
def test_a_name_that_nobody_sees_is_mentioned_by_its_id(name: str):
    """An empty link can neither be read nor tapped."""
    assert mention(7, name) == '<a href="tg://user?id=7">7</a>'


def test_a_mention_opens_the_profile():
    assert mention(7, "<小明>") == '<a href="tg://user?id=7">&lt;小明&gt;</a>'
    assert isinstance(mention(7, "x"), Html)
    assert escape("<&>") == "&lt;&amp;&gt;"


def test_a_marker_inside_a_text_is_text(translator: Translator):
    """Long arguments travel around Fluent by a marker; a member who writes one gets nobody else's text."""
    assert "\ue000name\ue001" in translator.text(EN, "hello", name="\ue000name\ue001")
