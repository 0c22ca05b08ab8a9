"""The table of referrals: work beyond the unit's authority, on its way up and back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.columns import NEVER
from workflows.register.tables import Base

#: Condition that lets both databases use the partial index of what is due.
REFERRAL_DUE_SOME_DAY = text("due_at < 253370764800")


class Referral(Base):
    """One proposal that something be petitioned from the body above, and what became of it."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_assignment_id", "assignment_id"),
        Index(
            "ix_referral_due_at",
            "due_at",
            sqlite_where=REFERRAL_DUE_SOME_DAY,
            postgresql_where=REFERRAL_DUE_SOME_DAY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    jurisdiction: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    head: Mapped[str]
    authority: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    matter: Mapped[str]
    filed_at: Mapped[datetime]
    endorsed_at: Mapped[datetime] = mapped_column(default=NEVER)
    petitioned_at: Mapped[datetime] = mapped_column(default=NEVER)
    closed_at: Mapped[datetime] = mapped_column(default=NEVER)
    due_at: Mapped[datetime] = mapped_column(default=NEVER)
    reminded: Mapped[int] = mapped_column(SmallInteger, default=0)
    answer: Mapped[str] = mapped_column(default="")
    cites: Mapped[str]
