"""Moderation's part in the pipeline: a quick suspicion first, the verdict with the real role second."""

from bot.expiring_cache import ExpiringCache
from bot.i18n.translator import Translator
from bot.membership.community import CommunityView
from bot.membership.roles import Role, Standing, is_newcomer, role_of
from bot.messages import IncomingMessage
from bot.moderation import actions as moderation
from bot.moderation.screen import Author, CompiledScreen, Verdict, compile_screen, screen
from bot.moderation.settings import ModerationSettings
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from bot.settings.fields import Snapshot

COMPILED = 1_000


class Screening:
    """The compiled screens of communities; those that changed no setting share one."""

    def __init__(self, database: Database, translator: Translator) -> None:
        self._clock = database.clock
        self._translator = translator
        self._compiled: ExpiringCache[Snapshot, CompiledScreen] = ExpiringCache(
            COMPILED, float("inf"), self._clock.monotonic
        )

    def suspects(self, message: IncomingMessage, community: CommunityView, standing: Standing) -> bool:
        """Whether the message would be removed if its author is no administrator. Asks nobody."""
        now = self._clock.now()
        author = Author(role_of(standing, None, now), is_newcomer=is_newcomer(standing, now))
        return screen(message, author, self._screen(community)) is not None

    def judge(
        self,
        message: IncomingMessage,
        community: CommunityView,
        standing: Standing,
        role: Role,
        *,
        is_administrator: bool,
    ) -> Verdict | None:
        """The verdict, the author's real role known."""
        author = Author(role, is_newcomer=is_newcomer(standing, self._clock.now()), is_administrator=is_administrator)
        return screen(message, author, self._screen(community))

    async def act(self, tx: Transaction, community: CommunityView, message: IncomingMessage, verdict: Verdict) -> None:
        """Write the case and its effects."""
        await moderation.apply_verdict(tx, self._translator, community, message, verdict)

    def _screen(self, community: CommunityView) -> CompiledScreen:
        compiled = self._compiled.get(community.settings)
        if compiled is None:
            compiled = compile_screen(community.settings.get(ModerationSettings))
            self._compiled.put(community.settings, compiled)
        return compiled
