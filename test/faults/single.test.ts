import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Complaint } from "../../src/case/complaints/complaint.entity";
import { UniqueViolation } from "../../src/platform/database/faults";
import { MINUTE } from "../../src/platform/time";
import { forEachDatabase } from "../support/databases";
import { redress } from "../support/command-line";
import { mountSmallDisk, testOnSmallDisk } from "../support/small-disk";
import { temporaryFolder } from "../support/temporary";
import { startWorld, type World } from "../support/world";
import { readLog } from "./log";
import { Market } from "./market";
import { SECRET, ServerNode } from "./nodes";
import { RULINGS, Trial } from "./trial";

jest.setTimeout(600_000);

test("one process on SQLite, killed in the middle of writes and started again on its file", async () => {
  await using folder = await temporaryFolder("node");
  const databaseUrl = `sqlite:${join(folder.path, "redress.db")}`;
  await using node = await ServerNode.start({ DATABASE_URL: databaseUrl, DATA_DIR: folder.path });
  const market = await Market.open([node.url], { rulings: RULINGS });
  await using trial = await Trial.begin(databaseUrl, market, [node.url]);
  for (let kills = 0; kills < 2; kills += 1) {
    await trial.goOn(40);
    await node.kill();
    await node.restart();
  }
  await trial.goOn(40);
  expect(await trial.end()).toEqual({});
  expect(node.errorsLogged).toEqual([]);
});

testOnSmallDisk(
  "a disk that is full: what changes something is refused and leaves nothing; with room again all goes on",
  async () => {
    using disk = mountSmallDisk("64m");
    const databaseUrl = `sqlite:${join(disk.path, "redress.db")}`;
    await using folder = await temporaryFolder("node");
    await using node = await ServerNode.start({ DATABASE_URL: databaseUrl, DATA_DIR: folder.path });
    const market = await Market.open([node.url], { rulings: RULINGS });
    await using trial = await Trial.begin(databaseUrl, market, [node.url]);
    await trial.goOn(20);
    const filler = join(disk.path, "filler");
    fill(filler);
    await trial.until("every writer to be told to come back", () => trial.writers.every(({ retries }) => retries > 1));
    // Who reads is answered.
    expect(await market.as("li.na").accountId()).toMatch(/^acc_/);
    rmSync(filler);
    await trial.goOn(40);
    expect(await trial.end()).toEqual({});
    expect(
      (await redress(["verify", "--json"], { DATABASE_URL: databaseUrl, DATA_DIR: folder.path, SECRET })).code,
    ).toBe(0);
  },
);

/** Writes until there is no room. */
function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (let size = 1_048_576; size >= 1; size = Math.floor(size / 2))
      try {
        for (;;) writeSync(file, Buffer.alloc(size));
      } catch {
        // Less may fit.
      }
  } finally {
    closeSync(file);
  }
}

forEachDatabase((kind) => {
  let world: World;
  let market: Market;
  beforeAll(async () => {
    world = await startWorld(kind, {}, { SECRET });
    market = await Market.open([world.url], { rulings: 2 * RULINGS });
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("a clock that jumps ahead and back: everything is in order, once, and nobody is told less", async () => {
    await using trial = await Trial.begin(world.databaseUrl, market, [world.url]);
    await trial.goOn(20);
    // Less than access tokens live.
    for (const minutes of [10, -20, 15]) {
      world.clock.advance(minutes * MINUTE);
      await trial.goOn(20);
    }
    expect(await trial.end()).toEqual({});
    const log = await readLog(world.databaseUrl);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
  });

  test("transactions that took their place in the log and were rolled back, between commits, leave no gap and no trace", async () => {
    await using trial = await Trial.begin(world.databaseUrl, market, [world.url]);
    const [caseId = ""] = market.casesOf("li.na");
    const target = trial.answered + 60;
    while (trial.answered < target) {
      await rollBackLate(world, caseId);
      // SQLite answers within the turn, and would leave the others none.
      await nextTurn();
    }
    expect(await trial.end()).toEqual({});
    const log = await readLog(world.databaseUrl);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter(({ type }) => type === "STAY_REMINDER")).toEqual([]);
  });
});

/** Fails when it writes its event: by then it holds the counter, has moved it, and others wait. */
async function rollBackLate(world: World, caseId: string): Promise<void> {
  const failing = world.db.transact(async (tx) => {
    const stale = Object.assign(new Complaint(), { id: caseId, eventSeq: 0, eventHash: "0".repeat(64) });
    tx.record(stale, {
      type: "STAY_REMINDER",
      actorId: null,
      actorRole: "SYSTEM",
      topics: [`complaint:${caseId}`, "queue", "register"],
      audience: "PUBLIC",
      data: {},
    });
  });
  await expect(failing).rejects.toBeInstanceOf(UniqueViolation);
}
