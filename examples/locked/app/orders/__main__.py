"""Says in JSON what the orders of an empty shop come to, and which client of PostgreSQL would talk to its database."""

import json

import psycopg2.extensions
import sqlalchemy

from orders.store import add, total


def main() -> None:
    engine = sqlalchemy.create_engine("sqlite://")
    add(engine, "tea", 3)
    add(engine, "cup", 2)
    print(json.dumps({"total": total(engine), "libpq": psycopg2.extensions.libpq_version(), "sqlalchemy": sqlalchemy.__version__}))


if __name__ == "__main__":
    main()
