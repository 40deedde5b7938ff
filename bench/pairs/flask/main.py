"""A Flask application with nothing of its own but one page."""
from flask import Flask

app = Flask(__name__)


@app.get('/')
def home():
    return 'hello'
