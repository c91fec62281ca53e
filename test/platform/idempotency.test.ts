import { PolicyValue } from "../../src/house-rules/policy-value.entity";
import type { Tx } from "../../src/platform/database/tx";
import { IdempotencyRecord, runOnce } from "../../src/platform/graphql/idempotency";
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
});

// On SQLite one transaction follows the other.
describeWith("mariadbd", "on MariaDB", () => {
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
