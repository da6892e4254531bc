"""The composition root: builds every part once, starts and stops them in order."""

import asyncio
import gc
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot import capabilities
from bot.background import Background
from bot.clock import Clock, SystemClock
from bot.config import Config
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.intake.contexts import Contexts
from bot.intake.intake import Intake
from bot.intake.pipeline import Pipeline
from bot.intake.polling import Polling, Unauthorized
from bot.intake.screening import Screening
from bot.messages import User
from bot.messages.update import UPDATE_KINDS
from bot.outbox.events import EffectRefused
from bot.persistence import migrations
from bot.persistence.database import Database
from bot.scheduling.runner import Runner
from bot.scheduling.scheduler import Scheduler
from bot.telegram.client import Client, HttpTransport, Transport
from bot.telegram.command_menu import keep_menu
from bot.telegram.delivery import Delivery
from bot.telegram.directory import Directory
from bot.telegram.ephemeral import EphemeralServer
from bot.telegram.failures import RETRIED, Failure, TelegramFailure
from bot.telegram.feed import make_feed
from bot.telegram.notices import Notices
from bot.telegram.performer import Performer, Settled
from bot.telegram.services import Services
from bot.uncounted import Uncounted
from handlers.dispatch import Dispatch
from migrations.models import metadata

if TYPE_CHECKING:
    from bot.intake.webhook import Webhook
    from bot.metrics import Metrics
    from bot.metrics_server import MetricsServer

log = structlog.get_logger(__name__)

STOP_WITHIN = 10.0
"""Seconds for what is under way when the process is asked to end; systemd kills after 90."""
GC_THRESHOLD = (20_000, 20, 50)
"""An update makes some twenty objects, hardly ever a cycle: with the default of 700 the collector ran every 35 updates."""
GREETING_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class App:
    """A running bot. Built by `build`; two of them can live in one process."""

    config: Config
    clock: Clock
    database: Database
    client: Client
    services: Services
    contexts: Contexts
    delivery: Delivery
    ephemeral: EphemeralServer
    intake: Intake
    runner: Runner
    scheduler: Scheduler
    metrics: "Metrics | Uncounted"
    background: Background
    heard_at: float | None = None

    async def start(self) -> None:
        """Take up what is left over and be ready for updates."""
        await self.ephemeral.load()
        await self.delivery.start()
        await self.intake.start()

    async def settle(self) -> None:
        """Wait until everything that arrived has had its effects and Telegram has them."""
        while True:
            await self.intake.drained()
            await self.delivery.drained()
            if not self.delivery.depth and not self.intake.under_way:
                return

    async def stop(self) -> None:
        """Finish what is under way, keep the rest as rows, close everything."""
        await self.intake.stop(STOP_WITHIN)
        await self.scheduler.stop()
        await self.delivery.stop(STOP_WITHIN)
        await self.services.directory.stop()
        await self.background.cancel()
        await self.database.close()

    def hear(self) -> None:
        """Telegram was heard: an answered poll, an accepted webhook."""
        self.heard_at = self.clock.monotonic()

    def heard_ago(self) -> float | None:
        return None if self.heard_at is None else self.clock.monotonic() - self.heard_at


async def build(
    config: Config, transport: Transport, clock: Clock | None = None, metrics: "Metrics | None" = None
) -> App:
    """Everything wired, nothing running. Asks Telegram who the bot is. Raises `Unauthorized`."""
    clock = clock or SystemClock()
    counts = metrics or Uncounted()
    translator = Translator()
    notices = Notices(translator, config.owner_ids, Language(config.language))
    heard = capabilities.subscribers({EffectRefused: (notices.on_refused,)})
    database = Database(config.database_url, clock, heard)
    client = Client(transport, config.bot_token or "", _count_failures(counts))
    schema = capabilities.settings_schema()
    me = await who_am_i(client, clock)
    ephemeral = EphemeralServer(database, config.telegram_api_url)
    delivery = Delivery(
        Performer(client, database, ephemeral, me.username or ""), database, config.limits, _count_effects(counts)
    )
    directory = Directory(client, database, config.owner_ids)
    contexts = Contexts(database, schema, config)
    feed = make_feed(capabilities.routers(), me.username or "")
    services = Services(
        config=config,
        clock=clock,
        database=database,
        translator=translator,
        telegram=client,
        directory=directory,
        schema=schema,
        bot=me,
    )
    pipeline = Pipeline(
        bot_id=me.id,
        database=database,
        contexts=contexts,
        directory=directory,
        screening=Screening(database, translator),
        feed=feed,
        dispatcher=Dispatch(services, contexts, feed),
        on_commit=counts.committed,
    )
    intake = Intake(me.id, database, pipeline, counts, notices.set_aside)
    runner = Runner(
        database, clock, capabilities.jobs(), observer=lambda job, state, _: counts.job_ran(job, state.value)
    )
    counts.watch(
        lane_depth=lambda: intake.lanes.depth,
        outbox_depth=lambda: delivery.depth,
        outbox_oldest_seconds=lambda: delivery.oldest_seconds,
    )
    return App(
        config=config,
        clock=clock,
        database=database,
        client=client,
        services=services,
        contexts=contexts,
        delivery=delivery,
        ephemeral=ephemeral,
        intake=intake,
        runner=runner,
        scheduler=Scheduler(runner, clock),
        metrics=counts,
        background=Background(),
    )


