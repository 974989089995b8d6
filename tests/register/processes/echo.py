"""A WSGI application that tells what it was asked; /traag takes a second and /groot is 20 MB."""

import json
import time


def application(environ, start_response):
    if environ["PATH_INFO"] == "/traag":
        time.sleep(1.0)
    told = {
        "scheme": environ["wsgi.url_scheme"],
        "address": environ["REMOTE_ADDR"],
        "host": environ.get("HTTP_HOST"),
        "forwarded_for": environ.get("HTTP_X_FORWARDED_FOR"),
        "length": len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))),
    }
    start_response("200 OK", [("Content-Type", "application/json")])
    return [b"a" * 20_000_000 if environ["PATH_INFO"] == "/groot" else json.dumps(told).encode()]
