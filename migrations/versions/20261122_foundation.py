"""The first schema: communities and people, settings, outbox, intake, schedule, moderation."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_foundation"
down_revision: str | None = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("community_id", ID, nullable=True),
        sa.Column("chat_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_community", "audit_entry", ["community_id", "at"])
    op.create_table(
        "chat_administrator",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("member", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_chat_administrator")),
    )
    op.create_table(
        "community",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("staff_chat_id", ID, nullable=True),
        sa.Column("first_language", sa.String(length=10), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
    )
    op.create_table(
        "dialogue",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "user_id", name=op.f("pk_dialogue")),
    )
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(length=64), nullable=False),
        sa.Column("community_id", ID, autoincrement=False, nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=32), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("job", "community_id", "due", name=op.f("pk_job_run")),
    )
    op.create_index("ix_job_run_wake_at", "job_run", ["wake_at"])
    op.create_table(
        "message_event",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("sender_chat_id", ID, nullable=True),
        sa.Column("thread_id", ID, nullable=True),
        sa.Column("media_group_id", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited_text", sa.Text(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_message_event")),
    )
    op.create_index("ix_message_event_sent_at", "message_event", ["sent_at"])
    op.create_table(
        "moved_chat",
        sa.Column("old_chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("new_chat_id", ID, nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("old_chat_id", name=op.f("pk_moved_chat")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("effect_key", sa.String(length=200), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at_most_once", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("ephemeral_message_id", ID, nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("effect_key", name=op.f("uq_outbox_effect_key")),
    )
    op.create_index("ix_outbox_pending", "outbox", ["state", "not_before"])
    op.create_table(
        "parked_update",
        sa.Column("bot_id", ID, autoincrement=False, nullable=False),
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_parked_update")),
    )
    op.create_table(
        "person",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=True),
        sa.Column("username_folded", sa.String(length=64), nullable=True),
        sa.Column("language_code", sa.String(length=35), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("reach", sa.String(length=10), nullable=False),
        sa.Column("chosen_community_id", ID, nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_username_folded", "person", ["username_folded"])
    op.create_table(
        "pseudonym_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pseudonym_key")),
    )
    op.create_table(
        "sanction_case",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("sender_chat_id", ID, nullable=True),
        sa.Column("target_name", sa.String(length=200), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("consequence", sa.String(length=10), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cause", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", ID, nullable=True),
        sa.Column("is_false_alarm", sa.Boolean(), nullable=False),
        sa.Column("card_chat_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_case")),
        sa.UniqueConstraint("cause", name=op.f("uq_sanction_case_cause")),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_sanction_case_community_id_number")),
    )
    op.create_index(op.f("ix_sanction_case_actor_id"), "sanction_case", ["actor_id"])
    op.create_index("ix_sanction_case_channel", "sanction_case", ["community_id", "sender_chat_id"])
    op.create_index("ix_sanction_case_target", "sanction_case", ["community_id", "user_id"])
    op.create_table(
        "seen_update",
        sa.Column("bot_id", ID, autoincrement=False, nullable=False),
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_seen_update")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "server_trait",
        sa.Column("server", sa.String(length=200), nullable=False),
        sa.Column("trait", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("server", "trait", name=op.f("pk_server_trait")),
    )
    op.create_table(
        "set_aside_update",
        sa.Column("bot_id", ID, autoincrement=False, nullable=False),
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("error", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_set_aside_update")),
    )
    op.create_table(
        "setting",
        sa.Column("community_id", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", ID, nullable=True),
        sa.PrimaryKeyConstraint("community_id", "key", name=op.f("pk_setting")),
    )
    op.create_table(
        "setting_change",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("new", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("by", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_change")),
    )
    op.create_index(op.f("ix_setting_change_by"), "setting_change", ["by"])
    op.create_index("ix_setting_change_community", "setting_change", ["community_id", "id"])
    op.create_table(
        "case_act",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("other_number", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_case_act_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_act")),
    )
    op.create_index(op.f("ix_case_act_actor_id"), "case_act", ["actor_id"])
    op.create_index(op.f("ix_case_act_case_id"), "case_act", ["case_id"])
    op.create_table(
        "community_number",
        sa.Column("community_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["community.id"], name=op.f("fk_community_number_community_id_community")
        ),
        sa.PrimaryKeyConstraint("community_id", "kind", name=op.f("pk_community_number")),
    )
    op.create_table(
        "group_chat",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("is_forum", sa.Boolean(), nullable=False),
        sa.Column("bot_member", sa.JSON(), nullable=True),
        sa.Column("added_by", ID, nullable=True),
        sa.Column("administrators_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_group_chat_community_id_community")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_chat")),
    )
    op.create_index(op.f("ix_group_chat_community_id"), "group_chat", ["community_id"])
    op.create_table(
        "member",
        sa.Column("community_id", ID, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("via_link", sa.String(length=255), nullable=True),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("granted_role", sa.SmallInteger(), nullable=True),
        sa.Column("is_trusted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_member_community_id_community")),
        sa.PrimaryKeyConstraint("community_id", "user_id", name=op.f("pk_member")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member_warning",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_member_warning_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_member_warning")),
    )
    op.create_index("ix_member_warning_member", "member_warning", ["community_id", "user_id"])
    op.create_table(
        "restriction",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_restriction_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "chat_id", name=op.f("pk_restriction")),
    )


def downgrade() -> None:
    op.drop_table("restriction")
    op.drop_table("member_warning")
    op.drop_table("member")
    op.drop_table("group_chat")
    op.drop_table("community_number")
    op.drop_table("case_act")
    op.drop_table("setting_change")
    op.drop_table("setting")
    op.drop_table("set_aside_update")
    op.drop_table("server_trait")
    op.drop_table("seen_update")
    op.drop_table("sanction_case")
    op.drop_table("pseudonym_key")
    op.drop_table("person")
    op.drop_table("parked_update")
    op.drop_table("outbox")
    op.drop_table("moved_chat")
    op.drop_table("message_event")
    op.drop_table("job_run")
    op.drop_table("dialogue")
    op.drop_table("community")
    op.drop_table("chat_administrator")
    op.drop_table("audit_entry")
