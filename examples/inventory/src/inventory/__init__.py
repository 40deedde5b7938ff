"""A stock list over HTTP."""
