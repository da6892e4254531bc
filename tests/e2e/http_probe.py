"""One HTTP request from outside: what an intruder or a monitoring system would send."""

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from aiohttp import ClientSession, ClientTimeout


class Reply(NamedTuple):
    status: int
    text: str


async def get(url: str) -> Reply:
    async with ClientSession(timeout=ClientTimeout(10)) as session, session.get(url) as response:
        return Reply(response.status, await response.text())


async def post(url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Reply:
    """Post bytes. A server that hangs up on a body that is too large may do so while it is being sent: status 0."""
    async with ClientSession(timeout=ClientTimeout(10)) as session:
        try:
            async with session.post(url, data=BytesIO(body), headers=headers) as response:
                return Reply(response.status, await response.text())
        except (ConnectionError, OSError):
            return Reply(0, "")
