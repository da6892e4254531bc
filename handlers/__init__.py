"""Thin aiogram routers, one file per capability: `def router() -> Router`. They translate between chat and actions."""

from bot.telegram.deferred import import_aiogram

import_aiogram()
