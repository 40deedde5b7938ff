#!/usr/local/bin/python3
"""Stands in for AWS's Lambda Web Adapter: the part of its protocol that a test sees.

It registers as an extension, waits until the app answers, fetches events of a function URL and hands them to the app as requests.
"""
import base64
import http.client
import json
import os
import time
import urllib.error
import urllib.request

API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}"
APP = ('127.0.0.1', int(os.environ.get('AWS_LWA_PORT') or os.environ.get('PORT') or 8080))


def call(path, data=None, **headers):
    """A call of Lambda's API: the headers and the body of the answer."""
    request = urllib.request.Request(API + path, data=data, headers=headers)
    with urllib.request.urlopen(request) as response:
        return response.headers, response.read()


def ask(method, path, body, headers):
    """A request to the app."""
    connection = http.client.HTTPConnection(*APP)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read()


def ready():
    """Whether the app answers well on the path that it was told."""
    try:
        return ask('GET', os.environ.get('AWS_LWA_READINESS_CHECK_PATH', '/'), None, {})[0] < 500
    except OSError:
        return False


call('/2020-01-01/extension/register', b'{"events": []}', **{'Lambda-Extension-Name': os.path.basename(__file__)})
while not ready():
    time.sleep(0.01)
while True:
    told, event = call('/2018-06-01/runtime/invocation/next', **{'User-Agent': 'stand-in for the adapter'})
    event = json.loads(event)
    query = event.get('rawQueryString', '')
    body = event.get('body') or ''
    status, headers, answer = ask(
        event['requestContext']['http']['method'], event['rawPath'] + ('?' + query if query else ''),
        base64.b64decode(body) if event.get('isBase64Encoded') else body.encode(), event.get('headers', {}))
    call(f"/2018-06-01/runtime/invocation/{told['Lambda-Runtime-Aws-Request-Id']}/response",
         json.dumps({'statusCode': status, 'headers': headers, 'body': answer.decode()}).encode())
