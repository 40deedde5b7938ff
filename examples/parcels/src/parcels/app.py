"""The same over HTTP."""
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from . import price


async def quote(request):
    """POST /quotes with `{"weight": 2}`."""
    weight = (await request.json())['weight']
    try:
        return JSONResponse({'price': price(weight)})
    except ValueError as error:
        return JSONResponse({'error': str(error)}, status_code=422)


async def health(_):
    """Whether it is ready."""
    return PlainTextResponse('ready')


app = Starlette(routes=[Route('/quotes', quote, methods=['POST']), Route('/health', health)])
