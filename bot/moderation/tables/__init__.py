"""Moderation as rows, by noun."""

from bot.moderation.tables.alarms import BanAlarm
from bot.moderation.tables.cases import CaseAct, CaseMessage, MemberWarning, PseudonymKey, Restriction, SanctionCase
from bot.moderation.tables.holds import HeldMessage, HeldPart
from bot.moderation.tables.rules import ModerationRule, RuleChange, RuleDraft, RuleExample, RuleHit

__all__ = [
    "BanAlarm",
    "CaseAct",
    "CaseMessage",
    "HeldMessage",
    "HeldPart",
    "MemberWarning",
    "ModerationRule",
    "PseudonymKey",
    "Restriction",
    "RuleChange",
    "RuleDraft",
    "RuleExample",
    "RuleHit",
    "SanctionCase",
]
