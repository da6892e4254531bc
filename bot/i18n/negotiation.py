"""Which language to answer in."""

from enum import StrEnum


class Language(StrEnum):
    """The languages that are complete."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


_TRADITIONAL_REGIONS = {"tw", "hk", "mo"}


def negotiate(code: str | None) -> Language | None:
    """The language for an IETF tag such as Telegram's `language_code`; None for one that is not spoken here.

    Script wins over region: zh, zh-cn, zh-sg → zh-Hans; zh-tw, zh-hk, zh-mo → zh-Hant; zh-hans-tw → zh-Hans.
    """
    if not code:
        return None
    primary, *rest = code.lower().replace("_", "-").split("-")
    if primary == "en":
        return Language.EN
    if primary not in ("zh", "yue", "cmn"):
        return None
    if "hans" in rest:
        return Language.ZH_HANS
    if "hant" in rest or _TRADITIONAL_REGIONS & set(rest) or primary == "yue":
        return Language.ZH_HANT
    return Language.ZH_HANS


def first_known(*codes: str | None, default: Language) -> Language:
    """The first of `codes` that is spoken here."""
    return next((language for code in codes if (language := negotiate(code))), default)
