"""Moderation as rows, by noun."""

from bot.moderation.tables.cases import CaseAct, MemberWarning, PseudonymKey, Restriction, SanctionCase

__all__ = ["CaseAct", "MemberWarning", "PseudonymKey", "Restriction", "SanctionCase"]
