"""Live updates as server-sent events (POST /graphql/stream), resumed by cursor."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

from .errors import RedressError
from .http import BROKEN, open_url

if TYPE_CHECKING:
    from .client import Client

_MOST_REFUSALS = 3


@dataclass(frozen=True)
class Update:
    """
    One payload: `update` is what the subscription's field holds, `data` all of it. With `errors` parts of it, or all (then both are None),
    cannot be read, however often one asks: keep the cursor and go on.
    """

    data: Optional[dict]
    update: Any
    cursor: Optional[str]
    errors: Optional[list]


def _read(payload: dict) -> Update:
    data, errors = payload.get("data"), payload.get("errors")
    update = next(iter(data.values()), None) if data else None
    place = (payload.get("extensions") or {}).get("cursor")
    if place is None and isinstance(update, dict):
        place = update.get("cursor")
    # A list is all there is now (`complaintViewers`): it has no place, and is had anew after a break.
    if place is None and not isinstance(update, list):
        if errors:
            raise RedressError.of(errors, data=data)
        raise ValueError("The subscription must select `cursor` and `caughtUp`.")
    return Update(data, update, place, errors)


def follow(
    client: "Client",
    document: str,
    variables: dict,
    *,
    after: Optional[str],
    snapshot: Optional[Callable[[Optional[RedressError]], Optional[str]]],
    on_state: Optional[Callable[[str, Optional[RedressError]], None]],
    stop: Optional[threading.Event],
) -> Iterator[Update]:
    stop = stop or threading.Event()
    say = on_state or (lambda state, why: None)
    cursor = after
    failures = refusals = 0
    refused: Optional[str] = None
    why: Optional[RedressError] = None
    resync: Optional[RedressError] = None
    while not stop.is_set():
        token = None
        try:
            say("CONNECTING", None)
            if cursor is None and snapshot is not None:
                cursor = snapshot(resync)
            token = client.token(refused)
            with closing(_payloads(client, document, {**variables, "after": cursor}, token, stop)) as payloads:
                for payload in payloads:
                    news = _read(payload)
                    catching_up = isinstance(news.update, dict) and news.update.get("caughtUp") is False
                    say("CATCHING_UP" if catching_up else "LIVE", None)
                    yield news
                    # Whoever asks for the next has made something of this one.
                    cursor = news.cursor
                    failures = refusals = 0
                    refused = resync = None
            why = None
        except RedressError as error:
            why = error
            if error.code == "RESYNC_REQUIRED" and snapshot is not None:
                cursor, resync = None, error
            elif error.code == "TOKEN_EXPIRED" and token is not None:
                refused = token
                refusals += 1
                if refusals == _MOST_REFUSALS:
                    raise
                continue
            elif client.pause_after(error, failures) is None:
                raise
        if stop.is_set():
            return
        say("WAITING", why)
        stop.wait(client.pause_after(why or RedressError.network("the stream ended"), failures) or 0)
        failures += 1


def _payloads(
    client: "Client", document: str, variables: dict, token: Optional[str], stop: threading.Event
) -> Iterator[dict]:
    response = open_url(
        f"{client.url}/graphql/stream",
        method="POST",
        headers=client.headers(token, **{"Content-Type": "application/json", "Accept": "text/event-stream"}),
        body=json.dumps({"query": document, "variables": variables}).encode(),
        # The server writes a comment every 12 seconds: a line that is silent for longer is dead.
        timeout=client.timeout,
    )
    client.set_clock(response)
    event, data = "", ""
    with response:
        while not stop.is_set():
            try:
                line = response.readline()
            except BROKEN as cause:
                raise RedressError.network(cause) from cause
            # Only a whole line counts: one that was cut off may lack its end.
            if not line.endswith(b"\n"):
                return
            text = line.decode("utf-8").rstrip("\r\n")
            name, _, value = text.partition(": ")
            if name == "event":
                event = value
            elif name == "data":
                data = value
            elif text == "":
                if event == "complete":
                    return
                if event == "next":
                    yield json.loads(data)
                event, data = "", ""
