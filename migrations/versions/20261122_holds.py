"""Messages held for review, the slow lane, purges, and alarms about many bans."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_holds"
down_revision: str | None = "20261122_foundation"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "ban_alarm",
        sa.Column("community_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bans", sa.Integer(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_by", ID, nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", ID, nullable=True),
        sa.PrimaryKeyConstraint("community_id", "user_id", name=op.f("pk_ban_alarm")),
    )
    op.create_table(
        "case_message",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_case_message_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "chat_id", "message_id", name=op.f("pk_case_message")),
    )
    op.create_table(
        "held_message",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_held_message_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_held_message")),
    )
    op.create_index("ix_held_message_waiting", "held_message", ["community_id", "state"])
    op.create_index("ix_held_message_author", "held_message", ["user_id"])
    op.create_table(
        "held_part",
        sa.Column("case_id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["held_message.case_id"], name=op.f("fk_held_part_case_id_held_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "message_id", name=op.f("pk_held_part")),
    )
    op.create_index("ix_restriction_ending", "restriction", ["lifted_at", "until"])
    op.add_column("member", sa.Column("slow_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sanction_case", sa.Column("rule_version", sa.Integer(), nullable=True))
    op.add_column("sanction_case", sa.Column("count", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("sanction_case", "count")
    op.drop_column("sanction_case", "rule_version")
    op.drop_column("member", "slow_until")
    op.drop_index("ix_restriction_ending", table_name="restriction")
    op.drop_table("held_part")
    op.drop_index("ix_held_message_author", table_name="held_message")
    op.drop_index("ix_held_message_waiting", table_name="held_message")
    op.drop_table("held_message")
    op.drop_table("case_message")
    op.drop_table("ban_alarm")
