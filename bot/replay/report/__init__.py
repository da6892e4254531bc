"""The report as one HTML file: no script, no network, light and dark, made for the screen and for paper."""

from bot.replay.report.page import page

__all__ = ["page"]
