"""The comparison: aiogram as its manual starts it, with one message handler that does nothing."""

import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


async def on_message(message: Message) -> None:
    """Take the message and do nothing."""


def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"]))
    bot = Bot(os.environ["BOT_TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(on_message)
    webhook_url = os.environ.get("WEBHOOK_URL")
    if webhook_url is None:
        dispatcher.run_polling(bot)
        return
    host, _, port = os.environ["LISTEN"].rpartition(":")
    secret = os.environ["WEBHOOK_SECRET"]

    async def on_startup() -> None:
        await bot.set_webhook(webhook_url, secret_token=secret)

    dispatcher.startup.register(on_startup)
    application = web.Application()
    path = "/" + webhook_url.partition("//")[2].partition("/")[2]
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(application, path)
    setup_application(application, dispatcher, bot=bot)
    web.run_app(application, host=host, port=int(port), access_log=None, print=None)


if __name__ == "__main__":
    main()
