import { IdempotencyRecord } from "../../src/platform/graphql/idempotency";
import { forEachDatabase } from "../support/databases";
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
