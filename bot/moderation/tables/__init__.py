"""Moderation as rows, by noun."""

from bot.moderation.tables.alarms import BanAlarm
from bot.moderation.tables.appeals import Appeal, MemberNotice
from bot.moderation.tables.cases import CaseAct, CaseMessage, MemberWarning, PseudonymKey, Restriction, SanctionCase
from bot.moderation.tables.holds import HeldMessage, HeldPart
from bot.moderation.tables.reports import Report, ReportVoice
from bot.moderation.tables.rules import ModerationRule, RuleChange, RuleDraft, RuleExample, RuleHit

__all__ = [
    "Appeal",
    "BanAlarm",
    "CaseAct",
    "CaseMessage",
    "HeldMessage",
    "HeldPart",
    "MemberNotice",
    "MemberWarning",
    "ModerationRule",
    "PseudonymKey",
    "Report",
    "ReportVoice",
    "Restriction",
    "RuleChange",
    "RuleDraft",
    "RuleExample",
    "RuleHit",
    "SanctionCase",
]
