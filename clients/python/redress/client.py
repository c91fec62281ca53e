"""Requests in somebody's name: one session, one refresh at a time, and repetition that does nothing twice."""

from __future__ import annotations

import hashlib
import json
import random
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Optional

from . import files, live
from .errors import PASSING, RedressError
from .http import open_url, read

_SESSION = "accessToken accessTokenExpiresAt refreshToken"
SIGN_IN = f"mutation SignIn($input: SignInInput!) {{ signIn(input: $input) {{ {_SESSION} }} }}"
REFRESH = f"mutation Refresh($input: RefreshSessionInput!) {{ refreshSession(input: $input) {{ {_SESSION} }} }}"
ANNOUNCE = """mutation Announce($input: CreateEvidenceUploadInput!) {
  createEvidenceUpload(input: $input) { uploadUrl evidence { id } }
}"""

#: Mutations that the server does not remember by their `clientMutationId`: sent again, they are done again.
UNREMEMBERED = (
    *("registerAccount", "redeemAccountLink", "signIn", "signInWithCode", "refreshSession"),
    *("beginPasskeySignIn", "signInWithPasskey", "beginTotp", "confirmTotp", "beginPasskey", "confirmPasskey"),
    *("createApiKey", "createRecoveryCodes", "removeSecondFactor", "requestAccountErasure", "requestPasswordReset"),
    *("addContactPoint", "verifyContactPoint", "createWebhookEndpoint", "rotateWebhookSecret", "sendTestWebhook"),
    *("fetchOrder", "upsertMarketplaceRecords", "createSandbox", "advanceTestClock", "createTestCase"),
)
_NOT_REMEMBERED = re.compile(rf"\b({'|'.join(UNREMEMBERED)})\s*\(")

#: An access token that ends sooner, in seconds, is not used any more.
_SOON = 30


@dataclass(frozen=True)
class Tokens:
    """A session, to be kept: `asdict(tokens)` and `Tokens(**saved)`."""

    access_token: str
    access_token_expires_at: str
    refresh_token: str

    @classmethod
    def of(cls, payload: dict) -> "Tokens":
        return cls(payload["accessToken"], payload["accessTokenExpiresAt"], payload["refreshToken"])

    def as_dict(self) -> dict:
        return asdict(self)

    @property
    def ends(self) -> float:
        return datetime.fromisoformat(self.access_token_expires_at.replace("Z", "+00:00")).timestamp()


