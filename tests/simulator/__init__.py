"""Conversations with the local Telegram itself."""
