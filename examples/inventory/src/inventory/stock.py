"""The stock: a table in memory, filled from the package's own data."""

import csv
from importlib.resources import files

from sqlalchemy import Integer, String, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    name: Mapped[str] = mapped_column(String, primary_key=True)
    pieces: Mapped[int] = mapped_column(Integer)


def open_stock():
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    Base.metadata.create_all(engine)
    with files("inventory").joinpath("data/stock.csv").open(encoding="utf-8") as file, Session(engine) as session:
        session.add_all(Item(name=row["name"], pieces=int(row["pieces"])) for row in csv.DictReader(file))
        session.commit()
    return engine


def pieces(engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.sum(Item.pieces)))
