"""Moderation's part in the pipeline: a quick suspicion first, the verdict with the real role second."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.i18n.translator import Translator
from bot.intake.recent import REFILLED, REFILLED_WITHIN, Recent
from bot.intake.rulebook import Rulebook
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.membership.events import PersonForgotten
from bot.membership.roles import NEWCOMER_MESSAGES, Role, Standing, is_newcomer, is_slowed, role_of
from bot.messages import IncomingMessage, MessageId
from bot.moderation import actions as moderation
from bot.moderation.readable import readable
from bot.moderation.rules.compile import CompiledRules
from bot.moderation.rules.conditions import Trait
from bot.moderation.rules.evaluate import NOTHING, TRUSTED_FROM, concerns, evaluate, is_exempt
from bot.moderation.rules.facts import Author, Facts
from bot.moderation.rules.model import Who
from bot.moderation.rules.verdict import Outcome, Verdict
from bot.moderation.sanctions import Place
from bot.moderation.settings import ModerationSettings
from bot.moderation.slow_lane import withheld
from bot.moderation.trust import Deed, Record, deeds_of, trust
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from bot.text.folding import Folded, fold

NEVER_SEEN_JOINING = 36_500.0
"""Days: whoever the bot did not see joining has been there longer than any rule asks."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about `facts.message`, the author's real role known. `places`: where a sanction on the person takes
    effect; `can_restrict`: whether the bot may impose one. `others` go with the message, `text` is what all of them say
    together; `follows`: the message belongs to an album that this outcome was about before.
    """

    facts: Facts
    outcome: Outcome
    places: tuple[Place, ...] = ()
    can_restrict: bool = True
    others: tuple[IncomingMessage, ...] = ()
    text: str = ""
    follows: bool = False

    @property
    def removes(self) -> bool:
        return self.outcome.enforced is not None and self.outcome.enforced.removes


@dataclass(frozen=True, slots=True)
class _Removed:
    """After the commit: these are gone by that verdict."""

    message: IncomingMessage
    verdict: Verdict
    message_ids: tuple[MessageId, ...]


class Screening:
    """Puts facts together and asks the community's rules."""

    def __init__(self, database: Database, translator: Translator) -> None:
        self._clock = database.clock
        self._database = database
        self._translator = translator
        self._rulebook = Rulebook(database)
        self._recent = Recent(database.clock.monotonic)
        database.commit_hooks.append(self._on_commit)

    async def remember(self) -> None:
        """Read what was written in the minutes before a restart."""
        async with self._database.read() as view:
            since = view.now - timedelta(seconds=REFILLED_WITHIN)
            self._recent.refill(await membership.written_since(view, since, REFILLED))

    def note_post(self, message: IncomingMessage) -> None:
        """Remember a post of the linked channel: what is written under it are comments."""
        self._recent.note_post(message)

    async def load(self, communities: Collection[CommunityView]) -> None:
        """Have the rules of `communities` at hand."""
        await self._rulebook.load(communities)

    def is_ready(self, community: CommunityView) -> bool:
        """Whether the rules of `community` are at hand."""
        return self._rulebook.rules(community) is not None

    def suspects(self, message: IncomingMessage, community: CommunityView, standing: Standing) -> bool:
        """Whether a rule says something about `message` if its author is no administrator, or cannot be asked yet.

        Asks nobody, waits for nothing.
        """
        rules = self._rulebook.rules(community)
        if rules is None:
            return True
        if message.media_group_id is not None and self._condemned(message) is not None:
            return True
        if standing.slow_until is not None and self.withheld(message, community, standing) is not None:
            return True
        facts = self._facts(message, community, standing, rules)
        return facts is not None and evaluate(facts, rules) != NOTHING

    async def suspicion(
        self, message: IncomingMessage, community: CommunityView, standing: Standing, first_text: str | None = None
    ) -> Facts | None:
        """The facts of a message about which a rule says something if its author is no administrator; None for all others.

        `first_text`: what an edited message was at first, where that is known.
        """
        rules = await self._rules(community)
        facts = self._facts(message, community, standing, rules, first_text)
        return facts if facts is not None and evaluate(facts, rules) != NOTHING else None

    async def compares_edits(self, community: CommunityView) -> bool:
        """Whether any rule asks what an edited message was at first."""
        rules = await self._rules(community)
        return any(trait is Trait.EDIT for trait, _ in rules.by_trait)

    async def judge(
        self, facts: Facts, community: CommunityView, role: Role, *, is_administrator: bool, is_newcomer: bool
    ) -> Judgement | None:
        """What the rules say, the author's real standing known; None for nothing."""
        author = replace(facts.author, role=role, is_administrator=is_administrator, is_newcomer=is_newcomer)
        facts = replace(facts, author=author)
        rules = await self._rules(community)
        outcome = evaluate(facts, rules)
        if outcome == NOTHING:
            return None
        return self._with_others(Judgement(facts, outcome), rules)

    def withheld(self, message: IncomingMessage, community: CommunityView, standing: Standing) -> Verdict | None:
        """The verdict on what somebody in the slow lane may not write."""
        if not is_slowed(standing, self._clock.now()):
            return None
        return withheld(message, community.settings.get(ModerationSettings))

    def refused(self, message: IncomingMessage, community: CommunityView, verdict: Verdict) -> Judgement:
        """The judgement that `verdict`, of no rule, makes of `message`."""
        facts = self._bare_facts(message, readable(message), community, _author(message, Standing(), self._clock.now()))
        return self._with_others(Judgement(facts, Outcome(verdict)), None)

    def following(self, message: IncomingMessage, community: CommunityView) -> Judgement | None:
        """The judgement on a part of an album that has been removed already; None for everything else."""
        verdict = self._condemned(message)
        if verdict is None:
            return None
        return replace(self.refused(message, community, verdict), others=(), follows=True)

    async def act(self, tx: Transaction, community: CommunityView, judgement: Judgement) -> None:
        """Write the case, what only would have happened, and the effects. The index of messages holds the message already."""
        facts = judgement.facts
        verdict = judgement.outcome.enforced
        if judgement.follows and verdict is not None:
            await moderation.remove_part(tx, self._translator, community, facts.message, verdict)
            return
        if verdict is not None and verdict.removes:
            gone = (facts.message.message_id, *(other.message_id for other in judgement.others))
            tx.announce(_Removed(facts.message, verdict, gone))
        await moderation.carry_out(
            tx,
            self._translator,
            community,
            facts.message,
            judgement.outcome,
            places=judgement.places,
            can_restrict=judgement.can_restrict,
            is_edit=facts.is_edit,
            others=judgement.others,
            text=judgement.text,
        )

    def _with_others(self, judgement: Judgement, rules: CompiledRules | None) -> Judgement:
        """`judgement` with what goes with the message: its album, and the messages that hold only as one with it."""
        facts = judgement.facts
        if not judgement.removes:
            return judgement
        message, company = facts.message, facts.company
        album = self._recent.album(message)
        others = [part for part in album.parts.values() if part.message_id != message.message_id] if album else []
        text = ""
        if company.joined_ids and rules is not None:
            alone = replace(company, joined_text="", joined_ids=())
            if evaluate(replace(facts, company=alone), rules).enforced is None:
                others += self._recent.pieces(message, company.joined_ids)
                text = company.joined_text
        return replace(judgement, others=tuple(others), text=text)

    def _condemned(self, message: IncomingMessage) -> Verdict | None:
        album = self._recent.album(message)
        return album.verdict if album is not None else None

    async def _rules(self, community: CommunityView) -> CompiledRules:
        while (rules := self._rulebook.rules(community)) is None:
            await self._rulebook.load([community])
        return rules

    def _facts(
        self,
        message: IncomingMessage,
        community: CommunityView,
        standing: Standing,
        rules: CompiledRules,
        first_text: str | None = None,
    ) -> Facts | None:
        """What rules may ask; None where they look at nothing of this author's. Remembers the message."""
        author = _author(message, standing, self._clock.now())
        seconds = self._recent.seconds_after_post(message)
        if seconds is not None and _is_stranger(message, standing):
            author = replace(author, is_newcomer=True)
        text = readable(message)
        forms: list[Folded] = []

        def form() -> Folded:
            if not forms:
                forms.append(fold(text))
            return forms[0]

        def folded() -> str:
            return form().text

        is_edit = message.edit_date is not None
        if not is_edit:
            self._recent.note(community.id, message, text, is_watched=author.is_newcomer, folded=folded)
        if is_exempt(message, author) or not concerns(rules, message, author):
            return None
        if Who.UNTRUSTED in rules.whose:
            author = replace(author, trust=_trust(standing, self._clock.now()))
        # Regulars are spared: what they say in pieces is talk.
        joins = not is_edit and (author.is_newcomer or (Who.UNTRUSTED in rules.whose and author.trust < TRUSTED_FROM))
        return replace(
            self._bare_facts(message, text, community, author, form()),
            first_text=first_text,
            is_comment=seconds is not None,
            seconds_after_post=seconds,
            firsts=_firsts(message, standing),
            company=self._recent.company(community.id, message, text, folded=folded, joins=joins),
        )

    def _bare_facts(
        self,
        message: IncomingMessage,
        text: str,
        community: CommunityView,
        author: Author,
        folded: Folded | None = None,
    ) -> Facts:
        return Facts(
            message=message,
            text=text,
            folded=folded or fold(text),
            author=author,
            local=self._clock.now().astimezone(community.zone),
            is_edit=message.edit_date is not None,
        )

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            match item:
                case _Removed(message=message, verdict=verdict, message_ids=message_ids):
                    self._recent.condemn(message, verdict, message_ids)
                case PersonForgotten(user_id=user_id):
                    self._recent.forget(user_id)


