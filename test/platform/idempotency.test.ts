import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import type { Tx } from "../../src/platform/database/tx";
import { IdempotencyRecord, runOnce } from "../../src/platform/graphql/idempotency";
import { Refusal } from "../../src/platform/refusal";
import { Deadline } from "../../src/platform/scheduling/deadline";
import { forEachDatabase } from "../support/databases";
import { describeWith } from "../support/programs";
import { startWorld } from "../support/world";

forEachDatabase((kind) => {
  test("the first result is given again for seven days, then forgotten", async () => {
    await using world = await startWorld(kind);
    const input = { legalName: "一家新店", licenceNo: "ANOTHER-NUMBER-1", clientMutationId: "one" };
    const register = async (): Promise<string> =>
      (await (await world.as("li.na")).do("registerProvider", input, "{ clientMutationId provider { id } }")).provider
        .id;
    const first = await register();
    expect(await register()).toBe(first);
    await world.later(6 * 24);
    expect(await register()).toBe(first);
    await world.later(2 * 24);
    expect(await world.db.find(IdempotencyRecord, {})).toEqual([]);
    expect(await register()).not.toBe(first);
  });

  test("a repeated request leaves nothing of what it began, and returns the first result whatever becomes of that", async () => {
    await using world = await startWorld(kind);
    const actor = await world.server.services.currentActor((await world.as("li.na")).accountId);
    if (!actor) throw new Error("li.na is gone");
    const run = (work: (tx: Tx) => Promise<{ id: string }>): Promise<{ id: string }> =>
      runOnce(world.db, actor, "make", { clientMutationId: "one" }, work);
    const write = (tx: Tx, id: string): void =>
      tx.insert(PolicyValue, { id, code: "some", effectiveFrom: 1, value: { n: 1 } });
    const codes = async (): Promise<string[]> =>
      (await world.db.find(PolicyValue, { code: "some" })).map(({ id }) => id).sort();
    const made = await run(async (tx) => {
      write(tx, "pol_first");
      return { id: "first" };
    });
    const next: Record<string, (tx: Tx) => Promise<{ id: string }>> = {
      "writes, reads and writes": async (tx) => {
        tx.insert(PolicyValue, { id: "pol_second", code: "some", effectiveFrom: 2, value: { n: 1 } });
        await tx.find(PolicyValue, { code: "some" });
        tx.insert(PolicyValue, { id: "pol_third", code: "some", effectiveFrom: 3, value: { n: 1 } });
        await tx.find(PolicyValue, { code: "some" });
        return { id: "second" };
      },
      "writes what is there already": async (tx) => {
        write(tx, "pol_first");
        await tx.find(PolicyValue, { code: "some" });
        return { id: "second" };
      },
      "is refused before it reads": async () => {
        throw new Refusal("NOT_FOUND");
      },
      "fails at once": () => {
        throw new Error("broken");
      },
    };
    for (const [name, work] of Object.entries(next)) expect([name, await run(work)]).toEqual([name, made]);
    expect(await codes()).toEqual(["pol_first"]);
  });
});

// On SQLite one transaction follows the other.
describeWith("mariadbd", "on MariaDB", () => {
  test("whether it was executed before is asked in one round trip with what the command reads first", async () => {
    await using world = await startWorld("mariadb");
    const actor = await world.server.services.currentActor((await world.as("li.na")).accountId);
    if (!actor) throw new Error("li.na is gone");
    const roundTrips = async (clientMutationId?: string): Promise<number | undefined> => {
      const database = world.db.within({ deadline: new Deadline(60_000) });
      await runOnce(database, actor, "look", { clientMutationId }, async (tx) => {
        await tx.find(PolicyValue, { code: "some" });
        return {};
      });
      return database.spent?.statements;
    };
    expect(await roundTrips("one")).toBe(await roundTrips());
  });

  test("of two who make the same thing at once, under one name or two, the second finds what the first one made", async () => {
    await using world = await startWorld("mariadb");
    const actor = await world.server.services.currentActor((await world.as("li.na")).accountId);
    if (!actor) throw new Error("li.na is gone");
    const make = (code: string, meanwhile: () => Promise<unknown>) => async (tx: Tx) => {
      const known = await tx.findOne(PolicyValue, { code, effectiveFrom: 1 });
      if (known) return { id: known.id, found: "yes" };
      await meanwhile();
      const id = `pol_${code}_${Math.random()}`;
      tx.insert(PolicyValue, { id, code, effectiveFrom: 1, value: { n: 1 } });
      return { id, found: "no" };
    };
    const run = (code: string, clientMutationId: string | undefined, meanwhile?: () => Promise<unknown>) =>
      runOnce(world.db, actor, "make", { clientMutationId }, make(code, meanwhile ?? (() => Promise.resolve())));
    for (const [code, names] of Object.entries({ none: [undefined, undefined], one: ["a", "a"], two: ["b", "c"] })) {
      let first: unknown;
      const second = await run(code, names[1], async () => (first = await run(code, names[0])));
      expect([first, second]).toEqual([
        { id: expect.any(String), found: "no" },
        { ...(first as object), found: names[0] && names[0] === names[1] ? "no" : "yes" },
      ]);
    }
  });
});
