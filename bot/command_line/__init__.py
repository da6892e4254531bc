"""The terminal: one file per subject, what a command needs imported when it runs."""
