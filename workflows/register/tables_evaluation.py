"""The table of evaluations: every one of them, also after the work was opened again."""

from datetime import datetime

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.tables import Base


class Evaluation(Base):
    """One evaluation of one piece of work; the database itself refuses to change or remove it.

    Attributes:
        assignment_id: the work.
        number: 1 for its first evaluation, 2 for the one after it was opened again.
        at: the legal instant.
        recorded_at: the instant at which it was recorded.
        by: the post that evaluated.
        result: ``passed`` or ``failed``.
        content: ``passed`` or ``failed``; empty where the evaluator did not say.
        figures: the same of the figures.
        quality: the same of the quality.
        timeliness: ``on_time`` or ``late``, computed from instants and taken from nobody.
    """

    __tablename__ = "evaluation"
    __table_args__ = (UniqueConstraint("assignment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    by: Mapped[str]
    result: Mapped[str]
    content: Mapped[str] = mapped_column(default="")
    figures: Mapped[str] = mapped_column(default="")
    quality: Mapped[str] = mapped_column(default="")
    timeliness: Mapped[str]
