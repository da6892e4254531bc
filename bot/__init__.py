"""Qunguan (群管): a Telegram bot that runs a community the way a good operations team would."""

__version__ = "0.1.0.dev0"
