"""What staff read about one person: everything that was done, what counts and what holds now. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.i18n.translator import Html, isolated, mention
from bot.messages import UserId
from bot.moderation.cards import Voice, what_was_done
from bot.moderation.cases import CaseView
from bot.moderation.names import shown_name
from bot.moderation.sanctions import Kind
from bot.outbox.buttons import ButtonData, RowId, TelegramNumber
from bot.outbox.effects import Button, Keyboard

PAGE = 8
"""Cases at once."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A restriction that holds the person now, by the case `number`, in the group `title`."""

    number: int
    kind: Kind
    until: datetime | None
    title: str


@dataclass(frozen=True, slots=True)
class History:
    """A person's record, `cases` of one page only, newest first; `total` of them there are. `warnings` count now.

    `reports` about messages of the person, `appeals` that the person made.
    """

    user_id: UserId
    name: str
    warnings: int
    holdings: tuple[Holding, ...]
    cases: tuple[CaseView, ...]
    total: int
    page: int
    reports: int = 0
    appeals: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Profile:
    """Who stands behind a case. `since` when the bot saw the person first or saw the join; None where never."""

    user_id: UserId
    name: str
    username: str | None
    since: datetime | None
    messages: int
    cases: int


class HistoryButton(ButtonData, frozen=True, kw_only=True):
    """Show `page` (from 0) of what is known of `user`; `fresh` 1: in a message of its own."""

    PREFIX = "history"
    community: RowId
    user: TelegramNumber
    page: RowId
    fresh: RowId


def history_text(voice: Voice, history: History) -> Html:
    """The record as one message."""
    name = mention(history.user_id, shown_name(history.name, voice.ad_words) or str(history.user_id))
    lines = [
        voice.text("sanctions-history-title", name=name, id=str(history.user_id)),
        voice.text("sanctions-history-counts", warnings=history.warnings, cases=history.total),
    ]
    if history.reports or history.appeals:
        lines.append(voice.text("sanctions-history-voices", reports=history.reports, appeals=history.appeals))
    lines += [_holding(voice, one) for one in history.holdings]
    lines += [_case(voice, case) for case in history.cases]
    if history.pages > 1:
        lines.append(voice.text("sanctions-page", page=history.page + 1, pages=history.pages))
    return Html("\n".join(lines))


def history_keyboard(voice: Voice, community_id: int, history: History) -> Keyboard:
    """Back and forth."""

    def to(page: int, label: str) -> Button:
        data = HistoryButton(community=community_id, user=history.user_id, page=page, fresh=0).pack()
        return Button(voice.label(label), data=data)

    row = []
    if history.page > 0:
        row.append(to(history.page - 1, "sanctions-button-newer"))
    if history.page + 1 < history.pages:
        row.append(to(history.page + 1, "sanctions-button-older"))
    return (tuple(row),) if row else ()


def profile_text(voice: Voice, profile: Profile, now: datetime) -> Html:
    """Name (masked if it advertises), username, id, days here, messages and cases."""
    name = isolated(shown_name(profile.name, voice.ad_words)) or Html(str(profile.user_id))
    username = Html("–")
    if profile.username:
        username = isolated(shown_name(profile.username, voice.ad_words))
    lines = [
        voice.text("sanctions-profile-name", name=name),
        voice.text("sanctions-profile-username", username=username),
        voice.text("sanctions-profile-id", id=mention(profile.user_id, str(profile.user_id))),
    ]
    if profile.since is None:
        lines.append(voice.text("sanctions-profile-unseen"))
    else:
        lines.append(voice.text("sanctions-profile-days", days=(now - profile.since).days))
    lines.append(voice.text("sanctions-profile-counts", messages=profile.messages, cases=profile.cases))
    return Html("\n".join(lines))


def profile_keyboard(voice: Voice, community_id: int, profile: Profile) -> Keyboard:
    """The way to the person's record."""
    data = HistoryButton(community=community_id, user=profile.user_id, page=0, fresh=1).pack()
    return ((Button(voice.label("sanctions-button-history"), data=data),),)


def _holding(voice: Voice, one: Holding) -> Html:
    until = voice.text("duration-forever") if one.until is None else voice.moment(one.until)
    return voice.text(
        "sanctions-history-holds", number=one.number, kind=one.kind.value, until=until, title=isolated(one.title)
    )


def _case(voice: Voice, case: CaseView) -> Html:
    return voice.text(
        "sanctions-history-case",
        number=case.number,
        time=voice.moment(case.created_at),
        what=what_was_done(voice, case),
        state="undone" if case.undone_at is not None else "standing",
    )
