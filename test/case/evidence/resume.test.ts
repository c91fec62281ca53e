import { FileStorage } from "../../../src/platform/storage/file-storage";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { temporaryFolder, type TemporaryFolder } from "../../support/temporary";
import { fetchAsOwner } from "../../support/file-links";
import { startNode, startWorld, type World } from "../../support/world";
import { acceptedCase, announce, look, openedCase, send, submit } from "./evidence-case";
import { head, patch, picture, SlowPart, TUS, unfinished } from "./resuming";
import { PNG, SCRIPT } from "./samples";

const MINUTE = 60_000;
const PAGE = "https://app.example.com";
const SIZE = 1_000_000;
/** Smaller parts are taken only of a file's end. */
const CUT = 16 * 1024;

const PICTURE = picture(CUT + 100);
/** The bytes after the first are not what a picture has there. */
const BROKEN = Buffer.concat([PNG.subarray(0, 40), Buffer.alloc(CUT, 1)]);

forEachDatabase((kind) => {
  let world: World;
  let files: TemporaryFolder;
  let complaintId: string;
  beforeAll(async () => {
    files = await temporaryFolder("files");
    world = await startWorld(kind, {}, { STORAGE_URL: `file:${files.path}`, ALLOWED_ORIGINS: PAGE });
    complaintId = await openedCase(world);
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    await files.remove();
  });

  const announced = async (bytes: Uint8Array, login = "li.na", changes = {}): Promise<{ id: string; url: string }> => {
    const { id, uploadUrl } = await announce(await world.as(login), complaintId, bytes, changes);
    return { id, url: uploadUrl };
  };
  const pieceOf = async (id: string, login = "li.na") =>
    (await look(await world.as(login), complaintId)).evidence.find((piece: { id: string }) => piece.id === id);
  const node = () => startNode(world, { STORAGE_URL: `file:${files.path}` }, { clock: world.clock });
  const at = (server: { url: string }, url: string): string => server.url + new URL(url).pathname;

  it("goes on where the line broke, and is evidence when the last byte is there", async () => {
    const bytes = picture(SIZE);
    const { id, url } = await announced(bytes);
    expect(await head(url)).toEqual({ status: 200, offset: 0, length: SIZE });

    const part = new SlowPart(url, 0, SIZE);
    await part.send(bytes.subarray(0, 700_000));
    await eventually(async () => expect(await unfinished(files.path)).toBe(700_000));
    part.cut();
    await eventually(async () => expect((await head(url)).offset).toBe(700_000));
    expect(await pieceOf(id)).toMatchObject({ status: "PENDING", downloadUrl: null });

    expect(await patch(url, 700_000, bytes.subarray(700_000))).toEqual({
      status: 204,
      offset: String(SIZE),
      body: null,
    });
    expect(await head(url)).toEqual({ status: 200, offset: SIZE, length: SIZE });
    const { status, mediaType, downloadUrl } = await pieceOf(id);
    expect([status, mediaType]).toEqual(["STORED", "image/png"]);
    expect(Buffer.from(await (await fetchAsOwner(downloadUrl)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(await unfinished(files.path)).toBe(0);
  });

  it("takes a part only where the last one ended, and says where that is", async () => {
    const bytes = picture(CUT + 100);
    const { url } = await announced(bytes);
    expect((await patch(url, 0, bytes.subarray(0, CUT))).offset).toBe(String(CUT));
    for (const offset of [0, CUT - 1, CUT + 1, 999_999]) {
      const { status, body } = await patch(url, offset, bytes.subarray(CUT));
      expect([status, body.code]).toEqual([409, "NOT_IN_THIS_STATE"]);
      expect(body.message).toBe(`${CUT} bytes of this file have arrived; continue from there.`);
    }
    expect((await head(url)).offset).toBe(CUT);
    expect((await patch(url, CUT, bytes.subarray(CUT))).status).toBe(204);
  });

  it("takes no part that it does not understand", async () => {
    const { url } = await announced(PNG);
    const refusal = async (offset: string, headers: Record<string, string>) => {
      const { status, body } = await patch(url, offset, PNG, headers);
      return [status, body.code];
    };
    expect(await refusal("0", { "content-type": "image/png" })).toEqual([415, "BAD_USER_INPUT"]);
    expect(await refusal("0", { "tus-resumable": "0.2.2" })).toEqual([412, "BAD_USER_INPUT"]);
    expect(await refusal("-1", {})).toEqual([400, "BAD_USER_INPUT"]);
    const other = await fetchAsOwner(url, { method: "HEAD", headers: { "tus-resumable": "0.2.2" } });
    expect([other.status, other.headers.get("tus-version")]).toEqual([412, "1.0.0"]);
    expect(
      (await patch(url, "0", PNG, { "content-type": "image/png", "accept-language": "zh-CN" })).body.message,
    ).toContain("分段上传");
    expect((await head(url)).offset).toBe(0);
  });

  it("never takes more than was announced, whether the part says its length or not", async () => {
    const { url } = await announced(PNG);
    const longer = Buffer.concat([PNG, Buffer.alloc(1)]);
    expect(await patch(url, 0, longer)).toMatchObject({ status: 413, body: { code: "EVIDENCE_REJECTED" } });
    const unknown = new ReadableStream({
      start(stream) {
        stream.enqueue(new Uint8Array(longer));
        stream.close();
      },
    });
    const headers = { ...TUS, "content-type": "application/offset+octet-stream", "upload-offset": "0" };
    const answer = await fetchAsOwner(url, { method: "PATCH", headers, body: unknown, duplex: "half" } as RequestInit);
    expect(answer.status).toBe(413);
    expect((await head(url)).offset).toBe(0);
    expect((await patch(url, 0, PNG)).status).toBe(204);
  });

  it("of two parts at once on two nodes one goes on, and the other is refused", async () => {
    await using second = await node();
    const bytes = picture(SIZE);
    const { id, url } = await announced(bytes);
    const mine = new SlowPart(url, 0, SIZE);
    const other = new SlowPart(at(second, url), 0, SIZE);
    await Promise.all([mine.send(bytes.subarray(0, 100_000)), other.send(picture(100_000))]);
    await eventually(async () => expect(await unfinished(files.path)).toBe(200_000));

    await mine.send(bytes.subarray(100_000, 600_000));
    await eventually(async () => expect((await head(at(second, url))).offset).toBeGreaterThan(256 * 1024));
    await other.send(Buffer.alloc(500_000, 1));
    expect(await other.answer()).toMatchObject({ status: 409, body: { code: "NOT_IN_THIS_STATE" } });
    other.cut();
    await mine.send(bytes.subarray(600_000));
    mine.end();
    expect(await mine.answer()).toMatchObject({ status: 204, offset: String(SIZE) });
    expect(await pieceOf(id)).toMatchObject({ status: "STORED" });
    await eventually(async () => expect(await unfinished(files.path)).toBe(0));
  });

  it("a client that a dead line hid from us goes on beside it", async () => {
    const bytes = picture(SIZE);
    const { id, url } = await announced(bytes);
    const dead = new SlowPart(url, 0, SIZE);
    await dead.send(bytes.subarray(0, 700_000));
    await eventually(async () => expect(await unfinished(files.path)).toBe(700_000));

    const { offset } = await head(url);
    expect(offset).toBeGreaterThan(400_000);
    expect((await patch(url, offset ?? 0, bytes.subarray(offset ?? 0))).status).toBe(204);
    expect(await pieceOf(id)).toMatchObject({ status: "STORED" });
    dead.cut();
    await eventually(async () => expect(await unfinished(files.path)).toBe(0));
    expect((await head(url)).offset).toBe(SIZE);
  });

  it("another process goes on where one ended", async () => {
    const bytes = picture(SIZE);
    const { id, url } = await announced(bytes);
    {
      await using before = await node();
      expect((await patch(at(before, url), 0, bytes.subarray(0, 400_000))).offset).toBe("400000");
    }
    await using after = await node();
    expect((await head(at(after, url))).offset).toBe(400_000);
    expect((await patch(at(after, url), 400_000, bytes.subarray(400_000))).status).toBe(204);
    expect(await pieceOf(id)).toMatchObject({ status: "STORED" });
  });

  it("what a process killed after the last byte had not looked at is looked at when somebody asks", async () => {
    const [good, bad] = [await announced(PNG), await announced(PNG)];
    const leave = async (id: string, bytes: Buffer) =>
      new FileStorage(files.path).append(
        id,
        0,
        bytes.length,
        (async function* () {
          yield bytes;
        })(),
      );
    await leave(good.id, PNG);
    await leave(bad.id, Buffer.concat([PNG.subarray(1), Buffer.alloc(1)]));

    const asked = await Promise.all([1, 2, 3].map(() => head(good.url)));
    expect(asked).toEqual(asked.map(() => ({ status: 200, offset: PNG.length, length: PNG.length })));
    expect(await pieceOf(good.id)).toMatchObject({ status: "STORED" });
    expect((await head(bad.url)).status).toBe(400);
    expect((await head(bad.url)).offset).toBe(0);
    expect(await pieceOf(bad.id)).toMatchObject({ status: "PENDING" });
  });

  it.each([
    ["other bytes of that size", PICTURE, Buffer.concat([PICTURE.subarray(0, -1), Buffer.from([0])]), "SHA-256"],
    ["a picture that is none inside", BROKEN, BROKEN, "cannot be read"],
  ])("%s: refused with the last byte and thrown away", async (_, promised, sent, word) => {
    const { id, url } = await announced(promised);
    await patch(url, 0, sent.subarray(0, CUT));
    const { status, body } = await patch(url, CUT, sent.subarray(CUT));
    expect([status, body.code]).toEqual([400, "EVIDENCE_REJECTED"]);
    expect(body.message).toContain(word);
    expect(await unfinished(files.path)).toBe(0);
    expect((await head(url)).offset).toBe(0);
    expect(await pieceOf(id)).toMatchObject({ status: "PENDING" });
  });

  it("a script named .png is refused with its first bytes, and none of them is kept", async () => {
    const script = Buffer.alloc(SIZE, SCRIPT);
    const { id, url } = await announced(script);
    const part = new SlowPart(url, 0, SIZE);
    await part.send(script.subarray(0, 8_000));
    expect(await part.answer()).toMatchObject({ status: 400, body: { code: "EVIDENCE_REJECTED" } });
    part.cut();
    expect(await unfinished(files.path)).toBe(0);
    expect(await pieceOf(id)).toMatchObject({ status: "PENDING" });
  });

  it("crumbs are refused, and what a broken line leaves of them is not kept", async () => {
    const { url } = await announced(PICTURE);
    const { status, body } = await patch(url, 0, PICTURE.subarray(0, CUT - 1));
    expect([status, body.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(body.message).toContain("16384");
    const part = new SlowPart(url, 0, PICTURE.length);
    await part.send(PICTURE.subarray(0, CUT - 1));
    await eventually(async () => expect(await unfinished(files.path)).toBe(CUT - 1));
    part.cut();
    await eventually(async () => expect(await unfinished(files.path)).toBe(0));
    expect((await head(url)).offset).toBe(0);
  });

  it("what came goes when the address ends, whichever process took it", async () => {
    const { id, url } = await announced(PICTURE);
    await patch(url, 0, PICTURE.subarray(0, CUT));
    await using other = await node();
    world.clock.advance(14 * MINUTE);
    await other.services.sweep();
    expect(await other.services.storage.partialSize(id)).toBe(CUT);
    world.clock.advance(7 * MINUTE);
    await other.services.sweep();
    expect(await unfinished(files.path)).toBe(0);
    await world.later(0);
  });

  it("is admitted once, however often the last part comes", async () => {
    const { url } = await announced(PICTURE);
    const { evidenceCount } = await look(await world.as("li.na"), complaintId);
    await patch(url, 0, PICTURE.subarray(0, CUT));
    const answers = await Promise.all([1, 2, 3].map(() => patch(url, CUT, PICTURE.subarray(CUT))));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(await patch(url, 0, PICTURE)).toMatchObject({ status: 409, body: { code: "ALREADY_EXISTS" } });
    expect((await send(url, PICTURE)).status).toBe(409);
    // Who lost the answer to the last part asks, or sends nothing more.
    const { length } = PICTURE;
    expect(await patch(url, length, Buffer.alloc(0))).toMatchObject({ status: 204, offset: String(length) });
    expect((await head(url)).offset).toBe(length);
    expect((await look(await world.as("li.na"), complaintId)).evidenceCount).toBe(evidenceCount + 1);
  });

  it("may still be sent in one piece, and HEAD knows", async () => {
    const { url } = await announced(PICTURE);
    await patch(url, 0, PICTURE.subarray(0, CUT));
    expect((await send(url, PICTURE)).status).toBe(201);
    expect(await head(url)).toEqual({ status: 200, offset: PICTURE.length, length: PICTURE.length });
    expect(await unfinished(files.path)).toBe(0);
  });

  it("says what it speaks, and pages of allowed origins may speak it", async () => {
    const { url } = await announced(PNG);
    const { status, headers } = await fetchAsOwner(url, { method: "OPTIONS", headers: { origin: PAGE } });
    expect([status, headers.get("tus-version"), headers.get("tus-resumable")]).toEqual([204, "1.0.0", "1.0.0"]);
    expect(headers.get("access-control-allow-origin")).toBe(PAGE);
    expect(headers.get("access-control-allow-methods")).toMatch(/HEAD.*PATCH/);
    expect(headers.get("access-control-allow-headers")).toMatch(/content-type.*tus-resumable.*upload-offset/);
    const asked = await fetchAsOwner(url, { method: "HEAD", headers: { ...TUS, origin: PAGE } });
    expect(asked.headers.get("access-control-expose-headers")).toMatch(/tus-resumable.*upload-length.*upload-offset/);
    expect([asked.headers.get("cache-control"), asked.headers.get("tus-resumable")]).toEqual(["no-store", "1.0.0"]);
    const override = { "content-type": "application/offset+octet-stream", "x-http-method-override": "PATCH" };
    const posted = await fetchAsOwner(url, {
      method: "POST",
      headers: { ...TUS, ...override, "upload-offset": "0" },
      body: PNG as BodyInit,
    });
    expect(posted.status).toBe(204);
  });

  it("an address works for a quarter of an hour, for nothing else, and only as it was given", async () => {
    const { url } = await announced(PICTURE);
    await patch(url, 0, PICTURE.subarray(0, CUT));
    const { downloadUrl } = await pieceOf(await submit(await world.as("li.na"), complaintId, PICTURE));
    for (const other of [`${url}x`, url.replace("/evidence/", "/verification/"), downloadUrl]) {
      expect((await head(other)).status).toBe(404);
      expect((await patch(other, CUT, PICTURE.subarray(CUT))).status).toBe(404);
    }
    world.clock.advance(16 * MINUTE);
    expect((await head(url)).status).toBe(410);
    expect(await patch(url, CUT, PICTURE.subarray(CUT))).toMatchObject({ status: 410, body: { code: "TOO_LATE" } });
    await world.later(0);
  });

  it("nothing is admitted from whom has left the side meanwhile", async () => {
    const staff = await world.as("zhao.staff");
    const { id, url } = await announced(PICTURE, "zhao.staff");
    await patch(url, 0, PICTURE.subarray(0, CUT));
    const owner = await world.as("wang.owner");
    const { provider } = (
      await owner.ok("query ($id: ID!) { complaint(id: $id) { provider { id } } }", { id: complaintId })
    ).complaint;
    const membership = { providerId: provider.id, accountId: staff.accountId };
    await owner.do("removeProviderMember", membership, "{ clientMutationId }");
    expect(await patch(url, CUT, PICTURE.subarray(CUT))).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
    expect((await head(url)).status).toBe(404);
    expect((await pieceOf(id, "wang.owner"))?.status).not.toBe("STORED");
  });

  it("a last part that comes after the stage is over is refused, and so is asking for it", async () => {
    await using other = await startWorld(kind);
    const id = await acceptedCase(other);
    const { uploadUrl } = await announce(await other.as("li.na"), id, PICTURE);
    await patch(uploadUrl, 0, PICTURE.subarray(0, CUT));
    await (await other.as("li.na")).do("closeEvidence", { complaintId: id });
    const refused = { status: 409, body: { code: "NOT_IN_THIS_STATE" } };
    expect(await patch(uploadUrl, CUT, PICTURE.subarray(CUT))).toMatchObject(refused);
    expect((await head(uploadUrl)).status).toBe(409);
    expect((await look(await other.as("li.na"), id)).evidenceCount).toBe(0);
  });
});
