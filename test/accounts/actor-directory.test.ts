import { createProvider } from "../../src/market/providers/create-provider";
import { forEachDatabase } from "../support/databases";
import { openPeople } from "./people";

/** How often anything has been read from now on, by itself or gathered. */
function readsOf({ database }: Awaited<ReturnType<typeof openPeople>>): () => number {
  const asked = [jest.spyOn(database, "ask"), jest.spyOn(database, "together")];
  return () => asked.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

forEachDatabase((kind, further) => {
  further("an actor is the account with its memberships, in one statement", async () => {
    await using people = await openPeople(kind);
    const owner = await people.person("owner");
    const provider = await people.database.transact((tx) =>
      createProvider(tx, { legalName: "Repair Co", licenceNo: "L-1000", ownerId: owner }),
    );
    const reads = readsOf(people);
    expect(await people.actors.current(owner)).toMatchObject({
      accountId: owner,
      roles: new Set(["CONSUMER", "PROVIDER_OWNER"]),
      memberships: [{ providerId: provider.id, role: "OWNER" }],
      locale: "en",
    });
    expect(reads()).toBe(1);
    expect(await people.actors.current("acc_unknown")).toBeNull();
  });

  test("a storm of deliveries reads each person once, all in one statement, until told to forget or a second has passed", async () => {
    await using people = await openPeople(kind);
    const ids = [await people.person("a"), await people.person("b"), await people.person("c")];
    const reads = readsOf(people);
    const storm = () => Promise.all([...ids, ...ids].map((id) => people.actors.cached(id)));

    expect((await storm()).map((actor) => actor?.accountId)).toEqual([...ids, ...ids]);
    await storm();
    expect(reads()).toBe(1);
    people.actors.forget(ids[0] ?? "");
    await storm();
    expect(reads()).toBe(2);
    people.clock.advance(1_500);
    await storm();
    expect(reads()).toBe(3);
  });

  further("a failed read is not remembered", async () => {
    await using people = await openPeople(kind);
    const id = await people.person("a");
    const query = jest.spyOn(people.database, "ask").mockRejectedValueOnce(new Error("gone"));
    await expect(people.actors.cached(id)).rejects.toThrow("gone");
    expect(await people.actors.cached(id)).toMatchObject({ accountId: id });
    query.mockRestore();
  });
});