def _author(message: IncomingMessage, standing: Standing, now: datetime) -> Author:
    if message.channel is not None:
        return Author(Role.MEMBER, days=NEVER_SEEN_JOINING, name=message.channel.title or "")
    person = message.author
    days = NEVER_SEEN_JOINING if standing.joined_at is None else (now - standing.joined_at).total_seconds() / 86_400
    return Author(
        role_of(standing, None, now),
        is_newcomer=is_newcomer(standing, now),
        days=days,
        messages=standing.messages,
        name=person.name if person is not None else "",
    )


def _is_stranger(message: IncomingMessage, standing: Standing) -> bool:
    """Under a channel's post anybody may write: who was never seen joining may not be a member at all."""
    return message.channel is None and standing.joined_at is None and standing.messages < NEWCOMER_MESSAGES


def _trust(standing: Standing, now: datetime) -> float:
    since = standing.joined_at or standing.first_seen_at
    days = (now - since).total_seconds() / 86_400 if since is not None else 0.0
    return trust(Record(days, standing.messages, standing.replies, standing.strikes))


def _firsts(message: IncomingMessage, standing: Standing) -> tuple[str, ...]:
    deeds = deeds_of(message) & ~Deed(standing.deeds)
    return tuple(deed.key for deed in deeds) if deeds else ()
