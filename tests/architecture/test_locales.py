"""Three languages, one set of messages; each written as its readers write."""

import re
from html.parser import HTMLParser

import pytest

from bot.i18n.negotiation import Language
from tests.architecture.messages import files, messages, shown
from tests.architecture.scripts import SIMPLIFIED_ONLY, TRADITIONAL_ONLY

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN
CHINESE = "\u3400-\u9fff"
# https://core.telegram.org/bots/api#html-style
TELEGRAM_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-emoji"}
# A language is named in itself.
NAMES_OF_LANGUAGES = re.compile("简体中文|繁體中文|English")


def matching(language: Language, pattern: str) -> list[str]:
    """Messages in which people would read what `pattern` finds."""
    return [
        f"{one.file}: {one.key}: {found[0]}"
        for one in messages(language).values()
        for variant in one.variants
        if (found := re.search(pattern, NAMES_OF_LANGUAGES.sub("", shown(variant))))
    ]


@pytest.mark.parametrize("language", [HANT, EN])
def test_the_same_files_keys_and_variables_in_every_language(language: Language):
    assert files(language) == files(HANS)
    here, there = messages(language), messages(HANS)
    assert set(here) ^ set(there) == set()
    assert {key: here[key].file for key in here} == {key: there[key].file for key in there}
    different = {key: (here[key].variables, there[key].variables) for key in here}
    assert {key: pair for key, pair in different.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("language", [HANS, HANT])
def test_chinese_stays_calm(language: Language):
    """A community manager writes politely, without exclamation marks."""
    assert matching(language, "[!！]") == []


@pytest.mark.parametrize("language", [HANS, HANT])
def test_chinese_is_set_with_chinese_punctuation(language: Language):
    found = [
        *matching(language, f"[{CHINESE}][,;:?](?=[{CHINESE}\\s]|$)"),
        *matching(language, f"[{CHINESE}]\\.(?=[{CHINESE}\\s]|$)"),
        *matching(language, f"[{CHINESE}][\"'()]|[\"'()][{CHINESE}]"),
        *matching(language, r"\.\.\.|。。"),
    ]
    assert found == []


def test_traditional_texts_have_no_simplified_characters():
    assert matching(HANT, f"[{''.join(sorted(SIMPLIFIED_ONLY))}]") == []


def test_simplified_texts_have_no_traditional_characters():
    assert matching(HANS, f"[{''.join(sorted(TRADITIONAL_ONLY))}]") == []


# Words of the mainland that Taiwan and Hong Kong say differently (PRODUCT §5 and common usage).
MAINLAND_WORDS = (
    "群聊",
    "封禁",
    "設置",
    "消息",
    "信息",
    "用戶",
    "默認",
    "屏蔽",
    "視頻",
    "鏈接",
    "添加",
)


def test_traditional_texts_use_the_words_of_their_readers():
    assert matching(HANT, "|".join(MAINLAND_WORDS)) == []


# Messages that tell English readers which Chinese words they may type.
NAMING_CHINESE_WORDS = ("help-words",)


def test_english_texts_are_english():
    found = matching(EN, f"[{CHINESE}\u3000-\u303f\uff00-\uffef]")
    assert [one for one in found if one.split(": ")[1] not in NAMING_CHINESE_WORDS] == []


@pytest.mark.parametrize("language", Language)
def test_no_marks_that_nobody_sees(language: Language):
    """Names are isolated where they are put in; in a text such a mark is an accident."""
    assert matching(language, "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00a0]") == []


@pytest.mark.parametrize("language", Language)
def test_texts_are_telegram_html(language: Language):
    broken = {
        f"{one.file}: {one.key}": problem
        for one in messages(language).values()
        for variant in one.variants
        if (problem := html_problem(variant))
    }
    assert broken == {}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.problem = ""

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in TELEGRAM_TAGS:
            self.problem = f"<{tag}> is unknown to Telegram"

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problem = f"</{tag}> closes nothing"


def html_problem(text: str) -> str:
    """Why Telegram would refuse it; empty where it would not."""
    tags = _Tags()
    tags.feed(text)
    tags.close()
    if re.search(r"&(?!(lt|gt|amp|quot|#\d+);)", text) or re.search(r"<(?![a-z/])", text):
        return "a bare & or <"
    return tags.problem or (f"<{tags.open[-1]}> stays open" if tags.open else "")
