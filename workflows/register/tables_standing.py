"""How assignments stood before: what figures of a past date, or as known on one, are read from."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.tables import Base


class Standing(Base):
    """What figures read of an assignment, as it stood until something happened to it.

    Attributes:
        assignment_id: which one.
        at: the legal instant of what ended this standing; long ago where the row only came to be.
        recorded_at: the instant at which that was recorded.
        state: its state until then; the empty text: there was no such row.
    """

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_assignment_id", "assignment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    performer: Mapped[str]
    state: Mapped[str]
    deadline: Mapped[datetime]
    received_at: Mapped[datetime]
    closed_at: Mapped[datetime]
    result: Mapped[str]
    fault: Mapped[str]
    fault_found_at: Mapped[datetime]
