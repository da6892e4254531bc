"""Pages about rules: the list, one rule, what a replay found, its history."""

from collections.abc import Iterator, Mapping, Sequence

from bot.i18n.dates import show_moment
from bot.i18n.durations import show_duration
from bot.i18n.lists import listed
from bot.i18n.translator import Html, escape, isolated, mention
from bot.messages import UserId
from bot.moderation.rule_buttons import Act
from bot.moderation.rules.compile import set_field
from bot.moderation.rules.documents import write_rules
from bot.moderation.rules.model import Action, Condition, Mode, Rule, Who
from bot.moderation.rules.precision import Precision
from bot.moderation.rules.presets import PRESET_RULES, PRESETS
from bot.moderation.rules.replay import REGULAR_FROM, Replay, Sample, blind_spots
from bot.moderation.rules.stored import Act as Change
from bot.moderation.rules.stored import ChangeView, Enacted
from bot.outbox.effects import Button
from handlers.rule_editing.desk import Desk, Page

Row = tuple[Button, ...]

RULES_ON_A_PAGE = 8
SHOWN_WORDS = 20
SHOWN_DOCUMENT = 1200
"""Characters of a rule written out; a message holds 4,096."""
SHOWN_SAMPLES = 5
SHOWN_TEXT = 80
MODES = (Mode.OFF, Mode.OBSERVE, Mode.ENFORCE)


def list_page(desk: Desk, first: int = 0, note: Html | None = None) -> Page:
    """All rules with mode and hits, a button for each."""
    first = min(max(first, 0), max(len(desk.rules) - 1, 0)) // RULES_ON_A_PAGE * RULES_ON_A_PAGE
    shown = desk.rules[first : first + RULES_ON_A_PAGE]
    preset = desk.text(f"setting-moderation-preset.choice-{desk.settings.preset}")
    lines = [desk.text("rule-list-title", title=isolated(desk.community.title), preset=preset)]
    lines += [Html("\n".join(_list_line(desk, one) for one in shown))] if shown else [desk.text("rule-list-none")]
    lines.append(desk.text("rule-list-how"))
    buttons = [desk.button(one.rule.name, Act.SHOW, one.rule.name) for one in shown]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    turning = tuple(
        desk.button(arrow, Act.LIST, number=start)
        for arrow, start in (("‹", first - RULES_ON_A_PAGE), ("›", first + RULES_ON_A_PAGE))
        if 0 <= start < len(desk.rules)
    )
    last = (desk.button(desk.label("rule-button-presets"), Act.PRESETS),)
    return Page(_joined(note, *lines), (*rows, *([turning] if turning else []), last))


def rule_page(desk: Desk, one: Enacted, precision: Precision, note: Html | None = None) -> Page:
    """One rule: what it looks for, what it does, how it fares; its mode in one tap."""
    rule = one.rule
    lines = [
        desk.text("rule-mode-line", mode=desk.text(f"rule-mode-{rule.mode.value}")),
        *what_it_does(desk, rule),
        desk.text("rule-hits-line", count=desk.hits.get(rule.name, 0)),
    ]
    if precision.decided:
        lines.append(
            desk.text(
                "rule-precision-line",
                percent=precision.percent,
                decided=precision.decided,
                reversed=precision.reversed,
            )
        )
    if one.is_preset:
        lines.append(desk.text("rule-preset-changed" if one.is_own else "rule-preset-line"))
    return Page(_joined(note, title(desk, rule), Html("\n".join(lines))), rule_keyboard(desk, one))


def rule_keyboard(desk: Desk, one: Enacted) -> tuple[Row, ...]:
    rule = one.rule
    modes = tuple(
        desk.mode_button(f"{'• ' if rule.mode is mode else ''}{desk.label(f'rule-mode-{mode.value}')}", rule, mode)
        for mode in MODES
    )
    looks = (
        desk.button(desk.label("rule-button-test"), Act.TEST, rule.name),
        desk.button(desk.label("rule-button-compare"), Act.COMPARE, rule.name),
        desk.button(desk.label("rule-button-history"), Act.HISTORY, rule.name),
    )
    removing = (desk.button(desk.label("rule-button-remove"), Act.REMOVE, rule.name),) if one.is_own else ()
    back = desk.button(desk.label("button-back"), Act.LIST)
    return modes, looks, (*removing, back)


