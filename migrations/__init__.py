"""The database's history: one file per change in `versions/`, run by `bot.persistence.migrations`."""
