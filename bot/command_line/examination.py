"""`qunguan doctor`."""

from dataclasses import asdict
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.command_line.environment import FAILURE, complete, configuration, failing_in_words

if TYPE_CHECKING:
    from bot.config import Config

TIMEOUT = 10.0


def doctor(*, json: Annotated[bool, typer.Option("--json", help="the findings as one JSON array")] = False) -> None:
    """Look at everything the bot needs: each line is ok, or says what to do. Status 1 where something is wrong."""
    config = configuration("ERROR")
    with failing_in_words():
        is_well = complete(_examine(config, json=json))
    if not is_well:
        raise typer.Exit(FAILURE)


async def _examine(config: "Config", *, json: bool) -> bool:
    from bot.clock import SystemClock
    from bot.doctor.checks import Api, examine
    from bot.telegram.client import Client, HttpTransport

    api, client = None, None
    if config.bot_token is not None:
        client = Client(HttpTransport(config.telegram_api_url), config.bot_token)
        api = Api(client.call, lambda: server_time(config.telegram_api_url))
    findings = []
    try:
        async for finding in examine(config, api, SystemClock()):
            findings.append(finding)
            if not json:
                typer.echo(finding.line)
    finally:
        if client is not None:
            await client.close()
    if json:
        import msgspec

        typer.echo(msgspec.json.encode([asdict(finding) for finding in findings]).decode())
    return all(finding.ok for finding in findings)


async def server_time(api_url: str) -> datetime | None:
    """The Date header of the Bot API server's answer to a question that names no bot; None where there is none."""
    import aiohttp

    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session,
            session.head(api_url, allow_redirects=False) as response,
        ):
            told = response.headers.get("Date")
        return parsedate_to_datetime(told) if told else None
    except (OSError, TimeoutError, aiohttp.ClientError, ValueError):
        return None
