"""Which language to answer in."""

import pytest

from bot.i18n.negotiation import Language, first_known, negotiate

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN

CODES = [
    ("zh", HANS),
    ("zh-cn", HANS),
    ("zh-CN", HANS),
    ("zh_CN", HANS),
    ("zh-sg", HANS),
    ("zh-my", HANS),
    ("zh-hans", HANS),
    ("zh-Hans-CN", HANS),
    ("zh-hans-raw", HANS),
    ("cmn", HANS),
    ("zh-tw", HANT),
    ("zh-TW", HANT),
    ("zh_TW", HANT),
    ("zh-hk", HANT),
    ("zh-mo", HANT),
    ("zh-hant", HANT),
    ("zh-Hant-TW", HANT),
    ("zh-hant-raw", HANT),
    ("yue", HANT),
    ("yue-HK", HANT),
    ("yue-Hans", HANS),
    ("zh-Hans-TW", HANS),
    ("zh-Hant-CN", HANT),
    ("zh-hans-hk", HANS),
    ("en", EN),
    ("en-GB", EN),
    ("EN_us", EN),
    ("ja", None),
    ("ko", None),
    ("de-DE", None),
    ("enm", None),
    ("zha", None),
    ("", None),
    ("-", None),
    (None, None),
]


@pytest.mark.parametrize(("code", "language"), CODES)
def test_language_of_a_tag(code: str | None, language: Language | None):
    assert negotiate(code) is language


CHAINS = [
    (("zh-tw", "en"), HANT),
    ((None, "en"), EN),
    (("ja", None, ""), HANS),
    ((), HANS),
]


@pytest.mark.parametrize(("codes", "language"), CHAINS)
def test_the_first_language_that_is_spoken_wins(codes: tuple[str | None, ...], language: Language):
    assert first_known(*codes, default=HANS) is language
