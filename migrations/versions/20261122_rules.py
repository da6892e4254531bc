"""Rules of communities with their changes, what they found, and what they must miss."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_rules"
down_revision: str | None = "20261122_holds"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "moderation_rule",
        sa.Column("community_id", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("counted_since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "name", name=op.f("pk_moderation_rule")),
    )
    op.create_table(
        "rule_change",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_change")),
    )
    op.create_index(op.f("ix_rule_change_actor_id"), "rule_change", ["actor_id"])
    op.create_index("ix_rule_change_rule", "rule_change", ["community_id", "name"])
    op.create_table(
        "rule_draft",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("actor_id", ID, nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_draft")),
    )
    op.create_table(
        "rule_example",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_example")),
    )
    op.create_index("ix_rule_example_rule", "rule_example", ["community_id", "rule"])
    op.create_index(op.f("ix_rule_example_user_id"), "rule_example", ["user_id"])
    op.create_table(
        "rule_hit",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("enforced_by", sa.String(length=40), nullable=True),
        sa.Column("is_mistake", sa.Boolean(), nullable=True),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_hit")),
        sa.UniqueConstraint(
            "community_id",
            "chat_id",
            "message_id",
            "rule",
            name=op.f("uq_rule_hit_community_id_chat_id_message_id_rule"),
        ),
    )
    op.create_index(op.f("ix_rule_hit_actor_id"), "rule_hit", ["actor_id"])
    op.create_index(op.f("ix_rule_hit_at"), "rule_hit", ["at"])
    op.create_index("ix_rule_hit_rule", "rule_hit", ["community_id", "rule", "at"])
    op.create_index(op.f("ix_rule_hit_user_id"), "rule_hit", ["user_id"])


def downgrade() -> None:
    for table in ("rule_hit", "rule_example", "rule_draft", "rule_change", "moderation_rule"):
        op.drop_table(table)
