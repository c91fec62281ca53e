import { sql } from "../../src/platform/database/sql";
import { numberedEvents } from "../../src/platform/feed/numbered-events";
import pino from "pino";
import { setTimeout as delay } from "node:timers/promises";
import { lockAccount } from "../../src/accounts/account/account.queries";
import { recordOnAccount, SYSTEM } from "../../src/accounts/account/record-on-account";
import type { NumberedEvent } from "../../src/platform/database/event.entity";
import { Account } from "../../src/accounts/account/account.entity";
import { ProjectionPlace } from "../../src/platform/feed/projection-place.entity";
import { Projector, type Projection } from "../../src/platform/feed/projection";
import { UnderWay } from "../../src/platform/scheduling/under-way";
import { eventually } from "../support/eventually";
import { forEachDatabase } from "../support/databases";
import { fillLog } from "../realtime/cases";
import { startWorld, type World } from "../support/world";

/** Facts that a type tells whole, none of which the world has on record. */
type Happening =
  | "PASSWORD_CHANGED"
  | "SIGNED_OUT_EVERYWHERE"
  | "ACCOUNT_LINK_USED"
  | "RECOVERY_CODES_MADE"
  | "SECOND_FACTOR_GUESSED";

const LOG = pino({ level: "silent" });

forEachDatabase((kind) => {
  let world: World;
  let lina: string;
  let tom: string;
  const running: Projector[] = [];
  beforeAll(async () => {
    world = await startWorld(kind);
    lina = (await world.as("li.na")).accountId;
    tom = (await world.as("tom")).accountId;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((projector) => projector.stop()));
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const happen = (type: Happening, times = 1): Promise<void> =>
    world.db.transact(async (tx) => {
      const account = await lockAccount(tx, lina, "id");
      for (let time = 0; time < times; time += 1) recordOnAccount(tx, account, type, SYSTEM, {});
    });
  async function start(projection: Projection, requests?: UnderWay): Promise<Projector> {
    const projector = await Projector.start(world.db, world.server.services.tail, [projection], LOG, requests);
    running.push(projector);
    return projector;
  }
  /** Keeps in the database what it was given, so that a transaction taken back leaves nothing. */
  const keeper = (name: string, types: Happening[], also?: (event: NumberedEvent) => void): Projection => ({
    name,
    types: new Set(types),
    async apply(tx, event) {
      tx.execute("INSERT INTO policy_value (id, code, effective_from, value) VALUES (?, ?, ?, '{}')", [
        `${name}${event.position}`,
        `test.${name}`,
        event.position,
      ]);
      also?.(event);
    },
  });
  const kept = async (name: string): Promise<number[]> =>
    (
      await world.db.query<{ effective_from: number }>(
        "SELECT effective_from FROM policy_value WHERE code = ? ORDER BY effective_from",
        [`test.${name}`],
      )
    ).map(({ effective_from: position }) => position);
  const logged = async (type: Happening): Promise<number[]> => {
    await world.server.services.tail.catchUp();
    return (await numberedEvents(world.db, sql`t.type = ${type}`)).map(({ position }) => position);
  };

  test("begins at the log's beginning, and then takes each event of its types once, on however many nodes", async () => {
    await happen("PASSWORD_CHANGED", 30);
    const projectors = await Promise.all([1, 2, 3].map(() => start(keeper("once", ["PASSWORD_CHANGED"]))));
    await happen("SIGNED_OUT_EVERYWHERE");
    await Promise.all(Array.from({ length: 20 }, () => happen("PASSWORD_CHANGED")));
    await Promise.all(projectors.map((projector) => projector.catchUp()));
    expect(await kept("once")).toEqual(await logged("PASSWORD_CHANGED"));
    expect(await kept("once")).toHaveLength(50);
  });

  test("stands still at an event that fails, leaves nothing of it, and goes on when it works", async () => {
    let broken = true;
    await happen("ACCOUNT_LINK_USED", 3);
    const positions = await logged("ACCOUNT_LINK_USED");
    const projector = await start(
      keeper("fragile", ["ACCOUNT_LINK_USED"], ({ position }) => {
        if (broken && position === positions[1]) throw new Error("not yet");
      }),
    );
    await projector.catchUp();
    expect(await kept("fragile")).toEqual(positions.slice(0, 1));
    broken = false;
    await projector.catchUp();
    expect(await kept("fragile")).toEqual(positions);
    expect((await world.db.byId(ProjectionPlace, "fragile"))?.position).toBe(positions[2]);
  });

  test("what one records another is told of in the same catching up", async () => {
    const echo: Projection = {
      name: "echo",
      types: new Set(["RECOVERY_CODES_MADE"]),
      async apply(tx) {
        recordOnAccount(tx, await lockAccount(tx, tom, "id"), "SECOND_FACTOR_GUESSED", SYSTEM, {});
      },
    };
    const projector = await Projector.start(
      world.db,
      world.server.services.tail,
      [keeper("listener", ["SECOND_FACTOR_GUESSED"]), echo],
      LOG,
    );
    running.push(projector);
    await happen("RECOVERY_CODES_MADE", 2);
    await projector.catchUp();
    expect(await kept("listener")).toHaveLength(2);
  });

  test("what comes in a row is gathered, and taken without anyone asking", async () => {
    const transactions = new Set<unknown>();
    await start({
      ...keeper("gathering", ["ACCOUNT_LINK_USED"]),
      async apply(tx, event, known) {
        transactions.add(tx);
        await keeper("gathering", []).apply(tx, event, known);
      },
    });
    for (let n = 0; n < 20; n += 1) await happen("ACCOUNT_LINK_USED");
    const positions = await logged("ACCOUNT_LINK_USED");
    await eventually(async () => expect(await kept("gathering")).toEqual(positions));
    expect(transactions.size).toBeLessThanOrEqual(positions.length / 2);
  });

  test("events that have come together share a transaction, and what it reads ahead", async () => {
    await happen("SIGNED_OUT_EVERYWHERE", 23);
    const transactions = new Set<unknown>();
    const reads = new Set<unknown>();
    const projector = await start({
      ...keeper("sharing", ["SIGNED_OUT_EVERYWHERE"]),
      ahead: (known, { streamId }) => known.byId(Account, streamId),
      async apply(tx, event, known) {
        transactions.add(tx);
        reads.add(await known.byId(Account, event.streamId));
        await keeper("sharing", []).apply(tx, event, known);
      },
    });
    await projector.catchUp();
    const positions = await logged("SIGNED_OUT_EVERYWHERE");
    expect(await kept("sharing")).toEqual(positions);
    expect(transactions.size).toBeLessThanOrEqual(Math.ceil(positions.length / 5));
    expect(reads.size).toBe(transactions.size);
  });

  test("one that fails among many loses none before it, and repeats none when it works", async () => {
    await happen("RECOVERY_CODES_MADE", 60);
    const positions = await logged("RECOVERY_CODES_MADE");
    let broken = true;
    const projector = await start(
      keeper("stumbling", ["RECOVERY_CODES_MADE"], ({ position }) => {
        if (broken && position === positions[52]) throw new Error("not yet");
      }),
    );
    await projector.catchUp();
    expect(await kept("stumbling")).toEqual(positions.slice(0, 52));
    broken = false;
    await projector.catchUp();
    expect(await kept("stumbling")).toEqual(positions);
  });

  test("what is asked for and committed while one is made anew is done long before it has ended", async () => {
    await happen("PASSWORD_CHANGED", 1_100);
    await world.server.services.tail.catchUp();
    const person = await world.as("tom");
    let applied = 0;
    const projector = await start(
      keeper("anew", ["PASSWORD_CHANGED"], () => {
        applied += 1;
        const until = performance.now() + 1;
        while (performance.now() < until);
      }),
    );
    while (applied === 0) await delay(1);
    await person.do("updateAccount", { locale: "ZH_CN" }, "{ account { locale } }");
    const meanwhile = applied;
    const all = await logged("PASSWORD_CHANGED");
    // Each step of the command waits for a transaction of the projection, of which there are a dozen.
    expect(meanwhile).toBeLessThan(all.length - 100);
    await projector.catchUp();
    expect(await kept("anew")).toEqual(all);
  });

  test("one that begins far behind lets requests go first, and rests no more once there are none", async () => {
    await happen("PASSWORD_CHANGED", 1_100);
    await world.server.services.tail.catchUp();
    const requests = new UnderWay();
    const rest = jest.spyOn(requests, "quiet");
    let answered = (): void => undefined;
    const request = requests.during(() => new Promise<void>((done) => (answered = done)));
    const projector = await start(keeper("patient", ["PASSWORD_CHANGED"]), requests);
    while (rest.mock.calls.length < 2) await delay(5);
    expect((await kept("patient")).length).toBeLessThan(1_100);
    answered();
    await request;
    await projector.catchUp();
    expect(await kept("patient")).toEqual(await logged("PASSWORD_CHANGED"));
    // One that has only fallen behind a little rests never.
    rest.mockClear();
    void requests.during(() => new Promise<void>((done) => (answered = done)));
    await happen("PASSWORD_CHANGED", 20);
    await projector.catchUp();
    expect(await kept("patient")).toEqual(await logged("PASSWORD_CHANGED"));
    expect(rest).not.toHaveBeenCalled();
    answered();
  });

  test("of a long stretch of the log that is not for it whoever leads next looks at little", async () => {
    await happen("ACCOUNT_LINK_USED");
    await fillLog(world, 12_000);
    await happen("ACCOUNT_LINK_USED");
    await world.server.services.tail.catchUp();
    const [last] = (await logged("ACCOUNT_LINK_USED")).slice(-1);
    const only: Projection = {
      ...keeper("far", ["ACCOUNT_LINK_USED"]),
      wants: ({ position }) => position === last,
    };
    const projector = await start(only);
    await projector.catchUp();
    expect(await kept("far")).toEqual([last]);
    await fillLog(world, 12_000);
    await world.server.services.tail.catchUp();
    await happen("SIGNED_OUT_EVERYWHERE");
    const next = await start({ ...keeper("far", ["SIGNED_OUT_EVERYWHERE"]), wants: () => false });
    await next.catchUp();
    const place = (await world.db.byId(ProjectionPlace, "far"))?.position ?? 0;
    expect(world.server.services.tail.position - place).toBeLessThan(10_000);
  });

  test("one whose place somebody moves back begins there again, and passes over nothing", async () => {
    await happen("ACCOUNT_LINK_USED", 3);
    const projector = await start(keeper("moved", ["ACCOUNT_LINK_USED"]));
    await projector.catchUp();
    await world.db.transact(async (tx) => {
      const place = await tx.lock(ProjectionPlace, "moved");
      if (place) tx.change(place, { position: 0 });
      tx.execute("DELETE FROM policy_value WHERE code = 'test.moved'");
    });
    await happen("ACCOUNT_LINK_USED");
    await projector.catchUp();
    expect(await kept("moved")).toEqual(await logged("ACCOUNT_LINK_USED"));
  });
});
