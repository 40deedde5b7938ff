"""Serves the stock list; `inventory` on the command line."""

import os

import uvicorn


def main() -> None:
    uvicorn.run("inventory.app:app", host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))


if __name__ == "__main__":
    main()
