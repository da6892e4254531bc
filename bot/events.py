"""News that travels upward between capabilities, inside the transaction that made it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all news. Subclasses live in the capability that publishes them, named in the past tense."""
