"""The verdict on a text with what is known of its author."""

from dataclasses import dataclass

from bot.text.folding import Folded
from bot.text.spam.classifier import Judged, log_odds, probability
from bot.text.spam.names import bio_log_odds, is_advertising_name
from bot.text.spam.reasons import Reason, reasons
from bot.text.spam.weights import shipped

SPAM, HAM = "spam", "ham"
LABELLED_FROM = 0.5
_TOLD_FROM = -2.0
"""Log-odds from which a score has reasons: below it nothing is to be explained."""
_PROFILE_MOST = 1.5
_TRUST_MOST = 1.5
_SETTLED_DAYS, _SETTLED_MESSAGES = 30, 50
_NEEDS_EVIDENCE = -3.0
"""Log-odds that the text itself must have before its author's profile adds to it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of the author; None is not known. `member_days` since the join, `messages` before this one."""

    name: str = ""
    bio: str = ""
    member_days: float | None = None
    messages: int | None = None


@dataclass(frozen=True, slots=True)
class SpamScore:
    """`score` 0…1; `label` is "spam" from 0.5 on, else "ham". `reasons`: the weightiest first."""

    score: float
    label: str
    reasons: tuple[Reason, ...] = ()


NOBODY = Profile()


def score(
    text: str, profile: Profile = NOBODY, *, folded: Folded | None = None, reading: Folded | None = None
) -> SpamScore:
    """Judge `text`; `folded` and `reading` of it, where they are there already."""
    judged = Judged(text, folded, reading)
    odds = log_odds(judged)
    shift, about_author = _of_author(profile, odds)
    told = reasons(judged, shipped()) if odds > _TOLD_FROM else ()
    result = probability(odds + shift)
    return SpamScore(result, SPAM if result >= LABELLED_FROM else HAM, (*told, *about_author))


def _of_author(profile: Profile, odds: float) -> tuple[float, tuple[Reason, ...]]:
    """What the author's profile and standing add to the log-odds of a text. A profile convicts nobody whose text is harmless."""
    shift = 0.0
    told: list[Reason] = []
    if odds > _NEEDS_EVIDENCE:
        if profile.name and is_advertising_name(profile.name):
            shift += 1.0
            told.append(Reason("name"))
        if profile.bio and bio_log_odds(profile.bio) > 0:
            shift += 1.0
            told.append(Reason("bio"))
        shift = min(shift, _PROFILE_MOST)
    standing = min(
        1.0,
        min(profile.member_days or 0, _SETTLED_DAYS) / _SETTLED_DAYS,
        min(profile.messages or 0, _SETTLED_MESSAGES) / _SETTLED_MESSAGES,
    )
    if standing > 0:
        shift -= _TRUST_MOST * standing
        told.append(Reason("trusted"))
    return shift, tuple(told)
