"""/settings, /export and /import: what a community has chosen, seen and changed."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command

from bot.telegram.filters import Captioned, Expecting, Tapped, Words
from handlers.settings.buttons import SettingsButton
from handlers.settings.desk import setting_url, settings_url
from handlers.settings.files import ExportTarget, export_handler, export_settings, on_import, on_import_settings
from handlers.settings.menu import DIALOGUE, on_settings, on_settings_button, on_settings_link, on_settings_value

__all__ = ["ExportTarget", "on_settings_link", "router", "setting_url", "settings_url"]

WORDS = ("设置", "設定")


def router(exports: Sequence[ExportTarget] = ()) -> Router:
    """`exports`: what other capabilities add to /export."""
    settings = ExportTarget(("settings", *WORDS), export_settings)
    router = Router(name="settings")
    router.message.register(on_settings, Command("settings"))
    router.message.register(on_settings, Words(*WORDS))
    router.message.register(on_settings_value, Expecting(DIALOGUE))
    router.callback_query.register(on_settings_button, Tapped(SettingsButton))
    router.message.register(export_handler([settings, *exports]), Command("export"))
    router.message.register(on_import, Command("import"))
    router.message.register(on_import_settings, Captioned("/import settings"))
    return router
