"""The only names inside the database that black-box tests rely on; change them here when the tables change."""

MESSAGE_TABLE = "message_event"  # one row per recorded message
MESSAGE_KEY = ("chat_id", "message_id")

CASE_TABLE = "sanction_case"  # one row per sanction, automatic or by hand
CASE_NUMBER = "number"
CASE_KEY = ("chat_id", "message_id")
