"""The table of ratings."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.columns import NEVER
from workflows.register.tables import Base


class Rating(Base):
    """One post in one period: the computed score as advice with its basis, and what the authority decided."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("jurisdiction", "period", "post"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    jurisdiction: Mapped[str]
    period: Mapped[str]
    period_ends_at: Mapped[datetime]
    post: Mapped[str]
    holder: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")
    scheme: Mapped[str]
    state: Mapped[str] = mapped_column(default="proposed")
    advice: Mapped[str] = mapped_column(default="")
    basis: Mapped[dict[str, Any]] = mapped_column(default=dict)
    level: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    computed_at: Mapped[datetime]
    decided_at: Mapped[datetime] = mapped_column(default=NEVER)
    decided_by: Mapped[str] = mapped_column(default="")
    policy: Mapped[str]
    cites: Mapped[str]
