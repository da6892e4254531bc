"""What the application builds once and hands to every handler."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.config import Config
from bot.i18n.translator import Translator
from bot.messages import User
from bot.persistence.database import Database
from bot.settings.fields import SettingsSchema
from bot.telegram.client import Client
from bot.telegram.directory import Directory


@dataclass(frozen=True, slots=True)
class Services:
    """The dependencies of handlers. `bot` is the bot's own account, from getMe."""

    config: Config
    clock: Clock
    database: Database
    translator: Translator
    telegram: Client
    directory: Directory
    schema: SettingsSchema
    bot: User
