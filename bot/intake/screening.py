"""Moderation's part in the pipeline: a quick suspicion first, the verdict with the real role second."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.i18n.translator import Translator
from bot.intake.gathering import bare_facts, gather
from bot.intake.recent import REFILLED, REFILLED_WITHIN, Recent
from bot.intake.rulebook import Rulebook
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.membership.events import PersonForgotten
from bot.membership.roles import Role, Standing, is_slowed
from bot.messages import IncomingMessage, MessageId
from bot.moderation import actions as moderation
from bot.moderation.rules.compile import CompiledRules
from bot.moderation.rules.conditions import Trait
from bot.moderation.rules.evaluate import NOTHING, evaluate
from bot.moderation.rules.facts import Facts
from bot.moderation.rules.verdict import Outcome, Verdict
from bot.moderation.sanctions import Place
from bot.moderation.settings import ModerationSettings
from bot.moderation.slow_lane import withheld
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction


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
        facts = bare_facts(message, now=self._clock.now(), zone=community.zone)
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
        return gather(
            message,
            standing,
            rules,
            self._recent,
            community_id=community.id,
            now=self._clock.now(),
            zone=community.zone,
            first_text=first_text,
        )

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            match item:
                case _Removed(message=message, verdict=verdict, message_ids=message_ids):
                    self._recent.condemn(message, verdict, message_ids)
                case PersonForgotten(user_id=user_id):
                    self._recent.forget(user_id)
