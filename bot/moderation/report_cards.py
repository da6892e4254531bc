"""What staff see of a report, and what reporters are told. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from bot.i18n.durations import show_duration
from bot.i18n.translator import Html, escape, isolated, mention
from bot.moderation.cards import MOST_TEXT, CardNames, Voice, actor_name, shortened
from bot.moderation.names import shown_name
from bot.moderation.reports import ReportAct, ReportButton, ReportView, VoiceView, acts_on
from bot.outbox.effects import Button, Keyboard

MOST_VOICES = 5
MOST_IN_A_LIST = 40


def report_text(voice: Voice, report: ReportView, voices: Sequence[VoiceView], names: CardNames) -> Html:
    """The card: what is reported, by how many and whom, and what became of it. `voices`: the first of them."""
    title = "reports-card-call" if report.is_call else "reports-card-title"
    lines = [voice.text(title, count=report.voices)]
    if not report.is_call:
        lines.append(voice.text("reports-card-author", name=author_name(voice, report)))
    if names.group:
        lines.append(voice.text("moderation-card-group", title=isolated(names.group)))
    lines.append(_content(voice, report))
    lines += [_voice_line(voice, one) for one in voices[:MOST_VOICES]]
    if report.voices > MOST_VOICES:
        lines.append(voice.text("reports-card-more", count=report.voices - MOST_VOICES))
    if report.link is not None:
        lines.append(voice.text("reports-card-link", url=report.link))
    if report.decided_at is not None and report.act is not None:
        lines.append(
            voice.text(
                f"reports-card-{report.act.value}",
                time=voice.moment(report.decided_at),
                actor=actor_name(voice, report.decided_by, names),
                number=report.case_number or 0,
            )
        )
    return Html("\n".join(lines))


def report_keyboard(voice: Voice, report: ReportView, mute_for: timedelta) -> Keyboard:
    """One tap acts."""
    return tuple(tuple(_button(voice, report, act, mute_for) for act in row) for row in acts_on(report))


def author_name(voice: Voice, report: ReportView) -> Html:
    """The author as a link, the channel, or that it is an anonymous administrator; an advertising name is masked."""
    target = report.target
    name = shown_name(target.name, voice.ad_words)
    if target.user_id is not None:
        return mention(target.user_id, name or str(target.user_id))
    if report.sender_chat_id is not None and target.sender_chat_id is None:
        return voice.text("moderation-actor-anonymous")
    return isolated(name) if name else voice.text("moderation-somebody-erased")


def report_line(voice: Voice, report: ReportView) -> Html:
    """One line in a list of what waits."""
    text = shortened(" ".join(report.text.split()), MOST_IN_A_LIST) or voice.text("reports-no-text")
    if report.is_call:
        return voice.text("reports-list-call", text=text)
    return voice.text("reports-list-line", count=report.voices, name=author_name(voice, report), text=text)


def _content(voice: Voice, report: ReportView) -> Html:
    if not report.text:
        return voice.text("moderation-card-text", text=voice.text("reports-no-text"))
    quoted = escape(shortened(report.text, MOST_TEXT))
    return voice.text("moderation-card-text", text=Html(f"<tg-spoiler>{quoted}</tg-spoiler>"))


def _voice_line(voice: Voice, one: VoiceView) -> Html:
    said = one.reputation
    line = voice.text(
        "reports-card-voice",
        name=mention(one.user_id, shown_name(one.name, voice.ad_words) or str(one.user_id)),
        upheld=said.upheld,
        dismissed=said.dismissed,
        abusive=said.abusive,
    )
    return Html(f"{line}\n<blockquote>{escape(one.text)}</blockquote>") if one.text else line


def _button(voice: Voice, report: ReportView, act: ReportAct, mute_for: timedelta) -> Button:
    data = ReportButton(report=report.id, act=act.value).pack()
    if act is ReportAct.MUTE:
        duration = _duration(voice, mute_for)
        return Button(voice.translator.plain(voice.language, "reports-button-mute", duration=duration), data=data)
    return Button(voice.label(f"reports-button-{act.value}"), data=data)


def _duration(voice: Voice, lasting: timedelta) -> Html:
    """Up to two days in hours: 24 hours are not the same as until tomorrow."""
    hours, rest = divmod(lasting, timedelta(hours=1))
    if hours <= 48 and not rest:
        return voice.text("duration-hours", count=hours)
    return show_duration(voice.translator, voice.language, lasting)