def new_page(desk: Desk, rule: Rule, found: Replay, names: Mapping[UserId, str], key: str) -> Page:
    """A rule that was just stored, with its effect; `key` says what happened. It acts after the first button."""
    lines = [desk.text(key, name=rule.name), Html("\n".join(what_it_does(desk, rule)))]
    enabling = (
        (desk.mode_button(desk.label("rule-button-enable"), rule, Mode.ENFORCE),)
        if rule.mode is not Mode.ENFORCE
        else ()
    )
    rows = (
        enabling,
        (
            desk.button(desk.label("rule-button-test"), Act.TEST, rule.name),
            desk.button(desk.label("rule-button-remove"), Act.REMOVE, rule.name),
        ),
    )
    return Page(_joined(*lines, effect(desk, rule, found, names)), tuple(row for row in rows if row))


def test_page(desk: Desk, one: Enacted, found: Replay, names: Mapping[UserId, str]) -> Page:
    """What a replay found."""
    return Page(_joined(title(desk, one.rule), effect(desk, one.rule, found, names)), rule_keyboard(desk, one))


def history_page(desk: Desk, name: str, changes: Sequence[ChangeView], names: Mapping[UserId, str]) -> Page:
    """Who did what to the rule, newest first, with a button for each older version."""
    lines = [desk.text("rule-history-title", name=name)]
    lines += [_change(desk, change, names) for change in changes]
    present = next((one.rule for one in desk.rules if one.rule.name == name), None)
    versions = [one for one in changes if one.rule is not None]
    restoring = [
        desk.button(desk.label("rule-button-restore", version=one.version), Act.RESTORE, name, one.id)
        for one in versions
        if present is None or one.version != present.version
    ]
    rows = [tuple(restoring[start : start + 3]) for start in range(0, len(restoring), 3)]
    back = desk.button(desk.label("button-back"), Act.SHOW if present else Act.LIST, name if present else "")
    return Page(Html("\n".join(lines)), (*rows, (back,)))


def presets_page(desk: Desk) -> Page:
    """The presets with what each brings."""
    lines = [desk.text("rule-presets-title")]
    rows: list[Row] = []
    for preset, rules in PRESETS.items():
        label = desk.text(f"setting-moderation-preset.choice-{preset}")
        about = desk.text(f"rule-preset-about-{preset}")
        lines.append(desk.text("rule-preset-entry", label=label, about=about, count=len(rules)))
        mark = "• " if preset == desk.settings.preset else ""
        label_text = desk.label(f"setting-moderation-preset.choice-{preset}")
        rows.append((desk.button(f"{mark}{label_text}", Act.PRESET, value=preset),))
    return Page(Html("\n".join(lines)), (*rows, (desk.button(desk.label("button-back"), Act.LIST),)))


def title(desk: Desk, rule: Rule) -> Html:
    return desk.text("rule-title", name=rule.name, version=rule.version)


def what_it_does(desk: Desk, rule: Rule) -> list[Html]:
    """What the rule looks for, with whom, and what follows: in words where it is simple, else as in a file."""
    lines = [_simple(desk, rule) or _document(rule)]
    if rule.scope.who is not Who.EVERYBODY or _simple(desk, rule):
        lines.append(desk.text("rule-who-line", who=desk.text(f"rule-who-{rule.scope.who.value}")))
    lines.append(desk.text("rule-then-line", actions=_list(desk, [_action(desk, one) for one in rule.then])))
    if rule.explain:
        lines.append(desk.text("rule-explain-line", text=rule.explain))
    return lines


