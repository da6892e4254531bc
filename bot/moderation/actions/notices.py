"""The person concerned is told what happened and why, alone, with a way to appeal."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam

from bot.i18n.negotiation import Language, first_known
from bot.i18n.translator import Translator, isolated
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.messages import UserId
from bot.moderation.appeal_cards import appeal_link, notice_text
from bot.moderation.appeals import can_be_appealed
from bot.moderation.cards import Voice, public_line
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind
from bot.moderation.settings import AppealSettings, ModerationSettings
from bot.moderation.tables import MemberNotice
from bot.outbox import actions as outbox
from bot.outbox.effects import Keyboard, Priority, Send
from bot.persistence.transaction import Transaction

NEWS_EVERY = timedelta(hours=1)
"""So often somebody is told that a rule removed a message, at most."""

_GONE = (Kind.BAN, Kind.KICK)
_MARKING: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Reader:
    """How to write to somebody: in which language, and whether in private."""

    language: Language
    is_reachable: bool


async def reader_of(tx: Transaction, community: CommunityView, user_id: UserId) -> Reader:
    """What is known of the person; the community's language for somebody never seen."""
    person = await membership.person(tx, user_id)
    if person is None:
        return Reader(community.language, is_reachable=False)
    language = first_known(person.language, person.language_code, default=community.language)
    return Reader(language, person.reach == "started")


async def tell_member(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> bool:
    """Tell the person what `case` did; False where nothing is sure to arrive: the public line then carries `appeal_link`.

    Alone in the group where the server has shown that it can, else in private where the person started the bot. Deletions
    are told when a rule made them, once an hour; where the community announces deletions, each, as a reply that goes by itself.
    """
    user_id = case.target.user_id
    if user_id is None or not can_be_appealed(case) or not await _is_news(tx, community, case, user_id):
        return True
    reader = await reader_of(tx, community, user_id)
    voice = Voice(translator, reader.language, community.zone)
    text = notice_text(voice, case, isolated(community.title))
    keyboard = appeal_link(voice, case) if community.settings.get(AppealSettings).appeals else ()
    announces = case.kind is Kind.DELETE and community.settings.get(ModerationSettings).announce_deletions
    if case.sanction not in _GONE:
        notice = Send(
            chat_id=case.chat_id,
            text=text,
            keyboard=keyboard,
            alone_for=user_id,
            remove_after=community.quiet_for.total_seconds(),
            silent=True,
            secret=not announces,
            otherwise="reply" if announces else "private" if reader.is_reachable else "nothing",
        )
    elif reader.is_reachable:
        notice = Send(chat_id=user_id, text=text, keyboard=keyboard)
    else:
        return False
    await outbox.put(tx, notice, key=f"{case.key}:notice", priority=Priority.MODERATION)
    return reader.is_reachable or announces


async def tell_of_rule(tx: Transaction, translator: Translator, community: CommunityView, case: CaseView) -> None:
    """Tell the person what a rule did. Whoever was removed and cannot be told finds a line in the group, with the way to appeal."""
    if await tell_member(tx, translator, community, case) or case.sanction not in _GONE:
        return
    if not community.settings.get(AppealSettings).announce_bans:
        return
    ad_words = community.settings.get(ModerationSettings).ad_words
    voice = Voice(translator, community.language, community.zone, ad_words)
    line = Send(
        chat_id=case.chat_id, text=public_line(voice, case), keyboard=public_appeal_link(translator, community, case)
    )
    await outbox.put(tx, line, key=f"{case.key}:line", priority=Priority.MODERATION)


def public_appeal_link(translator: Translator, community: CommunityView, case: CaseView) -> Keyboard:
    """The button under the public line, for somebody whom the bot cannot tell alone."""
    if not can_be_appealed(case) or not community.settings.get(AppealSettings).appeals:
        return ()
    return appeal_link(Voice(translator, community.language, community.zone), case)


async def _is_news(tx: Transaction, community: CommunityView, case: CaseView, user_id: UserId) -> bool:
    settings = community.settings.get(AppealSettings)
    if case.kind is not Kind.DELETE:
        return settings.tell_sanctions
    if case.actor_id is not None:
        return False  # whoever deletes by hand says so in the group
    if community.settings.get(ModerationSettings).announce_deletions:
        return True
    return settings.tell_deletions and await _mark_told(tx, community.id, user_id)


async def _mark_told(tx: Transaction, community_id: int, user_id: UserId) -> bool:
    """Note that the person is told now; False where that was within the hour."""
    row = {"community_id": community_id, "user_id": user_id, "told_at": tx.now, "before": tx.now - NEWS_EVERY}
    return (await tx.execute(_marking(tx), row)).first() is not None


def _marking(tx: Transaction) -> Any:
    """Built once per dialect, as everything that a verdict of a rule executes."""
    statement = _MARKING.get(tx.dialect)
    if statement is None:
        insert = tx.insert(MemberNotice.__table__)
        statement = insert.on_conflict_do_update(
            index_elements=["community_id", "user_id"],
            set_={"told_at": insert.excluded.told_at},
            where=MemberNotice.told_at <= bindparam("before"),
        ).returning(MemberNotice.user_id)
        _MARKING[tx.dialect] = statement
    return statement
