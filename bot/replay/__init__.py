"""Exports of Telegram Desktop through the same rules as the bot's: what would have happened, as a report. Nothing is done."""
