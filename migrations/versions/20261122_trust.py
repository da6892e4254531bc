"""What graded trust rests on, and the addresses behind words of a first version."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_trust"
down_revision: str | None = "20261122_rules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("replies", sa.Integer(), server_default="0", nullable=False))
    op.add_column("member", sa.Column("strikes", sa.Integer(), server_default="0", nullable=False))
    op.add_column("member", sa.Column("deeds", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("member", sa.Column("is_trust_earned", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("message_event", sa.Column("hidden", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("message_event", "hidden")
    op.drop_column("member", "is_trust_earned")
    op.drop_column("member", "deeds")
    op.drop_column("member", "strikes")
    op.drop_column("member", "replies")
