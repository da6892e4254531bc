"""Sets of rules for kinds of communities, and how a community's own rules stand beside them. Pure.

Reasons of these rules stand in the locale files as `moderation-reason-<name>`; `brand` works from the first minute.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from bot.moderation.rules.model import (
    Action,
    ActionKind,
    Alike,
    Bounds,
    Condition,
    Examples,
    Mode,
    Rule,
    Scope,
    When,
    Who,
)

DEFAULT_PRESET = "brand"

_DELETE = (Action(ActionKind.DELETE),)
_DELETE_AND_MUTE = (Action(ActionKind.DELETE), Action(ActionKind.MUTE, timedelta(minutes=10)))
_HOLD = (Action(ActionKind.HOLD),)
_NEWCOMERS = Scope(who=Who.NEWCOMERS)
_UNTRUSTED = Scope(who=Who.UNTRUSTED)


def _rule(
    name: str,
    *any_of: Condition,
    scope: Scope = _NEWCOMERS,
    then: tuple[Action, ...] = _DELETE,
    hit: tuple[str, ...] = (),
    miss: tuple[str, ...] = ("大家好，我是新来的", "这款什么时候补货？"),
) -> Rule:
    return Rule(
        name=name,
        mode=Mode.ENFORCE,
        scope=scope,
        when=When(any=any_of),
        then=then,
        examples=Examples(must_hit=hit, must_miss=miss if hit else ()),
    )


_BLOCKED = _rule("blocked_words", Condition(words=("$blocked_words",)), scope=Scope())
_INVITES = _rule("newcomer_invites", Condition(invites=True), hit=("来玩 https://t.me/+AbCdEf",))
_FORWARDS = _rule("newcomer_forwards", Condition(forward=("channel",)))
_ADS = _rule("newcomer_ads", Condition(words=("$ad_words",)), hit=("加薇 abc123 兼职日结 500",))
_LINKS = _rule("newcomer_links", Condition(links=True), hit=("看 https://shop.example.top/a",))
_EDITS = _rule("edited_in", Condition(edit_adds=True), scope=_UNTRUSTED)
_INVITES_OF_ALL = _rule("invites", Condition(invites=True), scope=_UNTRUSTED, hit=("来玩 https://t.me/+AbCdEf",))
_FORWARDS_OF_ALL = _rule("forwards", Condition(forward=("channel",)), scope=_UNTRUSTED)
_ADS_OF_ALL = _rule("advertising", Condition(words=("$ad_words",)), scope=_UNTRUSTED, hit=("加薇 abc123 兼职日结 500",))
_LINKS_OF_ALL = _rule("links", Condition(links=True), scope=_UNTRUSTED, hit=("看 https://shop.example.top/a",))
_REPEATED = _rule("repeated", Condition(repeated=Alike(times=3, within=300)), scope=_UNTRUSTED, then=_DELETE_AND_MUTE)
_OFFERED_AGAIN = _rule("repeated", Condition(repeated=Alike(times=3, within=3600)), scope=_UNTRUSTED)
_ALIKE = _rule("alike", Condition(alike=Alike(times=4, within=600)), scope=_UNTRUSTED)
_FLOOD = _rule("flood", Condition(rate=Alike(times=12, within=30)), scope=_UNTRUSTED, then=_DELETE_AND_MUTE)
_COVERED = _rule("covered_up", Condition(folded=Bounds(least=0.5)), then=_HOLD)
# Whom time does not vouch for yet: staff see the first link, forward or contact, and nothing happens.
_FIRSTS = Rule(
    name="first_deeds",
    mode=Mode.OBSERVE,
    scope=_UNTRUSTED,
    when=When(any=(Condition(first=("link", "forward", "contact")),)),
)
_CARDS = _rule("contact_cards", Condition(media=("contact",)), scope=_UNTRUSTED)
_OTHER_BOTS = _rule("via_bots", Condition(via_bot=True), scope=_UNTRUSTED)
_EARLY_COMMENTS = Rule(
    name="early_comments",
    mode=Mode.ENFORCE,
    scope=Scope(who=Who.UNTRUSTED, comments=True),
    when=When(
        all=(Condition(comment_within=5),),
        any=(Condition(links=True), Condition(invites=True), Condition(words=("$ad_words",))),
    ),
    then=_DELETE,
)

PRESETS: Mapping[str, tuple[Rule, ...]] = {
    "open": (_BLOCKED, _INVITES, _ADS),
    "brand": (_BLOCKED, _INVITES, _FORWARDS, _ADS, _LINKS),
    "strict": (
        _BLOCKED,
        _INVITES_OF_ALL,
        _FORWARDS_OF_ALL,
        _ADS_OF_ALL,
        _LINKS_OF_ALL,
        _EDITS,
        _CARDS,
        _OTHER_BOTS,
        _EARLY_COMMENTS,
        _REPEATED,
        _ALIKE,
        _FLOOD,
        _COVERED,
        _FIRSTS,
    ),
    "class": (_BLOCKED, _INVITES_OF_ALL, _FORWARDS_OF_ALL, _ADS_OF_ALL, _LINKS, _EDITS, _CARDS, _REPEATED, _FLOOD),
    # Offers with a way to be reached are what such a group is for: phrases are left to the community's own words.
    "trading": (_BLOCKED, _INVITES_OF_ALL, _FORWARDS, _LINKS, _EDITS, _OFFERED_AGAIN, _ALIKE),
}
"""By the value of the setting, in the order in which equal ones count."""

PRESET_RULES: frozenset[str] = frozenset(rule.name for rules in PRESETS.values() for rule in rules)
"""The names for which the locale files have a reason."""


def effective_rules(preset: str, own: Sequence[Rule], modes: Mapping[str, Mode]) -> tuple[Rule, ...]:
    """The rules that hold in a community: `own` ones first, then those of the preset that none of them replaces by its name.

    `modes`: those of the preset's rules that the community runs in another one.
    """
    names = {rule.name for rule in own}
    inherited = (rule for rule in PRESETS.get(preset, PRESETS[DEFAULT_PRESET]) if rule.name not in names)
    return (*own, *(_in_mode(rule, modes.get(rule.name, rule.mode)) for rule in inherited))


def _in_mode(rule: Rule, mode: Mode) -> Rule:
    return rule if rule.mode is mode else replace(rule, mode=mode)
