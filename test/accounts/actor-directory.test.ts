import { ContactPoint } from "../../src/accounts/contacts/contact-point.entity";
import { createProvider } from "../../src/market/providers/create-provider";
import { newId } from "../../src/platform/ids";
import { forEachDatabase } from "../support/databases";
import { openPeople } from "./people";

/** One that is shown to be theirs; of each kind the same for everybody. */
const contactOf = (accountId: string, kind: ContactPoint["kind"]): ContactPoint => ({
  ...new ContactPoint(),
  ...{ id: newId(ContactPoint), accountId, kind, address: "sealed", addressHash: kind, masked: "•", state: "VERIFIED" },
  ...{ frequency: "AT_ONCE", deviceHash: null, codeGuesses: 0, createdAt: 1, verifiedAt: 1 },
});

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

  test("what binds the staff stays unread until an operation asks for it; whoever asks before that fails", async () => {
    await using people = await openPeople(kind);
    const { database } = people;
    const [mod, owner] = [await people.person("mod"), await people.person("owner")];
    await database.transact(async (tx) => {
      const { id } = await createProvider(tx, { legalName: "Repair Co", licenceNo: "L-1000", ownerId: owner });
      tx.execute("UPDATE account SET roles = '[\"MODERATOR\"]' WHERE id = ?", [mod]);
      tx.execute(
        "INSERT INTO past_membership (id, provider_id, account_id, role, joined_at, ended_at) VALUES ('pms_1', ?, ?, 'STAFF', 1, ?)",
        [id, mod, people.clock.now()],
      );
    });
    const read = async () => {
      const actor = await people.actors.currentUnbound(mod, null);
      if (!actor?.unread) throw new Error("nothing of it is unread");
      return { actor, unread: actor.unread };
    };
    const { actor, unread } = await read();
    expect(() => actor.conflicts).toThrow("before it was read");
    expect(() => ({ ...actor })).toThrow("before it was read");
    expect(await unread.without(async () => [...actor.roles])).toEqual(["MODERATOR"]);
    expect(await unread.without(async () => actor.conflicts)).toBeNull();
    await expect((await read()).unread.without(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    // Of what failed because there was nothing nobody is told.
    const other = await read();
    const failing = async () => (expect(other.actor.others).toEqual([]), Promise.reject(new Error("gone")));
    expect(await other.unread.without(failing)).toBeNull();
    await unread.read();
    expect(actor).toEqual(await people.actors.current(mod));
    expect(actor.conflicts).toMatchObject([{ ground: "FORMER_MEMBER" }]);
    // Nobody asks what binds whoever decides nothing for the platform.
    expect(await people.actors.currentUnbound(owner, null)).toEqual(await people.actors.current(owner));
  });

  test("memberships in the order in which they began; what binds staff is told once, however often it is found", async () => {
    await using people = await openPeople(kind);
    const { database } = people;
    const [mod, other] = [await people.person("mod"), await people.person("other")];
    const providers = await database.transact(async (tx) => [
      await createProvider(tx, { legalName: "Repair Co", licenceNo: "L-1000", ownerId: other }),
      await createProvider(tx, { legalName: "Paint Co", licenceNo: "L-1001", ownerId: other }),
    ]);
    const [repair, paint] = providers.map(({ id }) => id);
    await database.transact(async (tx) => {
      tx.execute("UPDATE account SET roles = '[\"MODERATOR\"]' WHERE id = ?", [mod]);
      // The later one has the lesser id.
      tx.execute("UPDATE provider_member SET id = ? WHERE provider_id = ?", ["mem_1", paint ?? ""]);
      tx.execute("UPDATE provider_member SET id = ? WHERE provider_id = ?", ["mem_2", repair ?? ""]);
      for (const id of ["pms_1", "pms_2"])
        tx.execute(
          "INSERT INTO past_membership (id, provider_id, account_id, role, joined_at, ended_at) VALUES (?, ?, ?, 'STAFF', 1, ?)",
          [id, repair ?? "", mod, people.clock.now()],
        );
      for (const accountId of [mod, other])
        for (const kindOfContact of ["EMAIL", "SMS"] as const)
          tx.insert(ContactPoint, contactOf(accountId, kindOfContact));
    });
    expect((await people.actors.current(other))?.memberships.map(({ providerId }) => providerId)).toEqual([
      paint,
      repair,
    ]);
    const bound = await people.actors.current(mod);
    expect(bound?.others).toEqual([other]);
    expect(new Set(bound?.conflicts.map(({ providerId, ground }) => `${providerId} ${ground}`))).toEqual(
      new Set([`${repair} FORMER_MEMBER`, `${repair} MEMBER`, `${paint} MEMBER`]),
    );
    expect(bound?.conflicts).toHaveLength(3);
    // Once more, now that they are known to be staff and both are asked at once.
    expect((await people.actors.current(mod))?.others).toEqual([other]);
    expect((await people.actors.current(mod))?.conflicts).toHaveLength(3);
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