async def who_am_i(client: Client, clock: Clock) -> User:
    """getMe, as often as it takes while Telegram is away. Raises `Unauthorized` for a wrong token."""
    failures = 0
    while True:
        try:
            me: User = await client.read(User, "getMe")
            return me
        except TelegramFailure as failure:
            # A malformed token is answered 404, a revoked one 401 (tdlib/telegram-bot-api).
            if failure.kind is Failure.UNAUTHORIZED or failure.code == 404:
                raise Unauthorized from None
            if failure.kind not in RETRIED:
                raise
            pause = GREETING_PAUSES[min(failures, len(GREETING_PAUSES) - 1)]
            failures += 1
            log.warning("Telegram does not answer", error=failure.description, retry_in=pause)
            await clock.sleep(max(pause, failure.retry_after))


async def serve(config: Config, transport: Transport | None = None) -> int:
    """Run until SIGTERM or SIGINT; the exit status."""
    await migrations.create(config.database_url, metadata())
    await migrations.upgrade(config.database_url)
    transport = transport or HttpTransport(config.telegram_api_url)
    try:
        app = await build(config, transport, metrics=_metrics(config))
    except Unauthorized:
        log.error("Telegram does not know this token: check BOT_TOKEN, @BotFather shows it")
        await transport.close()
        return 1
    # What was built until now stays: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLD)
    await app.start()
    try:
        status = await _receive(app)
    except OSError as error:
        log.error("cannot listen: check LISTEN and METRICS_LISTEN", error=str(error))
        status = 1
    finally:
        await app.stop()
        await transport.close()
    return status


def _metrics(config: Config) -> "Metrics | None":
    if config.metrics_listen is None:
        return None
    # Imported here: see bot/uncounted.py.
    from bot.metrics import Metrics

    return Metrics()


async def _receive(app: App) -> int:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    server = await _serve_metrics(app)
    polling = Polling(app.client, app.intake, app.clock, app.hear)
    webhook: Webhook | None = None
    if app.config.webhook_url:
        webhook = await _listen(app, app.config.webhook_url)
        receiving = asyncio.create_task(_set_webhook(app, app.config.webhook_url), name="webhook")
    else:
        receiving = asyncio.create_task(_poll(app, polling), name="polling")
    app.scheduler.start()
    menu = keep_menu(app.client, Translator(only="help"), Language(app.config.language), app.clock)
    app.background.start(menu, name="command menu")
    log.info("ready", bot=app.services.bot.username, by="webhook" if webhook else "polling")
    waiting = asyncio.create_task(ended.wait(), name="signals")
    await asyncio.wait({receiving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    status = 0
    if not ended.is_set():
        status = _why_it_ended(receiving)
    log.info("stopping")
    receiving.cancel()
    waiting.cancel()
    await asyncio.gather(receiving, waiting, return_exceptions=True)
    if webhook is not None:
        webhook.refuse_new()
    else:
        await polling.confirm()
    if server is not None:
        await server.stop()
    if webhook is not None:
        await webhook.stop()
    return status


def _why_it_ended(receiving: "asyncio.Task[None]") -> int:
    error = receiving.exception()
    if isinstance(error, Unauthorized):
        log.error("Telegram does not accept the token any more: was it revoked at @BotFather?")
    else:
        log.error("receiving ended", exc_info=error)
    return 1


async def _poll(app: App, polling: Polling) -> None:
    await _tell(app, "deleteWebhook", insist=False)
    await polling.run()


async def _listen(app: App, url: str) -> "Webhook":
    # Imported here: aiohttp's server is 2 MB that a polling bot does without.
    from bot.intake.webhook import Webhook

    webhook = Webhook(url, app.config.webhook_secret or "", app.intake, app.hear)
    await webhook.start(app.config.listen.host, app.config.listen.port)
    return webhook


async def _set_webhook(app: App, url: str) -> None:
    """Tell Telegram where the bot listens, until it has heard; then wait for the end."""
    await _tell(
        app,
        "setWebhook",
        insist=True,
        url=url,
        secret_token=app.config.webhook_secret,
        allowed_updates=list(UPDATE_KINDS),
        max_connections=100,
    )
    await asyncio.Event().wait()


async def _tell(app: App, method: str, *, insist: bool, **parameters: Any) -> None:
    """Call `method` until Telegram has heard it; with `insist` until it agrees, too. Raises `Unauthorized`."""
    failures = 0
    while True:
        try:
            await app.client.call(method, **parameters)
            return
        except TelegramFailure as failure:
            if failure.kind is Failure.UNAUTHORIZED:
                raise Unauthorized from None
            pause = GREETING_PAUSES[min(failures, len(GREETING_PAUSES) - 1)]
            failures += 1
            log.error("Telegram was not told", method=method, error=failure.description, retry_in=pause)
            if not insist and failure.kind not in RETRIED:
                return
            await app.clock.sleep(max(pause, failure.retry_after))


async def _serve_metrics(app: App) -> "MetricsServer | None":
    address, metrics = app.config.metrics_listen, app.metrics
    if address is None or isinstance(metrics, Uncounted):
        return None
    from bot.metrics_server import MetricsServer

    silence = None if app.config.webhook_url else 120.0
    server = MetricsServer(metrics, ping=app.database.ping, heard_ago=app.heard_ago, most_silence=silence)
    await server.start(address.host, address.port)
    return server


def _count_failures(metrics: "Metrics | Uncounted") -> Callable[[TelegramFailure], None]:
    return lambda failure: metrics.telegram_refused(failure.kind.value)


def _count_effects(metrics: "Metrics | Uncounted") -> Callable[[Settled], None]:
    return lambda settled: metrics.effect_performed(type(settled.pending.effect).__name__, settled.outcome.state)
