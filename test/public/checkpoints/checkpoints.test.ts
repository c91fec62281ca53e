import { createPublicKey, verify } from "node:crypto";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { HOUR } from "../../../src/platform/time";
import { leafHash, rootByPath, rootOfComplete } from "../../../src/public/checkpoints/merkle.pure";
import { checkLog } from "../../../src/public/checkpoints/check-log";
import { growTree } from "../../../src/public/checkpoints/grow-tree";
import { LogTree } from "../../../src/public/checkpoints/log-tree";
import { makeCheckpoint } from "../../../src/public/checkpoints/make-checkpoint";
import { readNote, type Note } from "../../../src/public/checkpoints/signed-note.pure";
import { sweepCheckpoints } from "../../../src/public/checkpoints/sweep-checkpoints";
import { caseIn } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { changeKept } from "../../support/past-triggers";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await caseIn(world, "RULED");
    await makeCheckpoint(world.server.services);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const get = (path: string): Promise<Response> => fetch(`${world.server.url}/log${path}`);
  const published = async (path = "/checkpoint"): Promise<Note> => {
    const note = readNote(await (await get(path)).text());
    if (!note) throw new Error("no checkpoint");
    return note;
  };
  const head = async (): Promise<number> => {
    const [row] = await world.db.query<{ head: number }>("SELECT position AS head FROM feed_counter");
    return row?.head ?? 0;
  };

  further("an event's proof leads to the root of every checkpoint that covers it", async () => {
    const large = await published();
    for (const [index, { size, root }] of [
      [0, large],
      [large.size - 1, large],
      [3, { size: 7, root: (await new LogTree(world.db).root(7)).toString("hex") }],
    ] as const) {
      const proof = (await (await get(`/proof/${index}?size=${size}`)).json()) as { hash: string; path: string[] };
      const path = proof.path.map((hash) => Buffer.from(hash, "hex"));
      const found = rootByPath(index, size, leafHash(Buffer.from(proof.hash, "hex")), path);
      expect(found?.toString("hex")).toBe(root);
    }
    for (const path of [
      `/proof/${large.size}?size=${large.size}`,
      "/proof/0?size=0",
      "/proof/0?size=x",
      "/proof/0?size=999999",
    ])
      expect((await get(path)).status).toBe(404);
  });

  further("whoever reads the tiles computes the root", async () => {
    const { size, root } = await published();
    const [whole, rest] = [Math.floor(size / 256), size % 256];
    const leaves: Buffer[] = [];
    const paths = Array.from({ length: whole }, (_, number) => `/tile/0/${String(number).padStart(3, "0")}`);
    if (rest > 0) paths.push(`/tile/0/${String(whole).padStart(3, "0")}.p/${rest}`);
    for (const path of paths) {
      const bytes = Buffer.from(await (await get(path)).arrayBuffer());
      for (let at = 0; at < bytes.length; at += 32) leaves.push(bytes.subarray(at, at + 32));
    }
    expect(leaves.length).toBe(size);
    const path = await new LogTree(world.db).path(0, size);
    expect(rootByPath(0, size, leaves[0] ?? Buffer.of(), path)?.toString("hex")).toBe(root);
    if (whole > 0) {
      const above = Buffer.from(await (await get(`/tile/1/000.p/${whole}`)).arrayBuffer());
      expect(above.subarray(0, 32).equals(rootOfComplete(leaves.slice(0, 256)))).toBe(true);
    }
    expect((await get(`/tile/0/${String(whole + 1).padStart(3, "0")}`)).status).toBe(404);
    expect((await get(`/tile/0/000.p/257`)).status).toBe(404);
    expect((await get(`/tile/0/000.p/0`)).status).toBe(404);
  });

  test("two nodes that sign at once sign the same", async () => {
    const { services } = world.server;
    await caseIn(world, "NEGOTIATING");
    // What has its position later is on a later one.
    await world.projected();
    const made = await Promise.all([1, 2, 3].map(() => makeCheckpoint(services)));
    expect(new Set(made.map((each) => each?.note)).size).toBe(1);
    await Promise.all([growTree(world.db, await head()), growTree(world.db, await head())]);
    expect(await checkLog(world.db, [await published()], () => undefined)).toEqual([]);
  });

  test("what was changed or cut off after it was signed is found, with a copy that was kept even when all of it was written anew", async () => {
    const kept = await published();
    const problems = async (note = kept): Promise<string[]> =>
      (await checkLog(world.db, [note], () => undefined)).filter((problem) => !problem.includes("access log"));
    const change = (text: string): Promise<unknown> => world.db.transact(async (tx) => tx.execute(text));
    const before = await world.db.query<{ hash: string }>(
      "SELECT hash FROM event_log WHERE seq = 1 ORDER BY hash LIMIT 1",
    );
    const [{ hash = "" } = {}] = before;
    await changeKept(world.db, "event_log", `UPDATE event_log SET hash = '${"a".repeat(64)}' WHERE hash = '${hash}'`);
    expect(await problems()).toContain(`the log up to ${kept.size} is not the one whose checkpoint was signed`);
    await change("DELETE FROM log_checkpoint");
    await change("DELETE FROM log_node");
    expect(await problems()).toEqual([`the log up to ${kept.size} is not the one whose checkpoint was signed`]);
    await change(`UPDATE event_log SET hash = '${hash}' WHERE hash = '${"a".repeat(64)}'`);
    expect(await problems()).toEqual([]);
    await change("INSERT INTO log_node (level, number, hash) VALUES (1, 0, 'x')");
    if (kept.size >= 256) expect(await problems()).toEqual(["the node 1/0 of the log's tree is wrong"]);
    await change("DELETE FROM log_node");

    const forged = { ...kept, signatures: [Buffer.alloc(64)] };
    expect(await problems(forged)).toEqual([
      `the kept checkpoint of ${kept.size} events is signed by no key of this platform`,
    ]);
    expect(await problems({ ...kept, size: kept.size + 1_000 })).toEqual([
      `the log has ${await head()} events, but a checkpoint of ${kept.size + 1_000} was signed`,
    ]);
  });

  test("when it cannot be signed, the clocks of cases run all the same", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    await world.db.transact(async (tx) => tx.execute("ALTER TABLE log_checkpoint RENAME TO log_checkpoint_away"));
    try {
      await expect(world.later(24 * 30)).rejects.toThrow("sweeps failed: sweepCheckpoints");
    } finally {
      await world.db.transact(async (tx) => tx.execute("ALTER TABLE log_checkpoint_away RENAME TO log_checkpoint"));
    }
    expect((await world.db.byId(Complaint, theCase.id))?.status).not.toBe("NEGOTIATING");
  });

  further("each hour what was recorded is signed, by the key that is published, and stays to be read", async () => {
    const { services } = world.server;
    await sweepCheckpoints(services);
    const first = await published();
    expect(first.size).toBeGreaterThan(20);
    await caseIn(world, "NEGOTIATING");
    await sweepCheckpoints(services);
    expect((await published()).size).toBe(first.size);
    world.clock.advance(HOUR);
    await sweepCheckpoints(services);
    const second = await published();
    expect(second.size).toBeGreaterThan(first.size);
    expect(await published(`/checkpoint/${first.size}`)).toEqual(first);
    expect((await get(`/checkpoint/${second.size + 1}`)).status).toBe(404);

    const keys = (await (await fetch(`${world.server.url}/dossiers/keys.json`)).json()) as { publicKey: string }[];
    const [{ publicKey = "" } = {}] = keys;
    const key = createPublicKey({ key: Buffer.from(publicKey, "hex"), format: "der", type: "spki" });
    const [signature = Buffer.of()] = second.signatures;
    expect(verify(null, Buffer.from(second.text), key, signature)).toBe(true);
    const about = (await (await get("")).json()) as { origin: string; key: string; size: number };
    expect(about).toMatchObject({ size: second.size, origin: second.text.split("\n")[0] });
    expect(about.key.slice(about.key.indexOf("+", about.key.indexOf("+") + 1) + 1)).toBe(
      Buffer.concat([Buffer.of(1), Buffer.from(publicKey, "hex").subarray(-32)]).toString("base64"),
    );
  });

  test("entries of the access log that were removed, changed or added after they were signed are found, until they go as the house rules say", async () => {
    const { services } = world.server;
    const problems = (kept: readonly Note[] = []): Promise<string[]> => checkLog(world.db, kept, () => undefined);
    const change = (text: string): Promise<void> => changeKept(world.db, "access_log", text);
    const signed = async (): Promise<Note> => {
      world.advance(2 * HOUR);
      await caseIn(world, "NEGOTIATING");
      await sweepCheckpoints(services);
      return published();
    };
    await change("DELETE FROM access_log WHERE at >= 0");
    await world.db.transact(async (tx) => tx.execute("DELETE FROM log_checkpoint"));
    await signed();
    const { accountId } = await world.as("zhou.lead");
    const theCase = await caseIn(world, "NEGOTIATING");
    const entry = (id: string, at: number): string =>
      `INSERT INTO access_log (id, at, kind, by_id, by_role, complaint_id, concerned_id, target_id) SELECT '${id}', ${at}, 'CASE_READ', '${accountId}', 'LEAD_MODERATOR', c.id, c.consumer_id, c.id FROM complaint c WHERE c.id = '${theCase.id}'`;
    const at = world.clock.now();
    for (const id of ["acl_a", "acl_b"]) await change(entry(id, at));
    const kept = await signed();
    expect(kept.text).toMatch(/^access-log \S+Z \S+Z 2 \S{44}$/m);
    expect(await problems()).toEqual([]);

    const wrong = async (): Promise<string> =>
      (await problems()).map((problem) => problem.replace(/ from \S+ to \S+/, "")).join();
    await change("UPDATE access_log SET kind = 'CONSUMER_RECORD' WHERE id = 'acl_b'");
    expect(await wrong()).toBe("the access log's entries are not what they were when they were signed");
    await change("DELETE FROM access_log WHERE id = 'acl_b'");
    expect(await wrong()).toBe("the access log's entries are 1, and were 2 when they were signed");
    for (const id of ["acl_b", "acl_c"]) await change(entry(id, at));
    expect(await wrong()).toBe("the access log's entries are 3, and were 2 when they were signed");
    await change("DELETE FROM access_log WHERE id = 'acl_c'");
    expect(await problems()).toEqual([]);

    // Whoever removes the checkpoint, too, leaves a gap before the next, and cannot take back the one that was kept.
    await signed();
    await change("DELETE FROM access_log WHERE id = 'acl_b'");
    await world.db.transact(async (tx) => tx.execute(`DELETE FROM log_checkpoint WHERE size = ${kept.size}`));
    expect(await wrong()).toMatch(
      /^a checkpoint before that of \d+ events is gone: nothing says what the access log was until \S+$/,
    );
    expect(await problems([kept])).toEqual([expect.stringContaining("are 1, and were 2 when they were signed")]);

    world.advance(10 * 366 * 24 * HOUR);
    await services.sweep();
    expect(await world.db.query("SELECT id FROM access_log")).toEqual([]);
    expect(await problems([kept])).toEqual([]);
  });
});
