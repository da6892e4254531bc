"""aiogram's models are built late (bot/telegram/deferred.py); here all of them are, as the first use would."""

import subprocess
import sys

BUILD = """
import sys
import bot.telegram
from bot.telegram.deferred import build_all

from aiogram.types import Message, Update
assert not Message.__pydantic_complete__, "aiogram was imported with its models built"
assert build_all() > 500
update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hi",
          "reply_to_message": {"message_id": 2, "date": 1, "chat": {"id": 1, "type": "private"}}}}
assert Update.model_validate(update).message.reply_to_message.message_id == 2
"""

LIGHT = """
import sys
import bot.config, bot.i18n.translator, bot.messages, bot.scheduling.scheduler
heavy = {"aiogram", "apscheduler", "matplotlib", "numpy", "jieba", "alembic"} & set(sys.modules)
assert not heavy, heavy
"""


def run(script: str) -> None:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


def test_every_model_of_aiogram_builds():
    """In a process of its own: 165 MB and some seconds that no other test should carry."""
    run(BUILD)


def test_the_ground_floor_is_light():
    """What every command line starts with brings no heavy library."""
    run(LIGHT)
