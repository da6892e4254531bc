"""What staff see of an appeal, and what the person concerned is told. Pure."""

from datetime import datetime, timedelta

from bot.i18n.durations import show_duration
from bot.i18n.translator import Html, escape
from bot.moderation.appeals import AppealButton, AppealView, payload, shorter
from bot.moderation.cards import (
    CardNames,
    Voice,
    actor_name,
    grounds,
    reason_of,
    shortened,
    target_name,
    what_was_done,
)
from bot.moderation.cases import CaseView
from bot.outbox.effects import Button, Keyboard

MOST_IN_A_LIST = 40


def appeal_text(voice: Voice, appeal: AppealView, case: CaseView, names: CardNames) -> Html:
    """The card: the case, what the person says, and what became of it."""
    lines = [
        voice.text("appeals-card-title", number=case.number),
        voice.text("moderation-card-target", name=target_name(voice, case), id=str(case.target.user_id or "–")),
        voice.text("moderation-card-done", what=what_was_done(voice, case)),
        *grounds(voice, case),
        voice.text("moderation-card-actor", actor=actor_name(voice, case.actor_id, names)),
        voice.text("appeals-card-text", text=Html(f"<blockquote>{escape(appeal.text)}</blockquote>")),
    ]
    if appeal.decided_at is not None:
        lines.append(
            voice.text(
                f"appeals-card-{appeal.state.value}",
                time=voice.moment(appeal.decided_at),
                actor=actor_name(voice, appeal.decided_by, names),
                until=voice.moment(appeal.until) if appeal.until is not None else "",
            )
        )
    return Html("\n".join(lines))


def appeal_keyboard(voice: Voice, appeal: AppealView, case: CaseView, now: datetime) -> Keyboard:
    """One tap decides: the sanction stands, goes, or gets shorter."""
    if not appeal.is_open:
        return ()
    rows = [
        (
            Button(voice.label("appeals-button-uphold"), data=_data(appeal, "uphold")),
            Button(voice.label("appeals-button-overturn"), data=_data(appeal, "overturn")),
        )
    ]
    step = shorter(case, now)
    if step is None:
        return tuple(rows)
    duration = show_duration(voice.translator, voice.language, step)
    label = voice.translator.plain(voice.language, "appeals-button-shorten", duration=duration)
    return (*rows, (Button(label, data=_data(appeal, "shorten", step)),))


def list_line(voice: Voice, appeal: AppealView, case: CaseView) -> Html:
    """One line in a list of what waits."""
    return voice.text(
        "appeals-list-line",
        number=case.number,
        name=target_name(voice, case),
        text=shortened(" ".join(appeal.text.split()), MOST_IN_A_LIST),
    )


def notice_text(voice: Voice, case: CaseView, title: Html) -> Html:
    """What the person concerned reads of a case: what was done, and why."""
    reason = reason_of(voice, case)
    return voice.text(
        "appeals-notice",
        number=case.number,
        title=title,
        what=what_was_done(voice, case),
        why="given" if reason else "none",
        reason=reason,
    )


def appeal_link(voice: Voice, case: CaseView) -> Keyboard:
    """The button that leads the person concerned to an appeal in private."""
    return ((Button(voice.label("appeals-button"), start=payload(case)),),)


def outcome_text(voice: Voice, appeal: AppealView, case: CaseView, title: Html, way_back: str | None) -> Html:
    """What the person is told of the decision; `way_back`: a link into the group for somebody who was removed."""
    text = voice.text(
        f"appeals-outcome-{appeal.state.value}",
        number=case.number,
        title=title,
        until=voice.moment(appeal.until) if appeal.until is not None else "",
    )
    if way_back is None:
        return text
    return Html(f"{text}\n{voice.text('appeals-way-back', link=way_back)}")


def _data(appeal: AppealView, act: str, step: timedelta = timedelta()) -> str:
    return AppealButton(appeal=appeal.id, act=act, hours=int(step.total_seconds()) // 3600).pack()
