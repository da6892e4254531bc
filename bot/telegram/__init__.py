"""The edge to Telegram: client, limits, delivery, directory of administrators, and the feed to aiogram's handlers."""

from bot.telegram.deferred import import_aiogram

import_aiogram()
