"""A FastAPI application with nothing of its own but one page."""
from fastapi import FastAPI

app = FastAPI()


@app.get('/')
def home() -> dict[str, str]:
    return {'greeting': 'hello'}
