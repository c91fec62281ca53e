"""
Against a running server with the demo's people: REDRESS_URL names it, REDRESS_CASE a case of li.na with wang.owner that is being
negotiated, REDRESS_CASE_FOR_EVIDENCE one in which evidence may be given.
"""

from __future__ import annotations

import os
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from redress import PASSING, Client, RedressError, Tokens, load_documents
from redress.client import REFRESH, SIGN_IN

from .proxy import Proxy

URL = os.environ["REDRESS_URL"]
CASE = os.environ["REDRESS_CASE"]
EVIDENCE_CASE = os.environ["REDRESS_CASE_FOR_EVIDENCE"]
PASSWORD = "redress-demo-2026"
DOCUMENTS = load_documents(Path(__file__).parents[3] / "schema/operations")

ME = "{ viewer { login } }"
SAY = """mutation Say($input: SendMessageInput!) {
  sendMessage(input: $input) { clientMutationId message { id } complaint { version } }
}"""
MESSAGES = """query Messages($id: ID!) { complaint(id: $id) { messages(last: 100) { nodes { text } } } }"""
CURSOR = "query Cursor($id: ID!) { complaint(id: $id) { cursor } }"
FOLLOW = """subscription Follow($id: ID!, $after: String) {
  complaintUpdated(id: $id, after: $after) { cursor caughtUp event { seq } complaint { id } }
}"""


def signed_in(login: str, url: str = URL, **options) -> Client:
    client = Client(url, **options)
    client.sign_in(login, PASSWORD)
    return client


def texts(client: Client) -> list[str]:
    return [node["text"] for node in client.query(MESSAGES, {"id": CASE})["complaint"]["messages"]["nodes"]]


def say(client: Client, text: str) -> dict:
    return client.mutate(SAY, {"input": {"complaintId": CASE, "text": text}})


class WithProxy(unittest.TestCase):
    def setUp(self) -> None:
        server = urlsplit(URL)
        self.proxy = Proxy(server.hostname or "", server.port or 80)
        self.addCleanup(self.proxy.close)


class Errors(unittest.TestCase):
    def test_say_what_a_program_decides_by(self) -> None:
        with self.assertRaises(RedressError) as refused:
            Client(URL, language="en").sign_in("li.na", "wrong")
        error = refused.exception
        self.assertEqual((error.code, error.reason), ("UNAUTHENTICATED", "badCredentials"))
        self.assertIsNotNone(error.request_id)

    def test_name_the_fields_that_are_wrong(self) -> None:
        with self.assertRaises(RedressError) as refused:
            say(signed_in("li.na", language="en"), "")
        error = refused.exception
        self.assertEqual((error.code, error.field), ("BAD_USER_INPUT", "input.text"))
        self.assertEqual([problem["field"] for problem in error.problems], ["input.text"])

    def test_say_how_long_to_wait(self) -> None:
        with self.assertRaises(RedressError) as refused:
            for _ in range(50):
                try:
                    Client(URL, longest_pause=0).sign_in("sun.audit", "wrong")
                except RedressError as error:
                    if error.code != "UNAUTHENTICATED":
                        raise
        self.assertEqual(refused.exception.code, "RATE_LIMITED")
        self.assertGreater(refused.exception.retry_after, 0)

    def test_of_a_server_that_is_not_there_have_the_code_of_this_package(self) -> None:
        with self.assertRaises(RedressError) as refused:
            Client("http://127.0.0.1:9", retries=1).query(ME)
        self.assertEqual(refused.exception.code, "NETWORK")

    def test_that_pass_are_those_of_the_catalogue(self) -> None:
        refusals = Client(URL).query("{ refusals { code retry } }")["refusals"]
        later = {refusal["code"] for refusal in refusals if refusal["retry"] == "LATER"}
        self.assertEqual(PASSING - later, {"NETWORK"})


class Documents(unittest.TestCase):
    def test_are_read_from_a_folder(self) -> None:
        data = Client(URL).query(DOCUMENTS["ApiLimits"])
        self.assertGreater(data["apiLimits"]["cost"], 0)


