"""Appeals against cases, reports by members, and when somebody was told of a deletion."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_appeals_and_reports"
down_revision: str | None = "20261122_trust"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "member_notice",
        sa.Column("community_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "user_id", name=op.f("pk_member_notice")),
    )
    op.create_table(
        "report",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("sender_chat_id", ID, nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_call", sa.Boolean(), nullable=False),
        sa.Column("is_on_staff", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=True),
        sa.Column("case_number", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("card_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("card_chat_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_report_chat_id_message_id")),
    )
    op.create_index("ix_report_author", "report", ["user_id"])
    op.create_index("ix_report_state", "report", ["community_id", "state"])

    op.create_table(
        "appeal",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("card_chat_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["sanction_case.id"], name=op.f("fk_appeal_case_id_sanction_case"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("case_id", name=op.f("uq_appeal_case_id")),
    )
    op.create_index("ix_appeal_person", "appeal", ["community_id", "user_id"])
    op.create_index("ix_appeal_state", "appeal", ["community_id", "state"])

    op.create_table(
        "report_voice",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_voice_report_id_report"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_voice")),
        sa.UniqueConstraint("report_id", "user_id", name=op.f("uq_report_voice_report_id_user_id")),
    )
    op.create_index("ix_report_voice_person", "report_voice", ["user_id", "made_at"])


def downgrade() -> None:
    op.drop_index("ix_report_voice_person", table_name="report_voice")

    op.drop_table("report_voice")
    op.drop_index("ix_appeal_state", table_name="appeal")
    op.drop_index("ix_appeal_person", table_name="appeal")

    op.drop_table("appeal")
    op.drop_index("ix_report_state", table_name="report")
    op.drop_index("ix_report_author", table_name="report")

    op.drop_table("report")
    op.drop_table("member_notice")
