"""The table of index scores."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflows.register.tables import Base


class IndexScore(Base):
    """One criterion of a published index, as it stands in the sheet; it only ever grows."""

    __tablename__ = "index_score"
    __table_args__ = (UniqueConstraint("jurisdiction", "index_name", "period", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str]
    index_name: Mapped[str]
    period: Mapped[str]
    criterion: Mapped[str]
    label: Mapped[str]
    most: Mapped[str]
    score: Mapped[str]
    lead: Mapped[str]
    file: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]
