import os

import sqlalchemy

from orders.store import add, total


def test_total() -> None:
    engine = sqlalchemy.create_engine("sqlite://")
    add(engine, "tea", 3)
    add(engine, "cup", 2)
    assert total(engine) == 5


def test_user() -> None:
    assert os.getuid() == 10001