class Session(unittest.TestCase):
    def test_is_refreshed_once_for_all_threads(self) -> None:
        saved: list[Tokens | None] = []
        client = signed_in("tom", save=saved.append)
        old = client.token()
        # The platform's clock moves on; the client learns of it from the next answer.
        client.mutate(DOCUMENTS["AdvanceClock"], {"input": {"hours": 1}})
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: client.query(ME)["viewer"]["login"], range(16)))
        self.assertEqual(answers, ["tom"] * 16)
        self.assertEqual(len(saved), 2)
        self.assertNotEqual(client.token(), old)

    def test_whose_refresh_is_refused_for_now_is_refreshed_later(self) -> None:
        client = signed_in("tom")
        client.mutate(DOCUMENTS["AdvanceClock"], {"input": {"hours": 1}})
        through, refused = client._once, []

        def once(document: str, variables: dict, token: str | None) -> dict:
            if document == REFRESH and not refused:
                refused.append(document)
                raise RedressError("The server restarts.", code="GOING_AWAY")
            return through(document, variables, token)

        client._once = once  # type: ignore[method-assign]
        self.assertEqual(client.query(ME)["viewer"]["login"], "tom")
        self.assertEqual(refused, [REFRESH])

    def test_that_was_saved_is_gone_on_with(self) -> None:
        saved: list[Tokens | None] = []
        signed_in("tom", save=saved.append)
        again = Client(URL, tokens=Tokens(**saved[-1].as_dict()), save=saved.append)
        self.assertEqual(again.query(ME)["viewer"]["login"], "tom")
        again.sign_out()
        self.assertIsNone(saved[-1])
        self.assertIsNone(again.query(ME)["viewer"])


class Keys(unittest.TestCase):
    def test_of_an_api_client_take_the_place_of_a_session(self) -> None:
        owner = signed_in("wang.owner")
        provider = owner.query("{ viewer { memberships { provider { id } } } }")["viewer"]["memberships"][0]["provider"]
        named = {"name": "A job of the night", "providerId": provider["id"], "scopes": ["COMPLAINTS_READ"]}
        make = "mutation M($input: CreateApiClientInput!) { createApiClient(input: $input) { apiClient { id } } }"
        made = owner.mutate(make, {"input": named})["createApiClient"]["apiClient"]
        key = "mutation K($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }"
        secret = owner.mutate(key, {"input": {"apiClientId": made["id"]}})["createApiKey"]["secret"]
        seen = Client(URL, key=secret).query("query ($id: ID!) { complaint(id: $id) { id } }", {"id": CASE})
        self.assertEqual(seen["complaint"]["id"], CASE)


class SignOut(WithProxy):
    def test_ends_the_session_here_also_when_no_answer_comes(self) -> None:
        saved: list[Tokens | None] = []
        client = signed_in("tom", self.proxy.url, save=saved.append, retries=0)
        self.proxy.lose = 1
        client.sign_out()
        self.assertEqual((client.token(), saved[-1]), (None, None))


