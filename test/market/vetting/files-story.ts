import { createHash, randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { verifyData } from "../../../src/app/upkeep/verify-data";
import { decryptFiles } from "../../../src/market/vetting/decrypt-files";
import { encryptFiles } from "../../../src/market/vetting/encrypt-files";
import { DocumentNumbers } from "../../../src/market/vetting/document-numbers";
import { FileKeys } from "../../../src/market/vetting/file-keys";
import { renewNumberEncryption } from "../../../src/market/vetting/renew-number-encryption";
import { VerificationDocument } from "../../../src/market/vetting/verification-document.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { PNG } from "../../case/evidence/samples";
import { fetchAsOwner } from "../../support/file-links";
import { startNode, type World } from "../../support/world";
import { Applicant, creditCode } from "./applicant";

const URLS = "vetting { documents { id kind downloadUrl } }";

/** How the files of documents are kept, and read. */
export function filesStory(worldOf: () => World): void {
  let world: World;
  let shop: Applicant;
  let licence: string;
  let address: string;

  beforeAll(async () => {
    world = worldOf();
    shop = await Applicant.register(world, "tom", creditCode(61), "文件设计");
    for (const kind of ["IDENTITY", "PAYMENT_ACCOUNT"] as const) await shop.add(kind);
    [licence, address] = [await shop.add("LICENCE"), await shop.add("ADDRESS")];
    await shop.submit();
  });

  const rowOf = async (id: string): Promise<VerificationDocument> => {
    const row = await world.db.byId(VerificationDocument, id);
    if (!row) throw new Error(`no document ${id}`);
    return row;
  };
  const storage = () => world.server.services.storage;
  const kept = async (id: string): Promise<Buffer> => buffer(await storage().get((await rowOf(id)).storageKey ?? ""));
  const download = async (id: string, who = "tom"): Promise<Response> => {
    const { documents } = (await shop.look(URLS, who)).vetting as { documents: { id: string; downloadUrl: string }[] };
    return fetchAsOwner(documents.find((one) => one.id === id)?.downloadUrl ?? "");
  };
  const isSent = async (answer: Response): Promise<boolean> => PNG.equals(Buffer.from(await answer.arrayBuffer()));
  const problems = async (): Promise<string[]> =>
    (await verifyData(world.db, storage())).problems.filter((problem) => problem.includes("file of"));
  /** As an earlier version stored it. */
  const storePlain = async (id: string, bytes = PNG): Promise<string> => {
    const key = randomBytes(16).toString("hex");
    await storage().put(key, once(bytes));
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE verification_document SET storage_key = ?, file_key = NULL, stored_sha256 = '' WHERE id = ?", [
        key,
        id,
      ]),
    );
    return key;
  };

  test("what is stored is not what was sent; its people and inspectors read what was sent, and its digest needs no secret", async () => {
    const [bytes, row] = [await kept(licence), await rowOf(licence)];
    expect(bytes.includes(PNG.subarray(0, 16))).toBe(false);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(row.storedSha256);
    expect(row.fileKey).not.toBeNull();
    expect((await rowOf(address)).fileKey).not.toBe(row.fileKey);
    for (const who of ["tom", "he.inspect"]) {
      const answer = await download(licence, who);
      expect([answer.status, answer.headers.get("content-length")]).toEqual([200, String(PNG.length)]);
      expect(await isSent(answer)).toBe(true);
    }
    expect(await problems()).toEqual([]);
  });

  test("what an earlier version stored as it was sent is read, and encrypted by a sweep; what is missing or altered keeps no other", async () => {
    const [plain, other] = [await storePlain(licence), await storePlain(address, Buffer.from("somebody else's"))];
    expect(await isSent(await download(licence))).toBe(true);
    const [before] = await world.db.find(VerificationDocument, { id: licence });
    await Promise.all([encryptFiles(world.server.services), encryptFiles(world.server.services)]);
    expect((await rowOf(licence)).storageKey).not.toBe(before?.storageKey);
    expect((await kept(licence)).includes(PNG.subarray(0, 16))).toBe(false);
    expect(await isSent(await download(licence))).toBe(true);
    await expect(storage().get(plain)).rejects.toThrow("ENOENT");
    // What its digest says it is not stays as it is, for `verify` to name.
    expect((await rowOf(address)).storageKey).toBe(other);
    expect(await problems()).toEqual([`the file of verification_document ${address} was altered`]);
    await storage().remove(other);
    await encryptFiles(world.server.services);
    await storePlain(address);
    await encryptFiles(world.server.services);
    expect(await problems()).toEqual([]);
    expect(await isSent(await download(address))).toBe(true);
  });

  test("what a sweep encrypts while it is being downloaded is sent all the same", async () => {
    await storePlain(licence);
    const services = world.server.services;
    jest.spyOn(services.storage, "get").mockImplementationOnce(async (key) => {
      await encryptFiles(services);
      return services.storage.get(key);
    });
    const answer = await download(licence);
    expect([answer.status, await isSent(answer)]).toEqual([200, true]);
    expect((await rowOf(licence)).fileKey).not.toBeNull();
  });

  test("before an earlier version may start again, all are stored as they were sent; what cannot be read stays as it is", async () => {
    const services = { ...world.server.services, database: world.db };
    const strange = { ...services, sealer: new Sealer(randomBytes(32).toString("hex")) };
    const before = await rowOf(licence);
    expect(await decryptFiles(strange, () => undefined)).toEqual(expect.arrayContaining([licence, address]));
    expect(await rowOf(licence)).toEqual(before);
    expect(await decryptFiles(services, () => undefined)).toEqual([]);
    for (const id of [licence, address]) {
      expect(PNG.equals(await kept(id))).toBe(true);
      expect(await rowOf(id)).toMatchObject({ fileKey: null, storedSha256: "" });
    }
    await expect(storage().get(before.storageKey ?? "")).rejects.toThrow("ENOENT");
    await encryptFiles(world.server.services);
    expect(await problems()).toEqual([]);
  });

  test("of what cannot be decrypted nothing is sent, and no reading recorded; what was altered breaks off", async () => {
    const row = await rowOf(licence);
    const write = (fileKey: string | null) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE verification_document SET file_key = ? WHERE id = ?", [fileKey, licence]),
      );
    const readings = async () =>
      (await world.db.find(LoggedEvent, { streamId: shop.id, type: "VERIFICATION_DOCUMENT_READ" })).length;
    const before = await readings();
    await write((await rowOf(address)).fileKey);
    for (const who of ["tom", "he.inspect"]) {
      const answer = await download(licence, who);
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain("vetting.fileUnreadable");
    }
    expect(await readings()).toBe(before);
    expect((await renewNumberEncryption(world.db, new Sealer(world.secret), { change: true })).unknown).toBe(1);
    await write(row.fileKey);
    expect(await isSent(await download(licence))).toBe(true);

    const [key, bytes] = [row.storageKey ?? "", await kept(licence)];
    const store = async (stored: Buffer): Promise<void> => {
      await storage().remove(key);
      await storage().put(key, once(stored));
    };
    const altered = Buffer.from(bytes);
    altered[20] = (altered[20] ?? 0) ^ 1;
    await store(altered);
    await expect(download(licence).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    expect(await problems()).toEqual([`the file of verification_document ${licence} was altered`]);
    await store(bytes);
    expect(await isSent(await download(licence))).toBe(true);
  });

  test("after a change of the secret it is read by both, and then needs only the new one; the file is the same", async () => {
    const fresh = randomBytes(32).toString("hex");
    const [before, bytes] = [await rowOf(licence), await kept(licence)];
    await using node = await startNode(world, { SECRET: fresh, SECRET_PREVIOUS: world.secret });
    const sealer = new Sealer(fresh, world.secret);
    expect(new FileKeys(sealer).stateOf(before)).toBe("EARLIER");
    const { fileKey } = await rowOf(address);
    const write = (value: string | null) =>
      world.db.transact(async (tx) =>
        tx.execute("UPDATE verification_document SET file_key = ? WHERE id = ?", [value, address]),
      );
    // The key of another document's file: it cannot be read, and must not keep the number from being renewed.
    await write(before.fileKey);
    const renewed = await renewNumberEncryption(node.services.database, sealer, { change: true });
    expect(renewed).toMatchObject({ earlier: 0, unknown: 1, plain: 0 });
    await write(fileKey);
    const after = await rowOf(licence);
    expect([new FileKeys(new Sealer(fresh)).stateOf(after), after.storageKey]).toEqual(["CURRENT", before.storageKey]);
    const other = await rowOf(address);
    expect(DocumentNumbers.of(node.services.database).stateOf(other)).toBe("CURRENT");
    expect(await kept(licence)).toEqual(bytes);
    // Back, for the stories that follow.
    await renewNumberEncryption(node.services.database, new Sealer(world.secret, fresh), { change: true });
    expect(await isSent(await download(licence))).toBe(true);
  });

  test("what is withdrawn leaves neither file nor key", async () => {
    const seller = await Applicant.register(world, "tom", creditCode(62), "撤回设计");
    const id = await seller.add("LICENCE");
    const { storageKey } = await rowOf(id);
    await (await seller.owner()).do("withdrawVerificationDocument", { documentId: id }, "{ document { status } }");
    expect(await rowOf(id)).toMatchObject({ status: "WITHDRAWN", storageKey: null, fileKey: null, storedSha256: "" });
    await expect(storage().get(storageKey ?? "")).rejects.toThrow("ENOENT");
  });
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
