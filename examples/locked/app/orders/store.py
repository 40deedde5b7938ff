"""The table of orders."""

import sqlalchemy as sql

METADATA = sql.MetaData()
ORDERS = sql.Table("orders", METADATA, sql.Column("item", sql.String), sql.Column("pieces", sql.Integer))


def add(engine: sql.Engine, item: str, pieces: int) -> None:
    METADATA.create_all(engine)
    with engine.begin() as connection:
        connection.execute(ORDERS.insert().values(item=item, pieces=pieces))


def total(engine: sql.Engine) -> int:
    with engine.begin() as connection:
        return connection.execute(sql.select(sql.func.sum(ORDERS.c.pieces))).scalar_one()
