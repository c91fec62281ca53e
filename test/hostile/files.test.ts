import { readdir } from "node:fs/promises";
import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { openCase, type WorldCase } from "../case/complaints/world-case";
import { exported, verify } from "../public/dossier/exported";
import { announce, send, submit } from "../case/evidence/evidence-case";
import { bomb, photo, polyglot, SECRETS } from "../case/evidence/pictures";
import { head, PART, patch, picture, SlowPart } from "../case/evidence/resuming";
import { CHAT, PNG, sha256 } from "../case/evidence/samples";
import { startClamd, EICAR, MALWARE, type TestClamd } from "../support/clamd";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { fetchAsOwner } from "../support/file-links";
import { describeWith } from "../support/programs";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { refusalIn } from "../support/refusal-in";
import { startNode, startWorld, type World } from "../support/world";
import { Applicant, creditCode } from "../market/vetting/applicant";

const MOST = 20_971_520;
const TEXT = { kind: "CHAT_LOG", fileName: "chat.txt", mediaType: "text/plain" };
const PHOTO = { kind: "PHOTO", fileName: "photo.jpg", mediaType: "image/jpeg" };

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

forEachDatabase((kind) => {
  let world: World;
  let files: TemporaryFolder;
  let theCase: WorldCase;
  beforeAll(async () => {
    files = await temporaryFolder("files");
    world = await startWorld(kind, {}, { STORAGE_URL: `file:${files.path}` });
    theCase = await openCase(world);
    await theCase.walk("EVIDENCE");
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await files?.remove();
  });

  const consumer = () => world.as(theCase.people.consumer);
  const provider = () => world.as(theCase.people.provider);
  const pieceFor = async (who: string, id: string) => {
    const { evidence } = await theCase.look(
      "evidence { nodes { id status sha256 shownSha256 shownSize downloadUrl } }",
      await world.as(who),
    );
    return evidence.find((piece: { id: string }) => piece.id === id);
  };
  const bytesFor = async (who: string, id: string): Promise<Buffer> => {
    const answer = await fetchAsOwner((await pieceFor(who, id)).downloadUrl);
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const by = async (login: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${(await world.as(login)).token}`,
  });

  it("M4: megabytes of nothing, declared as text, are refused with their first bytes, and none is kept", async () => {
    const before = await filesIn(files.path);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { uploadUrl } = await announce(await consumer(), theCase.id, Buffer.alloc(MOST), TEXT);
      const part = new SlowPart(uploadUrl, 0, MOST - 1);
      await part.send(Buffer.alloc(64 * 1024));
      expect(await part.answer()).toMatchObject({ status: 400, body: { code: "EVIDENCE_REJECTED" } });
      part.cut();
      expect((await head(uploadUrl)).offset).toBe(0);
    }
    // Also when what is no text comes later.
    const text = Buffer.alloc(100_000, "text\n");
    const { uploadUrl } = await announce(await consumer(), theCase.id, Buffer.alloc(200_000), TEXT);
    expect((await patch(uploadUrl, 0, text)).status).toBe(204);
    expect((await patch(uploadUrl, 100_000, Buffer.alloc(50_000))).status).toBe(400);
    expect((await head(uploadUrl)).offset).toBe(100_000);
    world.clock.advance(21 * 60_000);
    await world.later(0);
    expect(await filesIn(files.path)).toEqual(before);
  });

  it("M4: byte after byte fills no disk with files", async () => {
    const before = await filesIn(files.path);
    const { uploadUrl } = await announce(await consumer(), theCase.id, picture(100_000));
    for (let offset = 0; offset < 60; offset += 1)
      expect((await patch(uploadUrl, 0, PNG.subarray(0, 1))).status).toBe(400);
    // Neither when it does not say how much it is going to send.
    const crumb = (): ReadableStream =>
      new ReadableStream({
        start(stream) {
          stream.enqueue(new Uint8Array(PNG.subarray(0, 1)));
          stream.close();
        },
      });
    const headers = { ...PART, "upload-offset": "0" };
    const answer = await fetchAsOwner(uploadUrl, {
      method: "PATCH",
      headers,
      body: crumb(),
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(400);
    expect(await filesIn(files.path)).toEqual(before);
  });

  it("M4: a person announces and sends only so much in a day, for evidence and for vetting alike", async () => {
    const tom = await Applicant.register(world, "tom", creditCode(91));
    const person = await world.as("tom");
    const spent = (column: string, amount: number) =>
      world.db.transact(async (tx) =>
        tx.execute(`UPDATE upload_day SET ${column} = ? WHERE account_id = ?`, [amount, person.accountId]),
      );
    const refused = async (changes = {}) =>
      (await person.tryTo("createVerificationUpload", tom.announcement("LICENCE", changes))).extensions;
    const { uploadUrl } = await tom.announce("LICENCE");

    await spent("files", 100);
    const tooMany = await refused();
    expect(tooMany.code).toBe("LIMIT_REACHED");
    expect(Date.parse(tooMany.availableAt ?? "") - world.clock.now()).toBeLessThanOrEqual(86_400_000);
    await spent("files", 1);
    await spent("announced", 209_715_200 - 5_000_000);
    expect((await refused({ size: 6_000_000 })).code).toBe("LIMIT_REACHED");
    const small = tom.announcement("ADDRESS", { size: 4_000_000 });
    const { document } = await person.do("createVerificationUpload", small, "{ document { id } }");
    expect(document.id).toMatch(/^vdc_/);

    // What is sent in vain counts as well, and what did not come does not.
    await spent("arrived", 419_430_400 - 100);
    const wrong = Buffer.concat([PNG.subarray(0, -1), Buffer.from([0])]);
    expect((await send(uploadUrl, wrong)).status).toBe(400);
    const late = await fetchAsOwner(uploadUrl, { method: "PUT", body: PNG as BodyInit });
    expect([late.status, refusalIn(await late.json()).code]).toEqual([429, "LIMIT_REACHED"]);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);

    await world.later(24);
    const next = await tom.announce("LICENCE");
    expect((await send(next.uploadUrl, PNG)).status).toBe(201);
    const [day] = await world.db.query(
      "SELECT arrived FROM upload_day WHERE account_id = ? ORDER BY day DESC LIMIT 1",
      [person.accountId],
    );
    expect(day?.arrived).toBe(PNG.length);
  });

  it("M4: two announcements at once do not slip past the limit together", async () => {
    const person = await consumer();
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE upload_day SET files = 98 WHERE account_id = ?", [person.accountId]),
    );
    await announce(person, theCase.id, PNG); // of whichever day it is now
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE upload_day SET files = 98 WHERE account_id = ?", [person.accountId]),
    );
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => announce(person, theCase.id, PNG)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE upload_day SET files = 0 WHERE account_id = ?", [person.accountId]),
    );
  });

  it("M4: what would fill the disk is refused before it is full, and the node stays ready", async () => {
    await using full = await startNode(
      world,
      { STORAGE_URL: `file:${files.path}`, DISK_RESERVE_MB: "1000000000" },
      { clock: world.clock },
    );
    const { uploadUrl } = await announce(await consumer(), theCase.id, PNG);
    const there = full.url + new URL(uploadUrl).pathname;
    for (const method of ["PUT", "PATCH"]) {
      const headers = method === "PATCH" ? { ...PART, "upload-offset": "0" } : {};
      const answer = await fetchAsOwner(there, { method, body: PNG as BodyInit, headers });
      expect([answer.status, refusalIn(await answer.json()).code]).toEqual([507, "UNAVAILABLE"]);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await fetch(`${full.url}/health/ready`)).status).toBe(200);
    const health = await fetch(`${full.url}/health/dependencies`);
    expect([health.status, await health.json()]).toMatchObject([503, { problems: ["storage"] }]);
    expect((await send(uploadUrl, PNG)).status).toBe(201);
  });

  it("M6: an address that was passed on opens nothing, for reading and for sending", async () => {
    const id = await submit(await consumer(), theCase.id, CHAT, TEXT);
    const { downloadUrl } = await pieceFor("chen.mod", id);
    const { uploadUrl } = await announce(await consumer(), theCase.id, PNG);
    const shop = await Applicant.register(world, "tom", creditCode(92), "另一家");
    const document = await shop.announce("LICENCE");
    const job = await theCase.do(
      "zhou.lead",
      "exportDossier",
      { reader: "COURT", purpose: "法院调取证据材料" },
      "{ dossier { id job { id } } }",
    );
    await world.jobDone(job.dossier.job.id);
    const { dossier } = await (
      await world.as("zhou.lead")
    ).ok("query ($id: ID!) { dossier(id: $id) { download { url } } }", { id: job.dossier.id });

    const strangers = [await by("wang.owner"), await by("sun.audit"), await by("he.inspect"), await by("admin")];
    const ask = async (url: string, init: RequestInit, headers: Record<string, string>): Promise<number> =>
      (await fetch(url, { ...init, headers: { ...(init.headers as object), ...headers } })).status;
    const tries: [string, RequestInit][] = [
      [downloadUrl, {}],
      [dossier.download.url, {}],
      [uploadUrl, { method: "PUT", body: PNG as BodyInit }],
      [uploadUrl, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } }],
      [uploadUrl, { method: "PATCH", headers: { ...PART, "upload-offset": "0" }, body: PNG as BodyInit }],
      [document.uploadUrl, { method: "PUT", body: PNG as BodyInit }],
    ];
    for (const [url, init] of tries) {
      expect(await ask(url, init, {})).toBe(401);
      expect(await ask(url, init, { authorization: "Bearer made.up.token" })).toBe(401);
      for (const stranger of strangers) expect(await ask(url, init, stranger)).toBe(404);
    }
    expect((await pieceFor(theCase.people.consumer, id)).status).toBe("STORED");

    const read = async () =>
      (
        await (
          await world.as("sun.audit")
        ).ok(
          `query ($filter: AccessLogFilter) { accessLog(first: 50, filter: $filter) { nodes { kind targetId by { displayName } } } }`,
          { filter: { complaintId: theCase.id } },
        )
      ).accessLog.nodes.filter((entry: { targetId: string }) => entry.targetId === id);
    expect(await read()).toEqual([]);
    expect(await ask(downloadUrl, {}, await by("chen.mod"))).toBe(200);
    const displayName = DEMO_PEOPLE.find(({ login }) => login === "chen.mod")?.displayName;
    expect(await read()).toEqual([{ kind: "EVIDENCE_DOWNLOAD", targetId: id, by: { displayName } }]);
  });

  it("M6: an address is of no use after its owner has signed out", async () => {
    const id = await submit(await consumer(), theCase.id, CHAT, TEXT);
    const auditor = await world.as("sun.audit");
    const { downloadUrl } = await pieceFor("sun.audit", id);
    await auditor.ok("mutation { signOut(input: {}) { clientMutationId } }");
    expect((await fetchAsOwner(downloadUrl)).status).toBe(401);
    await world.later(0);
  });

  it("M8: the other side is not told where and with what a picture was taken; the platform is", async () => {
    const original = await photo("jpeg");
    expect(SECRETS.some((secret) => original.includes(secret))).toBe(true);
    const id = await submit(await consumer(), theCase.id, original, PHOTO);
    const piece = await pieceFor(theCase.people.provider, id);
    expect(piece.sha256).toBe(sha256(original));

    const copy = await bytesFor(theCase.people.provider, id);
    expect([sha256(copy), copy.length]).toEqual([piece.shownSha256, piece.shownSize]);
    expect(SECRETS.filter((secret) => copy.includes(secret))).toEqual([]);
    expect((await bytesFor("zhao.staff", id)).equals(copy)).toBe(true);
    for (const who of [theCase.people.consumer, "chen.mod", "sun.audit"])
      expect((await bytesFor(who, id)).equals(original)).toBe(true);

    const { timeline } = await theCase.look("timeline(first: 100) { nodes { type data } }", await provider());
    const submitted = timeline
      .filter(({ type }: { type: string }) => type === "EVIDENCE_SUBMITTED")
      .map(({ data }: { data: object }) => data);
    expect(submitted).toContainEqual(
      expect.objectContaining({ evidenceId: id, sha256: sha256(original), shownSha256: sha256(copy) }),
    );
  });

  it("M8: a dossier holds for each reader what they may see, and proves itself", async () => {
    const [theirs, ours] = [await photo("jpeg"), await photo("png")];
    const one = await submit(await consumer(), theCase.id, theirs, PHOTO);
    const two = await submit(await provider(), theCase.id, ours);
    const dossiers = {
      CONSUMER: await exported(theCase, theCase.people.consumer, "CONSUMER"),
      COURT: await exported(theCase, theCase.people.consumer, "COURT"),
      PROVIDER: await exported(theCase, theCase.people.provider, "PROVIDER"),
      STAFF: await exported(theCase, "zhou.lead", "COURT", { purpose: "法院调取证据材料" }),
    };
    for (const [reader, { files, folder }] of Object.entries(dossiers)) {
      const { code, said } = await verify(folder);
      expect([reader, code, said.includes("✗")]).toEqual([reader, 0, false]);
      const telling = [...files].filter(([, bytes]) => SECRETS.some((secret) => bytes.includes(secret)));
      const [jpeg, png] = [`evidence/${one}`, `evidence/${two}`];
      const [originals, copies] = {
        CONSUMER: [[`${jpeg}.jpg`], [`${png}-copy.png`]],
        COURT: [[`${jpeg}.jpg`], [`${png}-copy.png`]],
        PROVIDER: [[`${png}.png`], [`${jpeg}-copy.jpg`]],
        STAFF: [[`${jpeg}.jpg`, `${png}.png`], []],
      }[reader] as [string[], string[]];
      const ofBoth = [...files.keys()].filter((path) => path.startsWith(jpeg) || path.startsWith(png));
      expect(ofBoth.sort()).toEqual([...originals, ...copies].sort());
      expect(
        telling
          .map(([path]) => path)
          .filter((path) => ofBoth.includes(path))
          .sort(),
      ).toEqual(originals.sort());
      expect(files.get(`${jpeg}.jpg`)?.equals(theirs) ?? true).toBe(true);
      expect(files.get(`${png}.png`)?.equals(ours) ?? true).toBe(true);
    }
    expect(new Set(Object.values(dossiers).map(({ recordsRoot }) => recordsRoot)).size).toBe(1);
  });

  it("M8: of an image from before copies were made, the other side gets no original either", async () => {
    const original = await photo("jpeg");
    const id = await submit(await consumer(), theCase.id, original, PHOTO);
    const forget = (): Promise<void> =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE evidence SET shown_key = NULL, shown_sha256 = NULL, shown_size = NULL WHERE id = ?", [id]),
      );
    await forget();
    expect((await pieceFor(theCase.people.provider, id)).shownSha256).toBeNull();
    const [copy, again] = await Promise.all([1, 2].map(() => bytesFor(theCase.people.provider, id)));
    expect(SECRETS.filter((secret) => copy?.includes(secret))).toEqual([]);
    expect(again?.equals(copy ?? Buffer.alloc(0))).toBe(true);
    expect((await pieceFor(theCase.people.provider, id)).shownSha256).toBe(sha256(copy ?? Buffer.alloc(0)));
    await forget();
    const { files: shown } = await exported(theCase, theCase.people.provider, "PROVIDER");
    expect([shown.has(`evidence/${id}.jpg`), shown.has(`evidence/${id}-copy.jpg`)]).toEqual([false, true]);
  });

  it("a page that is a picture as well reaches the other side as a picture only", async () => {
    const original = await polyglot();
    const id = await submit(await consumer(), theCase.id, original);
    expect((await bytesFor("chen.mod", id)).includes("<script>")).toBe(true);
    const copy = await bytesFor(theCase.people.provider, id);
    expect([copy.includes("<script>"), copy.subarray(1, 4).toString()]).toEqual([false, "PNG"]);
  });

  it("a bomb of 40,000 × 40,000 points is refused, as evidence and as a document, and nothing of it stays", async () => {
    const before = await filesIn(files.path);
    const { uploadUrl } = await announce(await consumer(), theCase.id, bomb());
    const whole = await send(uploadUrl, bomb());
    expect([whole.status, whole.body.code]).toEqual([400, "EVIDENCE_REJECTED"]);
    const resumed = await patch(uploadUrl, 0, bomb());
    expect([resumed.status, resumed.body.code]).toEqual([400, "EVIDENCE_REJECTED"]);
    expect((await head(uploadUrl)).offset).toBe(0);
    const shop = await Applicant.register(world, "tom", creditCode(93), "第三家");
    const document = await shop.announce("LICENCE", { size: bomb().length, sha256: sha256(bomb()) });
    expect((await send(document.uploadUrl, bomb())).status).toBe(400);
    await eventually(async () => expect(await filesIn(files.path)).toEqual(before));
    // And the next one is taken.
    expect((await send((await announce(await consumer(), theCase.id, PNG)).uploadUrl, PNG)).status).toBe(201);
  });
});

describeWith("clamd", "with a scanner", () => {
  let clamd: TestClamd;
  let world: World;
  let files: TemporaryFolder;
  let theCase: WorldCase;
  beforeAll(async () => {
    clamd = await startClamd();
    files = await temporaryFolder("files");
    world = await startWorld("sqlite", {}, { STORAGE_URL: `file:${files.path}`, CLAMD_URL: clamd.url });
    theCase = await openCase(world);
    await theCase.walk("EVIDENCE");
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await files?.remove();
    await clamd?.[Symbol.asyncDispose]();
  });

  const events = async (who: string): Promise<string[]> =>
    (await theCase.look("timeline(first: 100) { nodes { type } }", await world.as(who))).timeline.map(
      ({ type }: { type: string }) => type,
    );

  it.each([
    ["the test file of the industry", EICAR],
    ["what our signature names", MALWARE],
  ])("%s is refused before anybody sees it, and that is on record for its side and the platform", async (_, bytes) => {
    const person = await world.as(theCase.people.consumer);
    const before = await filesIn(files.path);
    const { id, uploadUrl } = await announce(person, theCase.id, bytes, TEXT);
    const { status, body } = await send(uploadUrl, bytes, { "accept-language": "en" });
    expect([status, body.code]).toEqual([400, "EVIDENCE_REJECTED"]);
    expect(body.message).toContain("Test.");
    expect(await filesIn(files.path)).toEqual(before);
    const { evidence } = await theCase.look("evidence { nodes { id status downloadUrl } }", person);
    expect(evidence).toContainEqual({ id, status: "REFUSED", downloadUrl: null });
    expect((await theCase.look("evidence { nodes { id } }", await world.as("chen.mod"))).evidence).not.toContainEqual({
      id,
    });
    expect((await events(theCase.people.consumer)).at(-1)).toBe("EVIDENCE_REFUSED");
    expect(await events("sun.audit")).toContain("EVIDENCE_REFUSED");
    expect(await events(theCase.people.provider)).not.toContain("EVIDENCE_REFUSED");
    // Once: the same address takes nothing more, and tells nobody anything again.
    const told = (await events("sun.audit")).length;
    expect((await send(uploadUrl, bytes)).status).toBe(404);
    expect((await events("sun.audit")).length).toBe(told);
  });

  it("a verification document with malware is refused, too", async () => {
    const shop = await Applicant.register(world, "tom", creditCode(94));
    const text = { fileName: "scan.txt", mediaType: "text/plain", size: EICAR.length, sha256: sha256(EICAR) };
    const { id, uploadUrl } = await shop.announce("LICENCE", text);
    expect((await send(uploadUrl, EICAR)).body.code).toBe("EVIDENCE_REJECTED");
    const { vetting } = await shop.look("vetting { documents { id status } }", "tom");
    expect(vetting.documents).toContainEqual({ id, status: "REFUSED" });
    await shop.add("LICENCE");
  });

  it("while the scanner is away nothing is taken, and what came in parts waits for it", async () => {
    const person = await world.as(theCase.people.consumer);
    const [whole, parts] = [await announce(person, theCase.id, PNG), await announce(person, theCase.id, PNG)];
    await clamd.stop();
    const answer = await fetchAsOwner(whole.uploadUrl, { method: "PUT", body: PNG as BodyInit });
    expect([answer.status, refusalIn(await answer.json()).code]).toEqual([503, "UNAVAILABLE"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await patch(parts.uploadUrl, 0, PNG)).status).toBe(503);
    expect((await head(parts.uploadUrl)).status).toBe(503);
    const { evidence } = await theCase.look("evidence { nodes { id status } }", person);
    for (const { id } of [whole, parts]) expect(evidence).toContainEqual({ id, status: "PENDING" });
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);

    await clamd.restart();
    expect((await send(whole.uploadUrl, PNG)).status).toBe(201);
    expect((await head(parts.uploadUrl)).offset).toBe(PNG.length);
  });
});