class Repetition(WithProxy):
    def test_of_a_mutation_whose_answer_was_lost_does_nothing_twice(self) -> None:
        client = signed_in("li.na", self.proxy.url)
        self.proxy.lose = 2
        say(client, "once, whatever happens")
        self.assertEqual(self.proxy.cuts, 2)
        self.assertEqual(texts(client).count("once, whatever happens"), 1)

    def test_gives_a_name_where_there_is_none(self) -> None:
        client = signed_in("li.na", self.proxy.url)
        for nothing in (None, ""):
            self.proxy.lose = 1
            text = f"once, though it was named {nothing!r}"
            client.mutate(SAY, {"input": {"clientMutationId": nothing, "complaintId": CASE, "text": text}})
            self.assertEqual(texts(client).count(text), 1)

    def test_needs_a_name(self) -> None:
        client = signed_in("li.na", self.proxy.url)
        self.proxy.lose = 1
        document = 'mutation { sendMessage(input: { complaintId: "%s", text: "unnamed" }) { message { id } } }' % CASE
        with self.assertRaises(RedressError) as refused:
            client.mutate(document)
        self.assertEqual(refused.exception.code, "NETWORK")
        self.assertEqual(self.proxy.cuts, 1)

    def test_is_of_no_mutation_that_the_server_does_not_remember(self) -> None:
        client = signed_in("li.na", self.proxy.url)
        self.proxy.lose = 1
        with self.assertRaises(RedressError) as refused:
            client.mutate(SIGN_IN, {"input": {"login": "li.na", "password": PASSWORD}})
        self.assertEqual((refused.exception.code, self.proxy.cuts), ("NETWORK", 1))

    def test_of_a_query_goes_on_until_there_is_an_answer(self) -> None:
        client = signed_in("li.na", self.proxy.url)
        self.proxy.lose = 3
        self.assertEqual(client.query(ME)["viewer"]["login"], "li.na")

    def test_comes_after_a_pause_of_half_a_minute_at_most_however_long_the_server_is_away(self) -> None:
        for failures in (0, 6, 100_000):
            pause = Client.pause_after(RedressError.network("a night without the server"), failures)
            self.assertLess(pause, 30)

    def test_ends(self) -> None:
        client = signed_in("li.na", self.proxy.url, retries=1)
        self.proxy.lose = 2
        with self.assertRaises(RedressError):
            client.query(ME)


class Uploads(WithProxy):
    def upload(self, client: Client, data: bytes, name: str) -> str:
        return client.upload_evidence(
            EVIDENCE_CASE, data, kind="OTHER", title=name, file_name=f"{name}.txt", media_type="text/plain"
        )

    def status(self, client: Client, evidence: str) -> str:
        document = "query ($id: ID!) { evidence(id: $id) { status } }"
        return client.query(document, {"id": evidence})["evidence"]["status"]

    def test_of_a_small_file(self) -> None:
        client = signed_in("li.na")
        self.assertEqual(self.status(client, self.upload(client, b"hello, small", "small")), "STORED")

    def test_of_a_large_file_goes_on_where_the_line_broke(self) -> None:
        client = signed_in("li.na")
        data = b"".join(b"line %d of a long chat\n" % number for number in range(120_000))
        through_proxy = client.send_file
        broken_off: list[int] = []

        def send(url: str, data: bytes) -> None:
            self.proxy.allowance = 1_800_000
            through_proxy(url.replace(URL, self.proxy.url), data)
            broken_off.append(self.proxy.cuts)

        client.send_file = send  # type: ignore[method-assign]
        self.assertEqual(self.status(client, self.upload(client, data, "large")), "STORED")
        self.assertEqual(broken_off, [1])

    def test_in_parts_say_that_the_address_is_no_longer_valid(self) -> None:
        client = signed_in("li.na")
        through = client.send_file

        def late(url: str, data: bytes) -> None:
            client.mutate(DOCUMENTS["AdvanceClock"], {"input": {"hours": 1}})
            through(url, data)

        client.send_file = late  # type: ignore[method-assign]
        with self.assertRaises(RedressError) as refused:
            self.upload(client, b"x" * 2_000_000, "late")
        self.assertEqual(refused.exception.code, "TOO_LATE")

    def test_that_is_not_what_was_announced_is_refused(self) -> None:
        client = signed_in("li.na")
        through = client.send_file
        client.send_file = lambda url, data: through(url, data[::-1])  # type: ignore[method-assign]
        with self.assertRaises(RedressError) as refused:
            self.upload(client, b"hello, other", "other")
        self.assertEqual(refused.exception.code, "EVIDENCE_REJECTED")


