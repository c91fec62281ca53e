import { Bonds1764000000024 } from "../../../migrations/1764000000024-bonds";
import { createDataSource } from "../../../src/platform/database/engine";
import { PastMembership } from "../../../src/market/providers/past-membership.entity";
import { createProvider } from "../../../src/market/providers/create-provider";
import { recordOnProvider } from "../../../src/market/providers/record-on-provider";
import { SYSTEM } from "../../../src/accounts/record-on-account";
import { ENTITIES, openPeople } from "../../accounts/people";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind) => {
  test("who left before memberships were kept is known from the log", async () => {
    await using people = await openPeople(kind);
    const [owner, staff] = [await people.person("owner"), await people.person("staff")];
    const provider = await people.database.transact((tx) =>
      createProvider(tx, { legalName: "Repair Co", licenceNo: "91-3101", ownerId: owner }),
    );
    const told = { accountId: staff, role: "STAFF" } as const;
    const tell = (what: "ADDED" | "REMOVED") =>
      people.database.transact(async (tx) =>
        recordOnProvider(tx, provider, `PROVIDER_MEMBER_${what}`, SYSTEM, "MEMBERS", told),
      );
    await tell("ADDED");
    const joinedAt = people.clock.now();
    people.clock.advance(86_400_000);
    await tell("REMOVED");
    const dataSource = await createDataSource({ url: people.url }, { entities: ENTITIES, migrations: [] }).initialize();
    const runner = dataSource.createQueryRunner();
    const migration = new Bonds1764000000024();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    await dataSource.destroy();
    const [past, ...more] = await people.database.find(PastMembership, {});
    expect(more).toEqual([]);
    expect(past).toMatchObject({ providerId: provider.id, accountId: staff, role: "STAFF" });
    expect(Math.abs((past?.joinedAt ?? 0) - joinedAt)).toBeLessThan(60_000);
    expect((past?.endedAt ?? 0) - (past?.joinedAt ?? 0)).toBeGreaterThanOrEqual(86_400_000);
  });
});
