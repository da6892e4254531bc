"""The words and refusals that every capability uses, in three languages."""

import pytest

from bot.i18n.lists import listed
from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator
from bot.membership.roles import Right, Role

TRANSLATOR = Translator()
HANS, HANT, EN = Language

# PRODUCT §5: these are the same everywhere.
FIXED = {
    "points": ("积分", "積分", "points"),
    "xp": ("经验", "經驗", "XP"),
    "level": ("等级", "等級", "level"),
    "badge": ("徽章", "徽章", "badge"),
    "check-in": ("签到", "簽到", "check-in"),
    "shop": ("兑换", "兌換", "shop"),
    "tip": ("打赏", "打賞", "tip"),
    "board": ("排行榜", "排行榜", "board"),
    "warning": ("警告", "警告", "warning"),
    "mute": ("禁言", "禁言", "mute"),
    "ban": ("封禁", "封鎖", "ban"),
    "kick": ("移出群聊", "移出群組", "kick"),
    "case": ("处理记录", "處理紀錄", "case"),
    "appeal": ("申诉", "申訴", "appeal"),
    "report": ("举报", "舉報", "report"),
    "feedback": ("反馈", "回饋", "feedback"),
    "ticket": ("工单", "工單", "ticket"),
    "rules": ("群规", "群規", "rules"),
    "newcomer": ("新人", "新人", "newcomer"),
    "moderator": ("群管", "群管", "moderator"),
    "manager": ("运营", "營運", "manager"),
    "owner": ("群主", "群主", "owner"),
    "lottery": ("抽奖", "抽獎", "lottery"),
    "vote": ("投票", "投票", "vote"),
    "event": ("活动", "活動", "event"),
    "daily-digest": ("日报", "日報", "daily digest"),
}


@pytest.mark.parametrize(("word", "texts"), FIXED.items(), ids=FIXED)
def test_fixed_words_are_fixed(word: str, texts: tuple[str, str, str]) -> None:
    assert tuple(TRANSLATOR.text(language, f"word-{word}") for language in Language) == texts


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("right", Right)
def test_a_refusal_names_the_right(language: Language, right: Right) -> None:
    name = TRANSLATOR.text(language, f"right-{right.value}")
    assert name in TRANSLATOR.text(language, "refused-right", right=right.value)


@pytest.mark.parametrize("language", Language)
def test_every_role_and_every_language_has_a_name(language: Language) -> None:
    names = {TRANSLATOR.text(language, role.key) for role in Role}
    assert len(names) == len(Role)
    assert {TRANSLATOR.text(language, f"language-name.{one.value}") for one in Language} == {
        "简体中文",
        "繁體中文",
        "English",
    }


@pytest.mark.parametrize(("language", "text"), [(HANS, "甲、乙、丙"), (HANT, "甲、乙、丙"), (EN, "甲, 乙, 丙")])
def test_several_things_in_a_sentence(language: Language, text: str) -> None:
    assert listed(TRANSLATOR, language, [Html("甲"), Html("乙"), Html("丙")]) == text


def test_numbers_are_not_grouped() -> None:
    """Case #1234 is what people type back."""
    assert TRANSLATOR.text(EN, "duration-days", count=1234) == "1234 days"
