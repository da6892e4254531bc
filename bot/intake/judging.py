"""From a suspicion to a judgement: who the author really is, and where a sanction would take effect. Asks Telegram."""

from dataclasses import replace

from bot.intake.contexts import Contexts
from bot.intake.screening import Judgement, Screening
from bot.membership import queries as membership
from bot.membership.community import CommunityView
from bot.membership.roles import Standing
from bot.messages import IncomingMessage, UserId
from bot.moderation.channels import refusal
from bot.moderation.rules.model import SANCTIONS
from bot.moderation.sanctions import Place, before
from bot.moderation.settings import ChannelSettings, ModerationSettings
from bot.persistence.database import Database
from bot.telegram.directory import Directory


class Judging:
    """Asks the rules twice: with what is known at once, and, where they say something, with what Telegram knows."""

    def __init__(
        self, bot_id: UserId, database: Database, contexts: Contexts, directory: Directory, screening: Screening
    ) -> None:
        self._bot_id = bot_id
        self._database = database
        self._contexts = contexts
        self._directory = directory
        self._screening = screening

    async def judge(self, message: IncomingMessage, community: CommunityView) -> Judgement | None:
        """What the rules say about `message`; None where they say nothing, as about nearly all."""
        if community.purpose != "group":
            return None
        if message.is_automatic_forward:
            self._note_post(message)
            return None
        following = self._screening.following(message, community)
        if following is not None:
            return following
        if message.is_from_channel and await self._is_linked(message):
            return None
        judgement = await self._refused(message, community) or await self._by_rules(message, community)
        if judgement is not None and judgement.removes:
            return judgement
        return await self._withheld(message, community) or judgement

    def _note_post(self, message: IncomingMessage) -> None:
        self._screening.note_post(message)
        if message.sender_chat is not None:
            self._directory.note_linked(message.chat.id, message.sender_chat.id)

    async def _is_linked(self, message: IncomingMessage) -> bool:
        channel = message.channel
        return channel is not None and channel.id == await self._directory.linked_channel(message.chat.id)

    async def _refused(self, message: IncomingMessage, community: CommunityView) -> Judgement | None:
        """The judgement on a channel that may not write here."""
        if not message.is_from_channel or message.kind == "service":
            return None
        preset = community.settings.get(ModerationSettings).preset
        verdict = refusal(message, community.settings.get(ChannelSettings), preset)
        return None if verdict is None else self._screening.refused(message, community, verdict)

    async def _withheld(self, message: IncomingMessage, community: CommunityView) -> Judgement | None:
        """The judgement on a link of somebody in the slow lane who is no administrator by now."""
        author = message.author if message.channel is None else None
        if author is None:
            return None
        standing = await self._contexts.of_person(community.id, author.id)
        verdict = self._screening.withheld(message, community, standing)
        if verdict is None or author.id in await self._directory.administrators(message.chat.id):
            return None
        return self._screening.refused(message, community, verdict)

    async def _by_rules(self, message: IncomingMessage, community: CommunityView) -> Judgement | None:
        author = message.author if message.channel is None else None
        standing = await self._contexts.of_person(community.id, author.id) if author else Standing()
        first_text = await self._first_text(message, community)
        facts = await self._screening.suspicion(message, community, standing, first_text)
        if facts is None:
            return None
        administrators = await self._directory.administrators(message.chat.id)
        own = administrators.get(author.id) if author else None
        role = self._directory.role_in(standing, own, author.id) if author else facts.author.role
        is_newcomer = facts.author.is_newcomer
        if is_newcomer and standing.joined_at is None and author is not None and own is None:
            # A stranger under a channel's post: a member from before the bot came, or nobody's member.
            known = await self._directory.member(message.chat.id, author.id)
            is_newcomer = known is None or not known.is_present
        judgement = await self._screening.judge(
            facts, community, role, is_administrator=own is not None, is_newcomer=is_newcomer
        )
        verdict = judgement.outcome.enforced if judgement is not None else None
        if judgement is None or verdict is None or not any(map(verdict.does, SANCTIONS)):
            return judgement
        place = await self._place(message)
        return replace(judgement, places=(place,), can_restrict=await self._can_restrict(message))

    async def _first_text(self, message: IncomingMessage, community: CommunityView) -> str | None:
        """What an edited message was at first, where a rule asks and the index still has it: text and hidden addresses."""
        if message.edit_date is None or not await self._screening.compares_edits(community):
            return None
        async with self._database.read() as view:
            return await membership.first_text(view, message.chat.id, message.message_id)

    async def _place(self, message: IncomingMessage) -> Place:
        author = message.author if message.channel is None else None
        member = await self._directory.member(message.chat.id, author.id) if author else None
        return Place(message.chat.id, is_basic=message.chat.type == "group", before=before(member))

    async def _can_restrict(self, message: IncomingMessage) -> bool:
        own = await self._directory.bot_member(message.chat.id, self._bot_id)
        return own is not None and own.is_administrator and own.can_restrict_members
