"""Moderation as rows, by noun."""

from bot.moderation.tables.cases import CaseAct, MemberWarning, PseudonymKey, Restriction, SanctionCase
from bot.moderation.tables.rules import ModerationRule, RuleChange, RuleDraft, RuleExample, RuleHit

__all__ = [
    "CaseAct",
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