class Live(WithProxy):
    def cursor_of(self, client: Client) -> str:
        return client.query(CURSOR, {"id": CASE})["complaint"]["cursor"]

    def test_every_update_comes_once_and_in_order_over_a_bad_line(self) -> None:
        reader, people = signed_in("li.na", self.proxy.url), [signed_in("li.na"), signed_in("wang.owner")]
        begun = threading.Event()
        # Few that are not read yet: between two cuts the line has to be there again.
        ahead = threading.Semaphore(3)
        most = 60

        def write() -> None:
            begun.wait()
            for number in range(most):
                ahead.acquire()
                say(people[number % 2], f"message {number}")

        writer = threading.Thread(target=write)
        writer.start()
        taken: list[int] = []
        states: set[str] = set()

        def on_state(state: str, why: RedressError | None) -> None:
            states.add(state)
            if state == "LIVE":
                begun.set()

        after = self.cursor_of(people[0])
        for update in reader.follow(FOLLOW, {"id": CASE}, after=after, on_state=on_state):
            if update.update["event"] is not None:
                taken.append(update.update["event"]["seq"])
                ahead.release()
                if len(taken) % 7 == 0:
                    self.proxy.cut()
            if len(taken) == most:
                break
        writer.join()
        self.assertEqual(taken, list(range(taken[0], taken[0] + most)))
        self.assertGreater(self.proxy.cuts, 5)
        self.assertLessEqual({"CONNECTING", "WAITING", "LIVE"}, states)

    def test_another_program_goes_on_from_the_cursor_that_was_saved(self) -> None:
        client = signed_in("li.na")
        after = self.cursor_of(client)
        say(client, "while nobody listened")
        say(client, "and again")
        first = next(client.follow(FOLLOW, {"id": CASE}, after=after))
        second = next(client.follow(FOLLOW, {"id": CASE}, after=first.cursor))
        seqs = [update.update["event"]["seq"] for update in (first, second)]
        self.assertEqual(seqs[1], seqs[0] + 1)

    def test_an_expired_token_is_refreshed_and_the_stream_goes_on(self) -> None:
        client, other = signed_in("tom"), signed_in("tom")
        document = "subscription ($after: String) { inboxUpdated(after: $after) { cursor caughtUp unreadCount } }"
        states: list[str] = []
        updates = client.follow(document, on_state=lambda state, why: states.append(state))
        first = next(updates)
        old = client.token()
        other.mutate(DOCUMENTS["AdvanceClock"], {"input": {"hours": 1}})
        self.assertTrue(next(updates).update["caughtUp"])
        self.assertEqual(states, ["CONNECTING", "LIVE", "CONNECTING", "LIVE"])
        self.assertNotEqual(client.token(), old)
        self.assertIsNotNone(first.cursor)

    def test_a_lost_place_leads_to_a_fresh_snapshot(self) -> None:
        client = signed_in("li.na")
        why: list[RedressError | None] = []

        def snapshot(error: RedressError | None) -> str:
            why.append(error)
            return self.cursor_of(client)

        update = next(client.follow(FOLLOW, {"id": CASE}, after="forged", snapshot=snapshot))
        self.assertTrue(update.update["caughtUp"])
        self.assertEqual([error and error.code for error in why], ["RESYNC_REQUIRED"])

    def test_a_lost_place_is_an_error_for_whoever_takes_no_snapshot(self) -> None:
        with self.assertRaises(RedressError) as refused:
            next(signed_in("li.na").follow(FOLLOW, {"id": CASE}, after="forged"))
        self.assertEqual(refused.exception.code, "RESYNC_REQUIRED")

    def test_what_a_retry_would_not_mend_ends_the_stream(self) -> None:
        with self.assertRaises(RedressError) as refused:
            next(signed_in("tom").follow(FOLLOW, {"id": CASE}))
        self.assertEqual(refused.exception.code, "NOT_FOUND")

    def test_can_be_stopped(self) -> None:
        stop = threading.Event()
        client = signed_in("li.na")
        taken = []
        for update in client.follow(FOLLOW, {"id": CASE}, stop=stop):
            taken.append(update)
            stop.set()
        self.assertEqual(len(taken), 1)
