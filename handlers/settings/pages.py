"""The pages of the settings menu, generated from the schema."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.errors import UserError
from bot.i18n.dates import show_moment
from bot.i18n.translator import Html, escape, mention
from bot.messages import UserId
from bot.outbox.effects import Button
from bot.settings import values
from bot.settings.fields import Kind, Knob
from bot.settings.queries import ChangeView
from bot.settings.steps import neighbours
from handlers.settings.buttons import Act, Entry
from handlers.settings.desk import Desk, Page, is_typed, setting_url

Row = tuple[Button, ...]

KNOBS_ON_A_PAGE = 6
# Characters of a text, and of a list of words, on the knob's own page: a message holds 4,096.
SHOWN_TEXT = 800
SHOWN_WORDS = 1500
# Where Chinese communities are, and where their people abroad are most.
ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Tokyo",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
)


def groups_page(desk: Desk) -> Page:
    """Where the menu begins."""
    groups = [desk.group_button(desk.context.label(f"settings-group-{name}"), name) for name in desk.schema.groups]
    last = (
        desk.button(desk.context.label("settings-button-changes"), Act.CHANGES),
        desk.button(desk.context.label("button-close"), Act.CLOSE),
    )
    return Page(desk.text("settings-title", title=desk.title), (*_rows(groups, 2), last))


def group_page(desk: Desk, group: str, first: int = 0) -> Page:
    """The knobs of `group` from the `first` on, with their values. A switch is turned right here."""
    knobs = desk.schema.knobs_of(group)
    first = min(max(first, 0), len(knobs) - 1) // KNOBS_ON_A_PAGE * KNOBS_ON_A_PAGE
    shown = knobs[first : first + KNOBS_ON_A_PAGE]
    lines = [_line(desk, knob) for knob in shown]
    text = Html("\n\n".join([desk.text("settings-group-title", group=_group(desk, group), title=desk.title), *lines]))
    turning = tuple(
        desk.group_button(arrow, group, start)
        for arrow, start in (("‹", first - KNOBS_ON_A_PAGE), ("›", first + KNOBS_ON_A_PAGE))
        if 0 <= start < len(knobs)
    )
    buttons: list[Row] = [(_opening(desk, knob),) for knob in shown]
    return Page(text, (*buttons, *([turning] if turning else []), (_back(desk),)))


def page_of(desk: Desk, knob: Knob) -> Page:
    """The page of its group on which `knob` stands."""
    return group_page(desk, knob.group, _position(desk, knob))


def knob_page(desk: Desk, knob: Knob, note: Html | None = None) -> Page:
    """One knob: what it does, what it is, and how it can be set. `note` says what was just done."""
    value = desk.settings.value(knob.key)
    lines = [
        _title(desk, knob),
        desk.text("settings-now", value=_in_full(desk, knob, value)),
        desk.text("settings-default", value=desk.said(knob, knob.default)),
    ]
    if knob.kind in (Kind.INTEGER, Kind.DURATION):
        lines.append(_expected(desk, knob))
    if note is not None:
        lines.insert(0, note)
    rows = [*_choices(desk, knob, value)]
    if is_typed(knob):
        rows.append(_typing(desk, knob))
    if value != knob.default:
        rows.append((desk.knob_button(desk.context.label("settings-button-reset"), Act.RESET, knob),))
    back = desk.group_button(desk.context.label("button-back"), knob.group, _position(desk, knob))
    return Page(Html("\n\n".join(lines)), (*rows, (back,)))


def prompt_page(desk: Desk, knob: Knob, entry: Entry) -> Page:
    """Asks for typed text."""
    label = desk.text(knob.label)
    lines = [
        desk.text(f"settings-prompt-{entry.value}", label=label),
        desk.text("settings-now", value=_in_full(desk, knob, desk.settings.value(knob.key))),
    ]
    if entry is Entry.SET:
        lines.append(_expected(desk, knob))
    cancel = desk.knob_button(desk.context.label("button-cancel"), Act.KNOB, knob)
    return Page(Html("\n\n".join(lines)), ((cancel,),))


def changes_page(desk: Desk, changes: Sequence[ChangeView], names: Mapping[UserId, str]) -> Page:
    """Who changed what, the newest first."""
    lines = [desk.text("settings-changes-title", title=desk.title)]
    lines += [_change(desk, change, names) for change in changes]
    if not changes:
        lines.append(desk.text("settings-changes-none"))
    return Page(Html("\n\n".join(lines)), ((_back(desk),),))


def changed_line(desk: Desk, key: str, old: Any, new: Any) -> Html:
    """“Warnings: 3 → 5”."""
    knob = desk.schema.knob(key)
    return desk.text(
        "settings-changed", label=desk.text(knob.label), old=desk.said(knob, old), new=desk.said(knob, new)
    )


def _change(desk: Desk, change: ChangeView, names: Mapping[UserId, str]) -> Html:
    moment = show_moment(desk.context.services.translator, desk.context.own_language, change.at, desk.zone)
    name = names.get(change.by) if change.by is not None else None
    who = mention(change.by, name) if change.by is not None and name else desk.text("settings-somebody")
    knob = desk.schema.knobs.get(change.key)
    if knob is None:
        what = escape(change.key)
    else:
        what = changed_line(desk, knob.key, _stored(desk, knob, change.old), _stored(desk, knob, change.new))
    source = desk.text(f"settings-source-{change.source}")
    return desk.text("settings-change", moment=moment, who=who, source=source, what=what)


def _stored(desk: Desk, knob: Knob, stored: Any) -> Any:
    """A logged value; the default for none and for one that no longer fits."""
    if stored is None:
        return knob.default
    try:
        return desk.schema.from_json(knob.key, stored)
    except UserError:
        return knob.default


def _line(desk: Desk, knob: Knob) -> Html:
    value = desk.said(knob, desk.settings.value(knob.key))
    label, help_text = desk.text(knob.label), desk.text(f"{knob.label}.help")
    return desk.text("settings-line", label=label, value=value, help=help_text)


def _opening(desk: Desk, knob: Knob) -> Button:
    label = desk.context.label(knob.label)
    if knob.kind is not Kind.BOOL:
        return desk.knob_button(f"{label} ›", Act.KNOB, knob)
    is_on = desk.settings.value(knob.key)
    return desk.knob_button(f"{'✅' if is_on else '⬜️'} {label}", Act.PUT, knob, "0" if is_on else "1")


def _choices(desk: Desk, knob: Knob, value: Any) -> tuple[Row, ...]:
    """Values that can be tapped."""

    def choice(label: str, of: Any, shown: str | None = None) -> Button:
        return desk.knob_button(
            f"• {label}" if of == value else label, Act.PUT, knob, str(of) if shown is None else shown
        )

    match knob.kind:
        case Kind.CHOICE | Kind.LANGUAGE:
            return _rows([choice(desk.context.label(f"{knob.label}.choice-{one}"), one) for one in knob.choices], 2)
        case Kind.TIMEZONE:
            return _rows([choice(zone, zone) for zone in ZONES], 2)
        case Kind.INTEGER | Kind.DURATION:
            lower, higher = neighbours(knob, value)
            signs = [(sign, one) for sign, one in (("−", lower), ("+", higher)) if one is not None]
            return (tuple(_step(desk, knob, sign, one) for sign, one in signs),)
        case _:
            return ()


def _step(desk: Desk, knob: Knob, sign: str, value: Any) -> Button:
    shown = desk.schema.show(knob.key, value)
    number = round(value.total_seconds()) if isinstance(value, timedelta) else value
    return desk.knob_button(f"{sign} {desk.context.label(shown.key, **shown.arguments)}", Act.PUT, knob, str(number))


def _typing(desk: Desk, knob: Knob) -> Row:
    """What leads to typed text: in private a question, elsewhere a link to the private chat."""
    context = desk.context
    if not context.is_private:
        return (
            Button(context.label("settings-button-private"), url=setting_url(context, knob.key, desk.community_id)),
        )
    if knob.kind is not Kind.WORDS:
        return (desk.knob_button(context.label("settings-button-type"), Act.TYPE, knob, Entry.SET),)
    adding = desk.knob_button(context.label("settings-button-add"), Act.TYPE, knob, Entry.ADD)
    removing = desk.knob_button(context.label("settings-button-remove"), Act.TYPE, knob, Entry.REMOVE)
    return (adding, removing) if desk.settings.value(knob.key) else (adding,)


def _in_full(desk: Desk, knob: Knob, value: Any) -> Html:
    if knob.kind is not Kind.WORDS or not value:
        return desk.said(knob, value, SHOWN_TEXT)
    listed: list[Html] = []
    room = SHOWN_WORDS
    for word in value:
        room -= len(word) + 1
        if room < 0:
            break
        listed.append(Html(f"<code>{escape(word)}</code>"))
    rest = len(value) - len(listed)
    more = [desk.text("settings-more-words", count=rest)] if rest else []
    return Html("\n".join([desk.said(knob, value), Html(" ".join(listed)), *more]))


def _title(desk: Desk, knob: Knob) -> Html:
    label, help_text = desk.text(knob.label), desk.text(f"{knob.label}.help")
    return desk.text("settings-knob-title", label=label, help=help_text, title=desk.title)


def _expected(desk: Desk, knob: Knob) -> Html:
    expected = values.expectation(knob)
    return desk.text(expected.key, **expected.arguments)


def _group(desk: Desk, group: str) -> Html:
    return desk.text(f"settings-group-{group}")


def _position(desk: Desk, knob: Knob) -> int:
    return desk.schema.knobs_of(knob.group).index(knob)


def _back(desk: Desk) -> Button:
    return desk.button(desk.context.label("button-back"), Act.PAGE)


def _rows(buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
