import { JobRunner } from "../../src/platform/jobs/job-runner";
import { startJob, type JobWork } from "../../src/platform/jobs/job";
import { Job } from "../../src/platform/jobs/job.entity";
import { Refusal } from "../../src/platform/refusal";
import { eventually } from "../support/eventually";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

/** Without `kind`: the API knows only those of the districts. */
const FIELDS = "{ id status done total failure startedAt finishedAt cursor }";

forEachDatabase((kind) => {
  let world: World;
  let requestedById: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    requestedById = (await world.as("li.na")).accountId;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** A kind of its own for each test, which the server's runner does not know and leaves alone. */
  async function runners(work: JobWork, nodes = 1): Promise<{ id: string; stop: () => Promise<void> }> {
    const all = Array.from({ length: nodes }, () => new JobRunner(world.server.services, [work]));
    const { id } = await world.db.transact((tx) => startJob(tx, { kind: work.kind, subject: { n: 7 }, requestedById }));
    for (const runner of all) runner.ring();
    return { id, stop: async () => void (await Promise.all(all.map((runner) => runner.stop()))) };
  }

  test("is told live to whoever asked, with its progress, and kept from others", async () => {
    const lina = await world.as("li.na");
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const { id, stop } = await runners({
      kind: "TEST_TOLD",
      says: "Tries one thing.",
      async run(_services, job) {
        await job.progress(1, 2);
        await held;
        await job.progress(2, 2);
        await job.finish(async () => undefined);
      },
    });
    const stream = lina.follow(`subscription ($id: ID!) { jobUpdated(id: $id) { cursor caughtUp job ${FIELDS} } }`, {
      id,
    });
    await stream.until(({ received }) => received.some(({ caughtUp }) => caughtUp));
    goOn();
    await stream.until(({ received }) => received.some(({ job }) => job.status === "DONE"));
    expect(stream.received.at(-1).job).toMatchObject({ done: 2, total: 2, failure: null });
    const query = `query ($id: ID!) { job(id: $id) ${FIELDS} }`;
    expect((await (await world.as("sun.audit")).ok(query, { id })).job.status).toBe("DONE");
    for (const who of ["tom", "zhou.lead", "admin"])
      expect((await (await world.as(who)).ok(query, { id })).job).toBeNull();
    await stop();
    await lina.hangUp();
  });

  test("is done once, whichever of many nodes takes it", async () => {
    let begun = 0;
    const { id, stop } = await runners(
      {
        kind: "TEST_ONCE",
        says: "Tries one thing.",
        async run(_services, job) {
          begun += 1;
          await job.finish(async (tx) =>
            tx.execute("UPDATE job SET total = COALESCE(total, 0) + 1 WHERE id = ?", [job.id]),
          );
        },
      },
      4,
    );
    await eventually(async () => expect((await world.db.byId(Job, id))?.status).toBe("DONE"));
    expect((await world.db.byId(Job, id))?.total).toBe(1);
    expect(begun).toBe(1);
    await stop();
  });

  test("a node that fell silent is replaced, and can neither report nor finish any more", async () => {
    const asleep: (() => void)[] = [];
    const outcomes: string[] = [];
    const work: JobWork = {
      kind: "TEST_SILENT",
      says: "Tries one thing.",
      async run(_services, job) {
        if (asleep.length === 0) {
          await new Promise<void>((wake) => asleep.push(wake));
          for (const act of [() => job.progress(1, 1), () => job.finish(async () => undefined)])
            outcomes.push(
              await act().then(
                () => "went on",
                () => "was stopped",
              ),
            );
          return;
        }
        await job.finish(async (tx) => tx.execute("UPDATE job SET total = 42 WHERE id = ?", [job.id]));
      },
    };
    const { id, stop } = await runners(work);
    await eventually(async () => expect(asleep).toHaveLength(1));
    await world.later(1);
    const other = new JobRunner(world.server.services, [work]);
    other.ring();
    await eventually(async () => expect((await world.db.byId(Job, id))?.status).toBe("DONE"));
    asleep[0]?.();
    await eventually(async () => expect(outcomes).toEqual(["was stopped", "was stopped"]));
    expect(await world.db.byId(Job, id)).toMatchObject({ status: "DONE", total: 42, attempt: 2 });
    await Promise.all([stop(), other.stop()]);
  });

  test("a claim whose answer was lost is this node's all the same: it need not run out before the work begins", async () => {
    const { services } = world.server;
    let isLost = false;
    const database = Object.create(services.database, {
      transact: {
        value: async (...[work]: Parameters<typeof services.database.transact>) => {
          const done = await services.database.transact(work);
          if (isLost) return done;
          isLost = true;
          throw new Refusal("UNAVAILABLE", { reason: "storage.away", retryAfter: 1 });
        },
      },
    });
    const work: JobWork = {
      kind: "TEST_LOST",
      says: "Tries one thing.",
      run: (_services, job) => job.finish(async () => undefined),
    };
    const { id } = await world.db.transact((tx) => startJob(tx, { kind: work.kind, subject: {}, requestedById }));
    const runner = new JobRunner(Object.create(services, { database: { value: database } }), [work]);
    await eventually(async () => {
      runner.ring();
      expect(await world.db.byId(Job, id)).toMatchObject({ status: "DONE", attempt: 1 });
    });
    expect(isLost).toBe(true);
    await runner.stop();
  });

  test("one that needs what is away for a while is begun again, and given up in the end", async () => {
    let isAway = true;
    const work: JobWork = {
      kind: "TEST_AWAY",
      says: "Tries one thing.",
      async run(_services, job) {
        if (isAway) throw new Refusal("UNAVAILABLE", { reason: "storage.away", retryAfter: 10 });
        await job.finish(async () => undefined);
      },
    };
    const reached = (id: string, found: Partial<Job>): Promise<void> =>
      eventually(async () => expect(await world.db.byId(Job, id)).toMatchObject(found));
    for (const end of ["DONE", "FAILED"] as const) {
      isAway = true;
      const { id, stop } = await runners(work);
      await eventually(async () => {
        const { claimedUntil } = (await world.db.byId(Job, id)) ?? {};
        expect((claimedUntil ?? Infinity) - world.clock.now()).toBeLessThanOrEqual(10_000);
      });
      isAway = end === "FAILED";
      const runner = new JobRunner(world.server.services, [work]);
      for (const attempt of end === "DONE" ? [2] : [2, 3]) {
        world.advance(60_000);
        runner.ring();
        await reached(id, { attempt, ...(attempt === 2 && isAway ? { status: "RUNNING" } : { status: end }) });
        await eventually(async () => {
          const { claimedUntil, status } = (await world.db.byId(Job, id)) ?? {};
          expect(status === "RUNNING" ? (claimedUntil ?? 0) - world.clock.now() : 0).toBeLessThanOrEqual(40_000);
        });
      }
      await Promise.all([stop(), runner.stop()]);
    }
  });

  test("one that fails says why, in the reader's language", async () => {
    const { id, stop } = await runners({
      kind: "TEST_REFUSED",
      says: "Tries one thing.",
      run: () => Promise.reject(new Refusal("UNAVAILABLE", { reason: "job.gaveUp" })),
    });
    await eventually(async () => expect((await world.db.byId(Job, id))?.status).toBe("FAILED"));
    const lina = await world.as("li.na");
    const { data } = await lina.gql(`query ($id: ID!) { job(id: $id) ${FIELDS} }`, { id }, { "accept-language": "en" });
    expect(data.job).toMatchObject({ status: "FAILED", failure: expect.stringMatching(/^It was started/) });
    await stop();
  });

  test("nobody has more than five under way", async () => {
    const { accountId } = await world.as("tom");
    const queue = () =>
      world.db.transact((tx) => startJob(tx, { kind: "TEST_MANY", subject: {}, requestedById: accountId }));
    const [first] = await Promise.all(Array.from({ length: 5 }, queue));
    await expect(queue()).rejects.toMatchObject({ code: "LIMIT_REACHED" });
    await world.db.transact(async (tx) => tx.update(Job, first?.id ?? "", { finishedAt: tx.now }));
    await queue();
  });

  test("a node that stops leaves its work to the next", async () => {
    let steps = 0;
    let reached = (): void => undefined;
    let goOn = (): void => undefined;
    const stopping = new Promise<void>((resolve) => (goOn = resolve));
    const secondStep = new Promise<void>((resolve) => (reached = resolve));
    const work: JobWork = {
      kind: "TEST_STOPPED",
      says: "Tries one thing.",
      async run(_services, job) {
        for (let step = 1; step <= 3; step += 1) {
          steps += 1;
          if (steps === 2) {
            reached();
            await stopping;
          }
          await job.progress(step, 3);
        }
        await job.finish(async () => undefined);
      },
    };
    const { id, stop } = await runners(work);
    await secondStep;
    const stopped = stop();
    goOn();
    await stopped;
    expect((await world.db.byId(Job, id))?.status).toBe("QUEUED");
    const next = new JobRunner(world.server.services, [work]);
    next.ring();
    await eventually(async () => expect((await world.db.byId(Job, id))?.status).toBe("DONE"));
    expect(await world.db.byId(Job, id)).toMatchObject({ attempt: 1 });
    await next.stop();
  });
});
