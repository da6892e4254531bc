"""What staff see of a case: a card with buttons; and what the group sees of it: one line. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.i18n.dates import show_moment
from bot.i18n.durations import show_duration
from bot.i18n.lists import listed
from bot.i18n.negotiation import Language
from bot.i18n.translator import Argument, Html, Translator, escape, isolated, mention
from bot.messages import UserId
from bot.messages.chats import GROUP_ANONYMOUS_BOT
from bot.moderation.cases import (
    FORGOTTEN,
    LENGTHEN_BY,
    TIMED,
    ActView,
    CaseButton,
    CaseView,
    LengthenButton,
    buttons_of,
)
from bot.moderation.markup import quoted
from bot.moderation.names import shown_name
from bot.moderation.sanctions import Kind, seconds
from bot.outbox.effects import Button, Keyboard

MOST_TEXT = 1500
MOST_REASON = 500
"""Characters of what people wrote; with everything around it the card stays below Telegram's 4,096."""
MOST_FINDINGS = 8
MOST_SWEPT = 3000
"""Characters of messages that are posted again in one."""


@dataclass(frozen=True, slots=True)
class Voice:
    """In which words and by which clock a card is written; `ad_words` are those that a name is masked for."""

    translator: Translator
    language: Language
    zone: ZoneInfo
    ad_words: tuple[str, ...] = ()

    def text(self, key: str, /, **arguments: Argument) -> Html:
        return self.translator.text(self.language, key, **arguments)

    def label(self, key: str) -> str:
        return self.translator.plain(self.language, key)

    def moment(self, instant: datetime) -> Html:
        return show_moment(self.translator, self.language, instant, self.zone)


@dataclass(frozen=True, slots=True)
class CardNames:
    """What a card calls the people and the group in it."""

    group: str = ""
    people: Mapping[UserId, str] = field(default_factory=dict)


def card_text(voice: Voice, case: CaseView, names: CardNames) -> Html:
    """The card of `case`: who, what, why, by what evidence, and what became of it."""
    lines = [
        voice.text("moderation-card-title", number=str(case.number)),
        # A purge has no one person whom it was about.
        *([] if case.kind is Kind.PURGE else [_target(voice, case)]),
        voice.text("moderation-card-done", what=what_was_done(voice, case)),
        *grounds(voice, case),
        voice.text("moderation-card-actor", actor=actor_name(voice, case.actor_id, names)),
    ]
    if names.group:
        lines.append(voice.text("moderation-card-group", title=isolated(names.group)))
    lines += [_act(voice, act, names) for act in case.acts]
    return Html("\n".join(lines))


def card_keyboard(voice: Voice, case: CaseView, now: datetime) -> Keyboard:
    """The buttons under the card, in rows."""
    return tuple(
        tuple(_button(voice, case, act, f"moderation-button-{act}") for act in row) for row in buttons_of(case, now)
    )


def lengthen_keyboard(voice: Voice, case: CaseView) -> Keyboard:
    """How much longer: one button per choice, and the way back."""
    end = seconds(case.until) or 0
    choices = []
    for longer in LENGTHEN_BY:
        hours = 0 if longer is None else int(longer.total_seconds()) // 3600
        data = LengthenButton(community=case.community_id, number=case.number, end=end, hours=hours).pack()
        choices.append(Button(_longer(voice, longer), data=data))
    back = _button(voice, case, "back", "button-back")
    return (tuple(choices[:3]), tuple(choices[3:]), (back,))


def public_line(voice: Voice, case: CaseView) -> Html:
    """What the group reads: the number, the name, what was done, and why."""
    return voice.text(
        f"moderation-public-{_variant(case)}",
        number=case.number,
        name=target_name(voice, case),
        count=_count(case),
        duration=_duration(voice, case),
        why="given" if case.reason else "none",
        reason=escape(shortened(case.reason, MOST_REASON)),
    )


def target_name(voice: Voice, case: CaseView) -> Html:
    """The sanctioned person as a link to the profile, or the channel; an advertising name is masked."""
    target = case.target
    name = shown_name(target.name, voice.ad_words)
    if target.user_id is not None:
        return mention(target.user_id, name or str(target.user_id))
    return isolated(name) if name else voice.text("moderation-somebody-erased")


def repost_text(voice: Voice, case: CaseView) -> Html:
    """A deleted text, quoted and with its author's name."""
    quote = Html(f"<blockquote>{escape(shortened(case.text, MOST_TEXT))}</blockquote>")
    return voice.text("moderation-repost", name=target_name(voice, case), text=quote)


