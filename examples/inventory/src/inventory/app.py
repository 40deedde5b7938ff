"""The HTTP face of the stock."""

from io import BytesIO

import psycopg2
from fastapi import FastAPI
from PIL import Image, ImageDraw

from inventory.stock import open_stock, pieces

app = FastAPI(title="inventory")
stock = open_stock()


def label(text: str) -> bytes:
    """A label to print, as JPEG."""
    image = Image.new("RGB", (320, 96), "white")
    ImageDraw.Draw(image).text((12, 40), text, fill="black")
    buffer = BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()


@app.get("/")
def overview() -> dict[str, object]:
    return {
        "greeting": "hello from inventory",
        "pieces": pieces(stock),
        "libpq": psycopg2.extensions.libpq_version(),
        "jpegBytes": len(label("inventory")),
    }
