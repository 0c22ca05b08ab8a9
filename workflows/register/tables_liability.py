"""The table of liabilities: who answered for what, on which line, in which way."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.tables import Base


class Liability(Base):
    """One post that answers for one breach on one line; bound to whoever held the post on the day of the breach.

    Nobody answers twice for one thing under one line: the database itself refuses it.
    """

    __tablename__ = "liability"
    __table_args__ = (
        UniqueConstraint("assignment_id", "cycle", "line", "post"),
        Index("ix_liability_post_at", "post", "at"),
        Index("ix_liability_holder_at", "holder", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    jurisdiction: Mapped[str]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    cycle: Mapped[int] = mapped_column(SmallInteger)
    line: Mapped[str]
    kind: Mapped[str]
    post: Mapped[str]
    holder: Mapped[str] = mapped_column(default="")
    answerable_to: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="charged")
    at: Mapped[datetime]
    ground: Mapped[str] = mapped_column(default="breach")
    regardless: Mapped[int] = mapped_column(SmallInteger, default=0)
    reason: Mapped[str] = mapped_column(default="")
    cites: Mapped[str]