def swept_text(voice: Voice, said: Sequence[tuple[Html, str]]) -> Html:
    """What many messages said, by author, oldest first; what does not fit is counted."""
    lines = [voice.text("sanctions-repost-many")]
    room = MOST_SWEPT
    shown = 0
    for name, group in groupby(said, key=lambda one: one[0]):
        texts = []
        for _, text in group:
            room -= len(text) + 1
            if room < 0:
                break
            texts.append(escape(text))
        if texts:
            lines.append(Html(f"{name}\n{quoted(Html(chr(10).join(texts)))}"))
        shown += len(texts)
        if room < 0:
            break
    if shown < len(said):
        lines.append(voice.text("sanctions-repost-more", count=len(said) - shown))
    return Html("\n".join(lines))


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def grounds(voice: Voice, case: CaseView) -> list[Html]:
    """Why, by what evidence, and the text: the lines of a card that say so."""
    reason = reason_of(voice, case)
    lines = [voice.text("moderation-card-reason", reason=reason)] if reason else []
    if case.findings:
        readings = dict.fromkeys(finding.reading for finding in case.findings if finding.reading)
        shown = [
            voice.text("moderation-card-reading", reading=shortened(one, 64)) for one in list(readings)[:MOST_FINDINGS]
        ]
        evidence = listed(voice.translator, voice.language, shown)
        lines.append(voice.text("moderation-card-evidence", evidence=Html(f"<tg-spoiler>{evidence}</tg-spoiler>")))
    if case.text:
        text = escape(shortened(case.text, MOST_TEXT))
        lines.append(voice.text("moderation-card-text", text=Html(f"<tg-spoiler>{text}</tg-spoiler>")))
    return lines


def reason_of(voice: Voice, case: CaseView) -> Html:
    """What the rule says of itself, or the reason that was given; empty where there is none."""
    if case.reason or case.rule is None:
        return escape(shortened(case.reason, MOST_REASON))
    shipped = f"moderation-reason-{case.rule}"
    if voice.translator.has(voice.language, shipped):
        return voice.text(shipped)
    return voice.text("moderation-reason-own", rule=case.rule)


def _variant(case: CaseView) -> str:
    """Which sentence says what `case` did."""
    if case.kind is Kind.WARN and case.consequence is not None:
        return f"warn-{case.consequence.value}"
    if case.kind in TIMED:
        return f"{case.kind.value}-{'forever' if case.until is None else 'timed'}"
    return case.kind.value


def what_was_done(voice: Voice, case: CaseView) -> Html:
    """The sanction in words, with its end."""
    until = voice.moment(case.until) if case.until is not None else Html("")
    return voice.text(f"moderation-what-{_variant(case)}", count=_count(case), until=until)


def _count(case: CaseView) -> int:
    """The number of the warning, or of the messages that were removed."""
    return case.count if case.count is not None else case.warnings or 0


def _duration(voice: Voice, case: CaseView) -> Html:
    if case.until is None:
        return voice.text("duration-forever")
    return show_duration(voice.translator, voice.language, case.until - case.created_at)


def _act(voice: Voice, act: ActView, names: CardNames) -> Html:
    until = voice.text("duration-forever") if act.until is None else voice.moment(act.until)
    return voice.text(
        f"moderation-act-{act.act.value}",
        time=voice.moment(act.at),
        actor=actor_name(voice, act.actor_id, names),
        until=until,
        number=act.other_number or 0,
    )


def actor_name(voice: Voice, user_id: UserId | None, names: CardNames) -> Html:
    """Whoever acted: a person as a link, the bot (None), or somebody without a name."""
    if user_id is None:
        return voice.text("moderation-actor-bot")
    if user_id == GROUP_ANONYMOUS_BOT:
        return voice.text("moderation-actor-anonymous")
    if user_id == FORGOTTEN:
        return voice.text("moderation-somebody-erased")
    return mention(user_id, names.people.get(user_id) or str(user_id))


def _longer(voice: Voice, by: timedelta | None) -> str:
    if by is None:
        return voice.label("duration-forever")
    shown = show_duration(voice.translator, voice.language, by)
    return voice.translator.plain(voice.language, "moderation-button-longer", duration=shown)


def _target(voice: Voice, case: CaseView) -> Html:
    return voice.text("moderation-card-target", name=target_name(voice, case), id=_target_id(case))


def _target_id(case: CaseView) -> str:
    return str(case.target.user_id or case.sender_chat_id or "–")


def _button(voice: Voice, case: CaseView, act: str, label: str) -> Button:
    return Button(voice.label(label), data=CaseButton(community=case.community_id, number=case.number, act=act).pack())
