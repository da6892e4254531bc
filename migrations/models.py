"""The tables that the code expects, for comparing them with the migrations."""

import importlib
from pathlib import Path

from sqlalchemy import MetaData

import bot
from bot.persistence.columns import Base


def metadata() -> MetaData:
    """All mapped classes' tables: every `tables.py`, and every file of a folder `tables`, below `bot` is imported."""
    root = Path(bot.__path__[0])
    for file in sorted(root.rglob("*.py")):
        path = file.relative_to(root.parent).with_suffix("")
        if "tables" in path.parts:
            importlib.import_module(".".join(path.parts).removesuffix(".__init__"))
    return Base.metadata
