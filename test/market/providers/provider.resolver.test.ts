import { Provider } from "../../../src/market/providers/provider.entity";
import { newId } from "../../../src/platform/ids";
import { openPeople, refusedWith } from "../../accounts/people";
import { forEachDatabase } from "../../support/databases";

const REGISTER = `mutation ($input: RegisterProviderInput!) { registerProvider(input: $input) { provider { id licenceNo status members { nodes { role account { displayName } } } } } }`;
const READ = `query ($id: ID!) { provider(id: $id) { legalName licenceNo members { nodes { role } } } }`;

forEachDatabase((kind, further) => {
  async function openMarket() {
    const people = await openPeople(kind);
    const owner = await people.person("owner");
    const { registerProvider } = await people.ask(owner, REGISTER, {
      input: { legalName: "Repair Co", licenceNo: "91-3101 abcd1234" },
    });
    return { ...people, owner, provider: registerProvider.provider };
  }

  test("whoever registers a provider owns it at once, and it is not admitted yet", async () => {
    await using market = await openMarket();
    expect(market.provider).toMatchObject({
      licenceNo: "913101ABCD1234",
      status: "APPLIED",
      members: { nodes: [{ role: "OWNER", account: { displayName: "owner" } }] },
    });
    expect((await market.actors.current(market.owner))?.roles).toContain("PROVIDER_OWNER");
    expect(await market.events(market.provider.id)).toEqual(["PROVIDER_REGISTERED", "PROVIDER_MEMBER_ADDED"]);
    expect(await market.events(market.owner)).toEqual(["ACCOUNT_REGISTERED", "MEMBERSHIP_ADDED"]);
  });

  further("naming a licence takes it from nobody: it binds whoever is admitted with it", async () => {
    await using market = await openMarket();
    const other = await market.person("other");
    await market.ask(other, REGISTER, { input: { legalName: "Again", licenceNo: "９１３１０１abcd-1234" } });
    const rows = await market.database.find(Provider, { licenceNo: "913101ABCD1234" });
    expect(rows.map(({ id, licenceKey }) => licenceKey === id)).toEqual([true, true]);
  });

  further("a credit code with a slip is refused at the door; a number of another kind is for inspectors", async () => {
    await using market = await openMarket();
    const register = (licenceNo: string) =>
      market.ask(market.owner, REGISTER, { input: { legalName: "New", licenceNo } });
    for (const wrong of ["91330100799655058A", "9133 0100 7996-55058c", "91330100MA2DEMO01X"])
      await expect(register(wrong)).rejects.toMatchObject({
        code: "BAD_USER_INPUT",
        details: { reason: "provider.creditCode", field: "input.licenceNo" },
      });
    await register("9133 0100 7996-55058b");
  });

  further("signs alone are no licence", async () => {
    await using market = await openMarket();
    for (const licenceNo of ["------", "/ / / /", "(.1.2.3.)"])
      await expect(market.ask(market.owner, REGISTER, { input: { legalName: "New", licenceNo } })).rejects.toEqual(
        refusedWith("BAD_USER_INPUT", "text.pattern"),
      );
    await market.ask(market.owner, REGISTER, { input: { legalName: "New", licenceNo: "(1)-2/3.4" } });
  });

  further("nobody applies for more providers than one could run", async () => {
    await using market = await openMarket();
    const input = (n: number) => ({ legalName: `New ${n}`, licenceNo: `NEW-000${n}` });
    for (let n = 1; n < 5; n += 1) await market.ask(market.owner, REGISTER, { input: input(n) });
    await expect(market.ask(market.owner, REGISTER, { input: input(5) })).rejects.toMatchObject({
      code: "LIMIT_REACHED",
    });
  });

  test("nor by applying for several at once", async () => {
    await using market = await openMarket();
    const input = (n: number) => ({ legalName: `New ${n}`, licenceNo: `NEW-000${n}` });
    const asked = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map((n) => market.ask(market.owner, REGISTER, { input: input(n) })),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  });

  further("the same request again gives the first provider again", async () => {
    await using market = await openMarket();
    const input = { legalName: "New", licenceNo: "NEW-1234", clientMutationId: "r1" };
    const first = await market.ask(market.owner, REGISTER, { input });
    expect(await market.ask(market.owner, REGISTER, { input })).toEqual(first);
  });

  /** As vetting leaves it. */
  const admit = ({ database, provider }: Awaited<ReturnType<typeof openMarket>>) =>
    database.transact(async (tx) =>
      tx.update(Provider, provider.id, { status: "ACTIVE", licenceKey: provider.licenceNo }),
    );

  further("nobody but insiders hears of one that is not admitted", async () => {
    await using market = await openMarket();
    const { id } = market.provider;
    for (const who of [null, await market.person("mei")])
      expect(await market.ask(who, READ, { id })).toEqual({ provider: null });
    expect((await market.ask(market.owner, READ, { id })).provider.legalName).toBe("Repair Co");
  });

  further(
    "who sells shows its licence; members are for insiders, and so is an identity number given as a licence",
    async () => {
      await using market = await openMarket();
      const { id } = market.provider;
      await admit(market);
      const shown = { provider: { legalName: "Repair Co", licenceNo: "913101ABCD1234", members: null } };
      expect(await market.ask(null, READ, { id })).toEqual(shown);
      expect(await market.ask(await market.person("mei"), READ, { id })).toEqual(shown);
      const full = {
        provider: { legalName: "Repair Co", licenceNo: "913101ABCD1234", members: { nodes: [{ role: "OWNER" }] } },
      };
      expect(await market.ask(await market.person("moderator", "MODERATOR"), READ, { id })).toEqual(full);
      await market.database.transact(async (tx) =>
        tx.update(Provider, id, { licenceNo: "11010519491231002X", licenceKey: "11010519491231002X" }),
      );
      expect((await market.ask(null, READ, { id })).provider.licenceNo).toBe("••••••••••••••002X");
      expect((await market.ask(market.owner, READ, { id })).provider.licenceNo).toBe("11010519491231002X");
      for (const wrong of ["", market.owner, newId(Provider)])
        expect(await market.ask(null, READ, { id: wrong })).toEqual({ provider: null });
    },
  );

  further("owners of one provider have no say in another", async () => {
    await using market = await openMarket();
    await admit(market);
    const rival = await market.person("rival");
    await market.ask(rival, REGISTER, { input: { legalName: "Rival", licenceNo: "RIVAL-1" } });
    const update = `mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { legalName description } } }`;
    const input = { providerId: market.provider.id, description: "Best" };
    await expect(market.ask(rival, update, { input })).rejects.toEqual(refusedWith("FORBIDDEN", "provider.notOwner"));
    expect(await market.ask(market.owner, update, { input })).toEqual({
      updateProvider: { provider: { legalName: "Repair Co", description: "Best" } },
    });
  });
});
