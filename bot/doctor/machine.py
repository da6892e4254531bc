"""The machine: time zone data, clock, disk, memory."""

import shutil
import zoneinfo
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.doctor.findings import Finding, bad, good

LEAST_ZONES = 300  # the IANA list has some 600 names; a cut-down system has a handful
LEAST_DISK = 500 * 1024 * 1024
LEAST_MEMORY = 100 * 1024 * 1024  # what the bot needs with one community
MOST_CLOCK_ERROR = timedelta(seconds=5)
MEMINFO = Path("/proc/meminfo")


def timezones(zone: ZoneInfo) -> Finding:
    """The IANA data are there; without them DEFAULT_TIMEZONE and the communities' zones mean nothing."""
    known = len(zoneinfo.available_timezones())
    if known < LEAST_ZONES:
        return bad("time zones", f"only {known} are known", "pip install tzdata")
    return good("time zones", f"{known} known, {zone.key} is the default")


def clock(here: datetime, there: datetime | None) -> Finding:
    """This machine's clock beside the Bot API server's. `there` is None where the server tells no time."""
    if there is None:
        return good("clock", "the Bot API server tells no time to compare with")
    error = abs(here - there)
    text = f"{error.total_seconds():.0f} s away from the Bot API server's"
    if error > MOST_CLOCK_ERROR:
        return bad("clock", text, "switch on time synchronisation (timedatectl set-ntp true)")
    return good("clock", text)


def disk(folder: Path) -> Finding:
    """Room where the database lives; the nearest folder above that exists is asked."""
    existing = next((path for path in (folder, *folder.absolute().parents) if path.exists()), Path.cwd())
    free = shutil.disk_usage(existing).free
    text = f"{free >> 20:,} MB free at {existing}"
    if free < LEAST_DISK:
        return bad("disk", text, f"make room: below {LEAST_DISK >> 20} MB a backup or a migration may fail")
    return good("disk", text)


def memory(meminfo: Path = MEMINFO) -> Finding:
    """What the system can still give out, as Linux tells it."""
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
        kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        return good("memory", "this system does not say")
    text = f"{kilobytes >> 10:,} MB available"
    if kilobytes * 1024 < LEAST_MEMORY:
        return bad("memory", text, f"the bot needs about {LEAST_MEMORY >> 20} MB; end something or add memory")
    return good("memory", text)
