"""Advertisements by their text: a small model over pieces of the text as written, as read, as it sounds, and its shape.

score(text).label                    "spam" or "ham", with reasons in words
spam_score(text, folded, reading)    the number alone, 0…1, without reasons: quick
"""

from bot.text.spam.classifier import spam_score
from bot.text.spam.names import is_advertising_name
from bot.text.spam.reasons import Reason
from bot.text.spam.score import Profile, SpamScore, score

__all__ = ["Profile", "Reason", "SpamScore", "is_advertising_name", "score", "spam_score"]
