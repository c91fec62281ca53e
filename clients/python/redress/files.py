"""Sends the bytes of an announced file: small ones at once, others in parts by the tus protocol, which survive a bad line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from .errors import RedressError
from .http import open_url, read

if TYPE_CHECKING:
    from .client import Client

PART = 1024 * 1024


def send(client: "Client", url: str, data: bytes) -> None:
    try:
        if len(data) <= PART:
            client.attempt(lambda token: _request(client, url, token, "PUT", data))
        else:
            _send_parts(client, url, data)
    except RedressError as error:
        # The answer to the last part was lost, and the file has arrived.
        if error.reason != "upload.alreadyUploaded":
            raise


def _send_parts(client: "Client", url: str, data: bytes) -> None:
    def one_part(token: Optional[str]) -> int:
        # How much is there is asked each time: a part may have arrived although its answer has not.
        offset = int(_request(client, url, token, "HEAD", None, **_TUS).headers["Upload-Offset"])
        if offset < len(data):
            headers = {**_TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
            part = data[offset : offset + PART]
            try:
                offset = int(_request(client, url, token, "PATCH", part, **headers).headers["Upload-Offset"])
            except RedressError as error:
                if error.reason != "upload.wrongOffset":
                    raise
                # More of a part that broke off has arrived since: to be asked again.
                raise RedressError.network(error) from error
        return offset

    while client.attempt(one_part) < len(data):
        pass


_TUS = {"Tus-Resumable": "1.0.0"}


def _request(client: "Client", url: str, token: Optional[str], method: str, body: Optional[bytes], **headers: str):
    response = open_url(
        url, method=method, headers=client.headers(token, **headers), body=body, timeout=client.timeout
    )
    client.set_clock(response)
    read(response)
    return response
