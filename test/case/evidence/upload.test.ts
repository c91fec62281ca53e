import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { Account } from "../../../src/accounts/account/account.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { awaitedEvidence } from "../../../src/case/evidence/awaited-evidence";
import type { Tx } from "../../../src/platform/database/tx";
import { eventually } from "../../support/eventually";
import { forEachDatabase } from "../../support/databases";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";
import { fetchAsOwner } from "../../support/file-links";
import { startWorld, type World } from "../../support/world";
import { acceptedCase, announce, announcement, eventTypes, look, openedCase, send, submit } from "./evidence-case";
import { CHAT, PDF, PNG, SCRIPT, sha256 } from "./samples";

const MINUTE = 60_000;

forEachDatabase((kind) => {
  let world: World;
  let files: TemporaryFolder;
  let complaintId: string;
  beforeAll(async () => {
    files = await temporaryFolder("files");
    world = await startWorld(kind, {}, { STORAGE_URL: `file:${files.path}` });
    complaintId = await openedCase(world);
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await files.remove();
  });

  const stored = async (): Promise<number> =>
    (await readdir(files.path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

  /** What is refused leaves no trace: not in the storage, not in the case. */
  async function leavesNothing(act: () => Promise<void>): Promise<void> {
    const consumer = await world.as("li.na");
    const before = [
      await stored(),
      await look(consumer, complaintId).then(({ version, evidenceCount }) => [version, evidenceCount]),
    ];
    await act();
    // The client may hear of it before the server has tidied up.
    await eventually(async () =>
      expect([
        await stored(),
        await look(consumer, complaintId).then(({ version, evidenceCount }) => [version, evidenceCount]),
      ]).toEqual(before),
    );
  }

  it("a file becomes evidence when its bytes have arrived, and comes back as it was sent", async () => {
    const consumer = await world.as("li.na");
    // Its name is one line that is seen, too, and says nothing backwards.
    const { id, uploadUrl } = await announce(consumer, complaintId, PNG, { fileName: "\u202echat\u200b.png\u2028" });
    expect((await look(consumer, complaintId)).evidence).toMatchObject([
      { id, status: "PENDING", mediaType: null, downloadUrl: null },
    ]);

    // Once it is there it is answered so, even if the storage is away by then.
    const discarded = jest.spyOn(world.server.services.storage, "discard").mockRejectedValueOnce(new Error("away"));
    expect(await send(uploadUrl, PNG)).toEqual({ status: 201, body: { evidenceId: id } });
    expect(discarded).toHaveBeenCalledTimes(1);
    discarded.mockRestore();
    const complaint = await look(consumer, complaintId);
    expect(complaint).toMatchObject({
      evidenceCount: 1,
      evidence: [{ id, status: "STORED", mediaType: "image/png", sha256: sha256(PNG), size: PNG.length, late: false }],
    });
    expect(eventTypes(complaint).at(-1)).toBe("EVIDENCE_SUBMITTED");

    const download = await fetchAsOwner(complaint.evidence[0].downloadUrl);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG);
    expect(download.headers.get("content-disposition")).toBe(
      "attachment; filename=\"chat.png\"; filename*=UTF-8''chat.png",
    );
    expect(download.headers.get("x-content-type-options")).toBe("nosniff");
    expect(download.headers.get("content-type")).toBe("image/png");
  });

  it("the same request again gives the same address, and the same evidence", async () => {
    const consumer = await world.as("li.na");
    const first = await announce(consumer, complaintId, CHAT, {
      fileName: "chat.txt",
      mediaType: "text/plain",
      clientMutationId: `chat ${kind}`,
    });
    expect(
      await announce(consumer, complaintId, CHAT, {
        fileName: "chat.txt",
        mediaType: "text/plain",
        clientMutationId: `chat ${kind}`,
      }),
    ).toEqual(first);
  });

  it.each([
    ["0 bytes", PNG, Buffer.alloc(0), 400, "empty"],
    ["one byte too few", PNG, PNG.subarray(1), 400, "shorter"],
    ["one byte too many", PNG, Buffer.concat([PNG, Buffer.alloc(1)]), 413, "longer"],
    ["other bytes of that size", PNG, Buffer.concat([PNG.subarray(0, -1), Buffer.from([0])]), 400, "SHA-256"],
    ["a script named .png", SCRIPT, SCRIPT, 400, "image/png"],
  ])("%s: refused, and nothing stays", async (_, announced, sent, status, word) => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, announced);
    await leavesNothing(async () => {
      const answer = await send(uploadUrl, sent, { "accept-language": "en" });
      expect(answer).toMatchObject({ status, body: { code: "EVIDENCE_REJECTED" } });
      expect(answer.body.message).toContain(word);
    });
  });

  it("a body of unknown length is counted as it comes, and cut off at the size announced", async () => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, PNG);
    await leavesNothing(async () => {
      const endless = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
      const answer = await fetchAsOwner(uploadUrl, {
        method: "PUT",
        body: endless,
        duplex: "half",
      } as RequestInit).then(
        (r) => r.status,
        () => "cut off",
      );
      expect([413, "cut off"]).toContain(answer);
    });
  });

  it("an upload that breaks off leaves nothing, and may be tried again", async () => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, PDF, {
      fileName: "a.pdf",
      mediaType: "application/pdf",
      kind: "INVOICE",
    });
    await leavesNothing(async () => {
      const { hostname, port, pathname } = new URL(uploadUrl);
      const line = connect(Number(port), hostname);
      const head = `PUT ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: ${PDF.length}\r\n\r\n%PDF`;
      await new Promise<void>((sent) => line.write(head, () => sent()));
      line.destroy();
    });
    expect((await send(uploadUrl, PDF)).status).toBe(201);
  });

  it("nothing is uploaded twice, also not at the same time", async () => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, PNG);
    const before = await stored();
    const answers = await Promise.all([send(uploadUrl, PNG), send(uploadUrl, PNG), send(uploadUrl, PNG)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await send(uploadUrl, PNG)).body.code).toBe("ALREADY_EXISTS");
    expect(await stored()).toBe(before + 2); // the picture, and its copy for the other side
  });

  it("whether a row points at bytes is known once a commit that nobody heard of has ended", async () => {
    const { id } = await announce(await world.as("li.na"), complaintId, PNG);
    const { services } = world.server;
    const { database } = services;
    const account = await database.findOne(Account, { login: "li.na" });
    const actor = await services.currentActor(account?.id ?? "");
    if (!actor) throw new Error("li.na is not here");
    const upload = await awaitedEvidence(services, id, actor);
    const point = (tx: Tx, key: string | null) =>
      tx.executeUnseen("UPDATE evidence SET storage_key = ? WHERE id = ?", [key, id]);
    const waits = async () =>
      expect(
        await database.query(
          "SELECT id FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()",
          [`%FROM complaint t WHERE t.id = '${complaintId}'%FOR UPDATE%`],
        ),
      ).not.toEqual([]);
    const asked: Promise<string | null>[] = [];
    await database.transact(async (tx) => {
      await tx.lock(Complaint, complaintId);
      point(tx, "stored0bytes");
      if (asked.length === 0) asked.push(upload.storageKeyNow());
      if (kind === "mariadb") await Promise.race([...asked, eventually(waits)]);
    });
    expect(await Promise.all(asked)).toEqual(["stored0bytes"]);
    await database.transact(async (tx) => point(tx, null));
  });

  it("an address works for a quarter of an hour, and only as it was given", async () => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, PNG);
    expect((await send(`${uploadUrl}x`, PNG)).status).toBe(404);
    expect((await fetchAsOwner(uploadUrl)).status).toBe(404);
    world.clock.advance(16 * MINUTE);
    expect(await send(uploadUrl, PNG)).toMatchObject({ status: 410, body: { code: "TOO_LATE" } });
    await world.later(0);
  });

  it("what could never be accepted is refused before it is sent", async () => {
    const consumer = await world.as("li.na");
    const tryTo = (changes: Record<string, unknown>) =>
      consumer
        .tryTo("createEvidenceUpload", announcement(complaintId, PNG, changes))
        .then(({ extensions: { code, field } }) => [code, field]);
    expect(await tryTo({ size: 0 })).toEqual(["EVIDENCE_REJECTED", "input.size"]);
    expect(await tryTo({ size: 20_971_521 })).toEqual(["EVIDENCE_REJECTED", "input.size"]);
    expect(await tryTo({ size: -1 })).toEqual(["BAD_USER_INPUT", "input.size"]);
    expect(await tryTo({ mediaType: "text/html" })).toEqual(["EVIDENCE_REJECTED", "input.mediaType"]);
    expect(await tryTo({ fileName: "run.exe" })).toEqual(["EVIDENCE_REJECTED", "input.fileName"]);
    expect(await tryTo({ fileName: "../../x.png" })).toEqual(["BAD_USER_INPUT", "input.fileName"]);
    expect(await tryTo({ sha256: "abc" })).toEqual(["BAD_USER_INPUT", "input.sha256"]);
    expect(await tryTo({ visibility: "PROVIDER_SIDE" })).toEqual(["FORBIDDEN", "input.visibility"]);
    expect(await tryTo({ supersedesId: "evd_00000000000000000000000000" })).toEqual([
      "NOT_FOUND",
      "input.supersedesId",
    ]);
    expect(await tryTo({ complaintId: "cmp_00000000000000000000000000" })).toEqual(["NOT_FOUND", "input.complaintId"]);
  });

  it("strangers and moderators submit nothing", async () => {
    const codeFor = async (login: string) =>
      (await (await world.as(login)).tryTo("createEvidenceUpload", announcement(complaintId, PNG))).extensions.code;
    expect(await codeFor("tom")).toBe("NOT_FOUND");
    expect(await codeFor("chen.mod")).toBe("FORBIDDEN");
  });

  it("a later piece supersedes an earlier one of the same side; both stay", async () => {
    const consumer = await world.as("li.na");
    const earlier = await submit(consumer, complaintId, PNG, { visibility: "CONSUMER_SIDE" });
    const later = await submit(consumer, complaintId, PNG, { supersedesId: earlier });
    const { evidence } = await look(consumer, complaintId);
    expect(evidence.find(({ id }: { id: string }) => id === earlier)).toMatchObject({
      status: "SUPERSEDED",
      supersededById: later,
    });
    expect(evidence.find(({ id }: { id: string }) => id === later)).toMatchObject({
      status: "STORED",
      supersedesId: earlier,
    });
    const code = async (login: string, changes = {}) =>
      (
        await (
          await world.as(login)
        ).tryTo("createEvidenceUpload", announcement(complaintId, PNG, { supersedesId: later, ...changes }))
      ).extensions.code;
    expect(await code("wang.owner")).toBe("FORBIDDEN");
    expect(await code("li.na", { visibility: "CONSUMER_SIDE" })).toBe("FORBIDDEN");
  });

  it("of two that would supersede the same piece, one wins", async () => {
    const consumer = await world.as("li.na");
    const earlier = await submit(consumer, complaintId, PNG);
    const rivals = await Promise.all([1, 2].map(() => announce(consumer, complaintId, PNG, { supersedesId: earlier })));
    const answers = await Promise.all(rivals.map(({ uploadUrl }) => send(uploadUrl, PNG)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("a side keeps a piece from the other: in the list, by its id, by its address and in the history", async () => {
    const consumer = await world.as("li.na");
    const id = await submit(consumer, complaintId, PNG, { visibility: "CONSUMER_SIDE", title: "secret" });
    const query = "query ($id: ID!) { evidence(id: $id) { id downloadUrl } }";
    for (const [login, sees] of [
      ["li.na", true],
      ["wang.owner", false],
      ["chen.mod", true],
      ["tom", false],
    ] as const) {
      const person = await world.as(login);
      expect((await person.ok(query, { id })).evidence !== null).toBe(sees);
      if (login === "tom") continue;
      const complaint = await look(person, complaintId);
      expect(complaint.evidence.some((piece: { id: string }) => piece.id === id)).toBe(sees);
      expect(JSON.stringify(complaint.timeline).includes(id)).toBe(sees);
    }
  });

  it("a download belongs to its person and to ten minutes", async () => {
    const staff = await world.as("zhao.staff");
    const id = await submit(staff, complaintId, PNG, { visibility: "PROVIDER_SIDE" });
    const { downloadUrl } = (await look(staff, complaintId)).evidence.find((piece: { id: string }) => piece.id === id);
    expect((await fetchAsOwner(downloadUrl)).status).toBe(200);
    world.clock.advance(11 * MINUTE);
    expect((await fetchAsOwner(downloadUrl)).status).toBe(410);
    await world.later(0);

    const again = (await look(await world.as("zhao.staff"), complaintId)).evidence.find(
      (piece: { id: string }) => piece.id === id,
    );
    const owner = await world.as("wang.owner");
    const { provider } = (
      await owner.ok("query ($id: ID!) { complaint(id: $id) { provider { id } } }", { id: complaintId })
    ).complaint;
    await owner.do(
      "removeProviderMember",
      { providerId: provider.id, accountId: staff.accountId },
      "{ clientMutationId }",
    );
    expect((await fetchAsOwner(again.downloadUrl)).status).toBe(404);
  });

  it("other ways of asking are told what is allowed", async () => {
    const { uploadUrl } = await announce(await world.as("li.na"), complaintId, PNG);
    const answer = await fetchAsOwner(uploadUrl, { method: "POST", body: PNG as BodyInit });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, PUT, PATCH, OPTIONS"]);
  });

  it("a side may submit only so many", async () => {
    await using other = await startWorld(kind);
    const id = await openedCase(other);
    const consumer = await other.as("li.na");
    for (let n = 0; n < 50; n += 1) await announce(consumer, id, PNG);
    expect((await consumer.tryTo("createEvidenceUpload", announcement(id, PNG))).extensions.code).toBe("LIMIT_REACHED");
    // Announcements that came to nothing free their places.
    await other.later(1);
    await announce(await other.as("li.na"), id, PNG);
  });

  it("bytes that arrive after the stage is over are refused", async () => {
    await using other = await startWorld(kind);
    const id = await acceptedCase(other);
    const { uploadUrl } = await announce(await other.as("li.na"), id, PNG);
    await (await other.as("li.na")).do("closeEvidence", { complaintId: id });
    expect(await send(uploadUrl, PNG)).toMatchObject({ status: 409, body: { code: "NOT_IN_THIS_STATE" } });
    expect((await look(await other.as("li.na"), id)).evidenceCount).toBe(0);
  });
});
