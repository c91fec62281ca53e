"""Requests over HTTP, with every failure as a RedressError."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from typing import Any, Optional

from .errors import RedressError

#: What a status without a code of the catalogue means: an answer to HEAD, or of something between this program and the server.
_OF_STATUS = {
    **{401: "TOKEN_EXPIRED", 403: "FORBIDDEN", 404: "NOT_FOUND", 408: "NETWORK", 410: "TOO_LATE", 429: "RATE_LIMITED"},
    **{502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "UNAVAILABLE"},
}

BROKEN = (urllib.error.URLError, http.client.HTTPException, OSError)


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay)


def open_url(url: str, *, method: str, headers: dict, body: Optional[bytes], timeout: float) -> Any:
    """The response, to be read and closed. A status that is no success is raised, with what the body says of it."""
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        return _opener.open(request, timeout=timeout)
    except urllib.error.HTTPError as refusal:
        with refusal:
            raise _refused(refusal) from None
    except BROKEN as cause:
        raise RedressError.network(cause) from cause


def _refused(refusal: urllib.error.HTTPError) -> RedressError:
    try:
        errors = json.loads(refusal.read())["errors"]
        return RedressError.of(errors, refusal.code)
    except (*BROKEN, ValueError, KeyError, IndexError, TypeError):
        # No body of ours: a proxy, or a request that never reached the application.
        code = _OF_STATUS.get(refusal.code, "INTERNAL_SERVER_ERROR" if refusal.code >= 500 else "BAD_USER_INPUT")
        wait = refusal.headers.get("Retry-After", "")
        extensions = {"retryAfter": int(wait)} if wait.isdigit() else {}
        return RedressError(f"HTTP {refusal.code}", code=code, status=refusal.code, extensions=extensions)


def read(response: Any) -> bytes:
    try:
        with response:
            return response.read()
    except BROKEN as cause:
        raise RedressError.network(cause) from cause