class Client:
    """
    One person's, or a visitor's, way to the API. May be shared by threads; two processes need a session each.

    `url` is the server's, without `/graphql`. `save` is called with every new pair of tokens before it is used, and with None when the
    session has ended. `language` is that of messages: `en` or `zh-CN`. A request is repeated at most `retries` times, and not when that
    means to wait longer than `longest_pause` seconds. An API client's `key` takes the place of a session.
    """

    def __init__(
        self,
        url: str,
        *,
        tokens: Optional[Tokens] = None,
        key: Optional[str] = None,
        save: Optional[Callable[[Optional[Tokens]], None]] = None,
        language: Optional[str] = None,
        name: Optional[str] = None,
        version: Optional[str] = None,
        timeout: float = 30,
        retries: int = 5,
        longest_pause: float = 60,
    ) -> None:
        self.url = url.rstrip("/")
        self.timeout = timeout
        self.retries = retries
        self.longest_pause = longest_pause
        self._save = save or (lambda tokens: None)
        self._tokens = tokens
        self._key = key
        self._turn = threading.Lock()
        self._ahead = 0.0
        given = {"Accept-Language": language, "X-Client-Name": name, "X-Client-Version": version}
        self._headers = {key: value for key, value in given.items() if value is not None}

    # -- session

    def sign_in(self, login: str, password: str, **more: Any) -> None:
        """Opens a session. Whoever has a second factor is refused with SECOND_FACTOR_REQUIRED: pass what then comes to `use`."""
        payload = self._once(SIGN_IN, {"input": {"login": login, "password": password, **more}}, None)["signIn"]
        self.use(Tokens.of(payload))

    def use(self, tokens: Optional[Tokens]) -> None:
        with self._turn:
            self._keep(tokens)

    def sign_out(self) -> None:
        """The session ends on the server too; if that cannot be reached, at least here."""
        try:
            self.query("mutation { signOut(input: {}) { clientMutationId } }")
        except RedressError:
            pass
        self.use(None)

    def token(self, refused: Optional[str] = None) -> Optional[str]:
        """An access token that is good for now, None for visitors. One thread refreshes, the others wait for it."""
        if self._key is not None:
            return self._key
        with self._turn:
            tokens = self._tokens
            if tokens is None:
                return None
            if tokens.access_token == refused or tokens.ends - self.now() < _SOON:
                tokens = self._refresh(tokens)
            return tokens.access_token

    def now(self) -> float:
        """By the platform's clock, in seconds since the epoch."""
        return time.time() + self._ahead

    def _refresh(self, tokens: Tokens) -> Tokens:
        # The same answer for 30 seconds, if it was lost: so the same request again, soon.
        for failures in range(4):
            try:
                payload = self._once(REFRESH, {"input": {"refreshToken": tokens.refresh_token}}, None)
                return self._keep(Tokens.of(payload["refreshSession"]))
            except RedressError as error:
                if error.code == "UNAUTHENTICATED":
                    self._keep(None)
                if error.code != "NETWORK" or failures == 3:
                    raise
                time.sleep(0.5 * 2**failures)
        raise AssertionError("the last failure was raised")

    def _keep(self, tokens: Optional[Tokens]) -> Any:
        self._save(tokens)
        self._tokens = tokens
        return tokens

    # -- requests

    def query(self, document: str, variables: Optional[dict] = None) -> dict:
        """Sends a document that may be sent again; returns its data."""
        return self._execute(document, variables or {}, repeat=True)

    def mutate(self, document: str, variables: Optional[dict] = None) -> dict:
        """
        Sends a mutation; returns its data. Its `$input` gets a `clientMutationId`, if it has none, and is repeated under it when no
        answer came: it happens once. Without `$input` it is sent once only, and so is what the server does not remember.
        """
        variables = dict(variables or {})
        given = variables.get("input")
        named = isinstance(given, dict)
        if named:
            # None or an empty text is no name: by neither the server remembers anything.
            variables["input"] = {**given, "clientMutationId": given.get("clientMutationId") or str(uuid.uuid4())}
        return self._execute(document, variables, repeat=named and not _NOT_REMEMBERED.search(document))

    def _execute(self, document: str, variables: dict, *, repeat: bool) -> dict:
        return self.attempt(lambda token: self._once(document, variables, token), repeat=repeat)

    def attempt(self, send: Callable[[Optional[str]], Any], *, repeat: bool = True) -> Any:
        """Calls `send` with a token until there is an answer that is final."""
        failures = 0
        refused: Optional[str] = None
        while True:
            token, sent = None, False
            try:
                token = self.token(refused)
                sent = True
                return send(token)
            except RedressError as error:
                if error.code == "TOKEN_EXPIRED" and token is not None and refused is None:
                    refused = token
                    continue
                pause = self.pause_after(error, failures)
                # What was refused to the refresh of the token was not sent.
                may_repeat = repeat or not sent
                if not may_repeat or failures == self.retries or pause is None or pause > self.longest_pause:
                    raise
            failures += 1
            time.sleep(pause)

    @staticmethod
    def pause_after(error: RedressError, failures: int) -> Optional[float]:
        """Seconds until the same may be sent again; None: not by itself."""
        if error.code not in PASSING:
            return None
        # Not the same for everybody: those who failed together must not come back together.
        return error.retry_after or random.random() * min(30.0, 0.5 * 2 ** min(failures, 6))

    def headers(self, token: Optional[str], **more: str) -> dict:
        authorization = {} if token is None else {"Authorization": f"Bearer {token}"}
        return {**self._headers, **authorization, **more}

    def _once(self, document: str, variables: dict, token: Optional[str]) -> dict:
        response = open_url(
            f"{self.url}/graphql",
            method="POST",
            headers=self.headers(
                token, **{"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
            ),
            body=json.dumps({"query": document, "variables": variables}).encode(),
            timeout=self.timeout,
        )
        self.set_clock(response)
        try:
            answer = json.loads(read(response))
        except ValueError as cause:
            raise RedressError.network("what came is not an answer of the API") from cause
        if answer.get("errors"):
            raise RedressError.of(answer["errors"], response.status, answer.get("data"))
        return answer["data"]

    def set_clock(self, response: Any) -> None:
        date = response.headers.get("Date")
        if date:
            self._ahead = parsedate_to_datetime(date).timestamp() - time.time()

    # -- files

    def upload_evidence(
        self, complaint_id: str, data: bytes, *, kind: str, title: str, file_name: str, media_type: str, **more: Any
    ) -> str:
        """Announces a file and sends it; returns the evidence's id once the file has been accepted."""
        announced = {
            **{"complaintId": complaint_id, "kind": kind, "title": title, "fileName": file_name},
            **{"mediaType": media_type, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()},
            **more,
        }
        payload = self.mutate(ANNOUNCE, {"input": announced})["createEvidenceUpload"]
        self.send_file(payload["uploadUrl"], data)
        return payload["evidence"]["id"]

    def send_file(self, upload_url: str, data: bytes) -> None:
        """Sends what was announced to the address that the announcement returned. What arrived before a break is not sent again."""
        files.send(self, upload_url, data)

    # -- live updates

    def follow(
        self,
        document: str,
        variables: Optional[dict] = None,
        *,
        after: Optional[str] = None,
        snapshot: Optional[Callable[[Optional[RedressError]], Optional[str]]] = None,
        on_state: Optional[Callable[[str, Optional[RedressError]], None]] = None,
        stop: Optional[threading.Event] = None,
    ) -> Iterator[live.Update]:
        """
        Every update of a subscription that takes `$after: String` and selects `cursor caughtUp`: once, in order, whatever becomes of the
        connection. Save `update.cursor` together with what you make of the update, and pass it as `after` when the program starts again.

        `snapshot` reads afresh and returns its cursor: it is called when there is no `after`, with None, and when the place is lost, with
        the error RESYNC_REQUIRED; without it that error is raised. `stop` ends it, at the latest after the server's next sign of life.
        """
        return live.follow(
            self, document, variables or {}, after=after, snapshot=snapshot, on_state=on_state, stop=stop
        )
