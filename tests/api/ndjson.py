"""Teaches schemathesis to send NDJSON: one record, one line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def ndjson(ctx, value):
    if isinstance(value, bytes):
        return {"data": value}
    return {"data": (json.dumps(value, ensure_ascii=False) + "\n").encode()}
