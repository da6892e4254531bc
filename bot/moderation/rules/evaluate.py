"""What rules say about a message. Pure and synchronous; a message that meets no rule costs one pass over its text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import time

from bot.membership.roles import Role
from bot.messages import IncomingMessage
from bot.moderation.rules.compile import CompiledCondition, CompiledRule, CompiledRules, CompiledWhen
from bot.moderation.rules.conditions import CHECKS, TRAITS
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.model import REMOVALS, Action, ActionKind, Who
from bot.moderation.rules.patterns import MOST_FINDINGS, evidence, forms_of
from bot.moderation.rules.sight import Sight
from bot.moderation.rules.verdict import Finding, Outcome, Verdict
from bot.text.folding import Folded, read

TRUSTED_FROM = 0.5
"""Graded trust from which on a member is out of the scope `untrusted`."""

NOTHING = Outcome()


def evaluate(facts: Facts, compiled: CompiledRules) -> Outcome:
    """The enforced verdict and what rules in `observe` would have done. Nothing for whom rules never look at.

    Of several enforced rules that hold the one with the strongest action counts, of equal ones the first; its verdict has the
    evidence of all, and removes or holds the message if one of the others does.
    """
    if is_exempt(facts.message, facts.author):
        return NOTHING
    sight = look(facts, compiled)
    met = _met(sight, compiled)
    if not met:
        return NOTHING
    held = []
    for index in sorted(met):
        rule = compiled.rules[index]
        findings = _applies(rule, sight) and _holds(rule.when, sight)
        if findings:
            held.append((rule, findings))
    if not held:
        return NOTHING
    enforced = [pair for pair in held if pair[0].is_enforced]
    observed = tuple(_verdict(rule, findings) for rule, findings in held if not rule.is_enforced)
    return Outcome(_merged(enforced) if enforced else None, observed)


def is_exempt(message: IncomingMessage, author: Author) -> bool:
    """Whom no rule ever looks at: staff and administrators, automatic forwards, anonymous administrators, other bots."""
    if author.role.is_staff or author.is_administrator or message.is_automatic_forward:
        return True
    if message.channel is not None:
        return message.is_anonymous_administrator
    return message.author is None or message.author.is_bot


def concerns(compiled: CompiledRules, message: IncomingMessage, *, is_newcomer: bool) -> bool:
    """Whether any rule may look at messages of this author: a quick no for most of them under most presets."""
    return compiled.is_for_members or (bool(compiled.whose) and (is_newcomer or message.channel is not None))


def look(facts: Facts, compiled: CompiledRules) -> Sight:
    """All phrases and patterns in the text, found once for all rules."""
    reading = read(facts.folded)
    forms = (facts.folded,) if reading is facts.folded else (facts.folded, reading)
    words = evidence(compiled.phrases, forms)
    patterns = _patterns(facts.text, forms, compiled)
    joined = facts.company.joined_text
    if joined:
        # What stands in the author's last messages only when they are read as one has no place in this message.
        together = forms_of(joined)
        for owner, findings in evidence(compiled.phrases, together).items():
            words.setdefault(owner, [replace(finding, span=None) for finding in findings])
        patterns |= _patterns(joined, together, compiled)
    return Sight(facts, compiled.allowed, reading, words, frozenset(patterns))


def _patterns(text: str, forms: Sequence[Folded], compiled: CompiledRules) -> set[int]:
    if not compiled.patterns:
        return set()
    texts = dict.fromkeys((text, *(form.text for form in forms)))
    return {number for one in texts for number in compiled.patterns.find(one)}


def _met(sight: Sight, compiled: CompiledRules) -> set[int]:
    """The rules that have what they need to hold."""
    met = set(compiled.always)
    for number in sight.words:
        met.update(compiled.by_phrase.get(number, ()))
    for number in sight.patterns:
        met.update(compiled.by_pattern.get(number, ()))
    for trait, rules in compiled.by_trait:
        if TRAITS[trait](sight.facts):
            met.update(rules)
    return met


def _applies(rule: CompiledRule, sight: Sight) -> bool:
    """Whether the message is in the rule's scope."""
    facts = sight.facts
    return (
        _IS_WHO[rule.who](facts.message, facts.author)
        and (not rule.topics or facts.message.message_thread_id in rule.topics)
        and (not rule.comments or facts.is_comment)
        and (rule.hours is None or _is_between(facts.local.time(), *rule.hours))
    )


def _is_person(message: IncomingMessage) -> bool:
    return message.channel is None


_IS_WHO: Mapping[Who, Callable[[IncomingMessage, Author], bool]] = {
    Who.EVERYBODY: lambda message, author: True,
    # Whom staff trust is no newcomer, however new.
    Who.NEWCOMERS: lambda message, author: author.is_newcomer and author.role < Role.TRUSTED and _is_person(message),
    Who.UNTRUSTED: lambda message, author: author.role < Role.TRUSTED and author.trust < TRUSTED_FROM,
    Who.CHANNELS: lambda message, author: message.is_from_channel,
}


def _is_between(now: time, first: time, last: time) -> bool:
    """`last` itself is outside; the hours may pass midnight, and equal ends are the whole day."""
    return first <= now < last if first < last else now >= first or now < last


def _holds(when: CompiledWhen, sight: Sight) -> list[Finding]:
    """The findings by which `when` holds; none where it does not."""
    findings: list[Finding] = []
    for condition in when.all:
        found = _findings(condition, sight)
        if not found:
            return []
        findings += found
    if any(_findings(condition, sight) for condition in when.none):
        return []
    if when.any:
        some = [finding for condition in when.any for finding in _findings(condition, sight)]
        if not some:
            return []
        findings += some
    return findings or [Finding("none", None, "")]


def _findings(condition: CompiledCondition, sight: Sight) -> Sequence[Finding]:
    if condition.nested is not None:
        return _holds(condition.nested, sight)
    return CHECKS[condition.kind](sight, condition.wanted)


def _verdict(rule: CompiledRule, findings: Sequence[Finding]) -> Verdict:
    told = rule.rule
    return Verdict(told.name, told.version, told.then, tuple(findings), told.explain)


def _merged(held: Sequence[tuple[CompiledRule, list[Finding]]]) -> Verdict:
    ranked = sorted(held, key=lambda pair: (-pair[0].strength, pair[0].order))
    first = ranked[0][0]
    findings = dict.fromkeys(finding for _, found in ranked for finding in found)
    actions = list(first.rule.then)
    for rule, _ in ranked[1:]:
        actions += [action for action in rule.rule.then if _adds(action, actions)]
    verdict = _verdict(first, tuple(findings)[: 2 * MOST_FINDINGS])
    return replace(verdict, actions=tuple(actions))


def _adds(action: Action, actions: Sequence[Action]) -> bool:
    """Whether another rule's action on the message itself is not among `actions`. One sanction on the person is enough."""
    if action.kind is ActionKind.NOTIFY:
        return all(one.kind is not ActionKind.NOTIFY for one in actions)
    return action.kind in REMOVALS and all(one.kind not in REMOVALS for one in actions)