def effect(desk: Desk, rule: Rule, found: Replay, names: Mapping[UserId, str]) -> Html:
    """The numbers of a replay, and samples."""
    if found.since is None:
        return desk.text("rule-replay-empty")
    now = desk.context.services.clock.now()
    days = max(1, -(-(now - found.since).total_seconds() // 86_400))
    lines = [
        desk.text(
            "rule-replay",
            days=int(days),
            looked=found.looked,
            hits=found.hits,
            people=len(found.people),
            regulars=len(found.regulars),
            many=REGULAR_FROM,
        )
    ]
    if found.is_cut:
        lines.append(desk.text("rule-replay-cut"))
    if blind_spots(rule):
        lines.append(desk.text("rule-replay-blind"))
    return Html("\n".join([*lines, *samples(desk, found.samples, names)]))


def samples(desk: Desk, found: Sequence[Sample], names: Mapping[UserId, str]) -> Iterator[Html]:
    for one in found[:SHOWN_SAMPLES]:
        name = names.get(one.user_id or 0) or desk.text("rule-somebody")
        key = "rule-sample-regular" if one.is_regular else "rule-sample"
        yield desk.text(key, name=isolated(str(name)), text=short(one.text))


def short(text: str) -> str:
    """One line of a message."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_TEXT else line[: SHOWN_TEXT - 1] + "…"


def people_of(found: Sequence[Sample]) -> set[UserId]:
    """Whose names the samples need."""
    return {one.user_id for one in found[:SHOWN_SAMPLES] if one.user_id is not None}


def _list_line(desk: Desk, one: Enacted) -> Html:
    name, count = one.rule.name, desk.hits.get(one.rule.name, 0)
    mode = desk.text(f"rule-mode-{one.rule.mode.value}")
    if name not in PRESET_RULES:
        return desk.text("rule-list-line", name=name, mode=mode, count=count)
    about = desk.text(f"moderation-reason-{name}")
    return desk.text("rule-list-line-known", name=name, about=about, mode=mode, count=count)


def _simple(desk: Desk, rule: Rule) -> Html | None:
    """In words, where a rule asks for one of the things that are added in the chat; None for others."""
    condition = only_condition(rule)
    if condition is None:
        return None
    kind, value = set_field(condition)
    if kind == "regex":
        return desk.text("rule-what-regex", pattern=value)
    if kind not in ("words", "domains"):
        return None
    words = [Html(f"<code>{escape(word)}</code>") for word in value[:SHOWN_WORDS]]
    return desk.text(f"rule-what-{kind}", words=Html(" ".join(words)), more=len(value) - len(words))


def only_condition(rule: Rule) -> Condition | None:
    """The condition of a rule that has only one."""
    when = rule.when
    conditions = (*when.all, *when.any)
    return conditions[0] if len(conditions) == 1 and not when.none and conditions[0].group is None else None


def _document(rule: Rule) -> Html:
    text = write_rules([rule])
    text = text if len(text) <= SHOWN_DOCUMENT else text[: SHOWN_DOCUMENT - 1] + "…"
    return Html(f"<pre>{escape(text)}</pre>")


def _action(desk: Desk, action: Action) -> Html:
    label = desk.text(f"rule-action-{action.kind.value}")
    if action.lasting is None:
        return label
    lasting = show_duration(desk.context.services.translator, desk.language, action.lasting)
    return desk.text("rule-action-timed", action=label, duration=lasting)


def _change(desk: Desk, change: ChangeView, names: Mapping[UserId, str]) -> Html:
    moment = show_moment(desk.context.services.translator, desk.language, change.at, desk.community.zone)
    name = names.get(change.actor_id) if change.actor_id is not None else None
    if change.act is Change.FELL_BACK:
        who = desk.text("moderation-actor-bot")
    elif change.actor_id is not None and name:
        who = mention(change.actor_id, name)
    else:
        who = desk.text("settings-somebody")
    mode = desk.text(f"rule-mode-{change.mode.value}")
    what = desk.text(f"rule-change-{change.act.value}", version=change.version, mode=mode)
    return desk.text("rule-change", moment=moment, who=who, what=what)


def _list(desk: Desk, items: Sequence[Html]) -> Html:
    return listed(desk.context.services.translator, desk.language, items)


def _joined(*parts: Html | None) -> Html:
    return Html("\n\n".join(part for part in parts if part))
