"""The HTTP face of the orders."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

GREETING = "hello from orders"


async def overview(_: Request) -> JSONResponse:
    return JSONResponse({"greeting": GREETING})


async def health(_: Request) -> JSONResponse:
    return JSONResponse({"healthy": True})


app = Starlette(routes=[Route("/", overview), Route("/health", health)])
