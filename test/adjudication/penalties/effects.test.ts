import { createListing } from "../../../src/market/listings/create-listing";
import { createProvider } from "../../../src/market/providers/create-provider";
import { placeOrder } from "../../case/complaints/world-case";
import { Applicant } from "../../market/vetting/applicant";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { punish } from "./punish";

const LISTINGS = `{ listings(first: 10) { nodes { id status provider { id legalName } } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
    await addRival(world);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const searched = async (): Promise<string[]> =>
    (await world.visitor.ok(LISTINGS)).listings.nodes.map(({ provider }: { provider: { legalName: string } }) =>
      provider.legalName.slice(0, 2),
    );
  const rights = async () =>
    (
      await (
        await world.as("wang.owner")
      ).ok(`{ viewer { memberships { rights provider { id restrictions { kind until } } } } }`)
    ).viewer.memberships[0];

  test("demotion: last in search at once, first again when it ends, by itself", async () => {
    await world.later(1);
    expect((await searched()).sort()).toEqual(["星火", "云端"].sort());
    const before = await searched();
    await punish(world, [{ kind: "RANK_DEMOTION", days: 14, reason: "x" }]);
    expect((await searched()).at(-1)).toBe("星火");
    expect((await rights()).provider.restrictions).toMatchObject([{ kind: "RANK_DEMOTION" }]);
    await world.later(14 * 24 + 1);
    expect(await searched()).toEqual(before);
    expect((await rights()).provider.restrictions).toEqual([]);
  });

  further("freeze: the listing stays visible but cannot be ordered until it ends", async () => {
    await punish(world, [{ kind: "LISTING_FREEZE", days: 7, reason: "x" }]);
    const consumer = await world.as("tom");
    const { listings } = await consumer.ok(LISTINGS);
    const frozen = listings.nodes.find(({ provider }: { provider: { legalName: string } }) =>
      provider.legalName.startsWith("星火"),
    );
    expect(frozen.status).toBe("FROZEN");
    expect((await consumer.tryTo("placeOrder", { listingId: frozen.id })).extensions).toMatchObject({
      code: "LISTING_UNAVAILABLE",
      availableAt: expect.any(String),
    });
    await world.later(7 * 24 + 1);
    await (await world.as("tom")).do("placeOrder", { listingId: frozen.id }, "{ order { id } }");
  });

  further(
    "suspension: waits for a second approver and for the ruling to be final; then neither publishes nor sells, and ends by itself",
    async () => {
      const { id: providerId } = (await rights()).provider;
      await punish(world, [{ kind: "SUSPENSION", days: 30, reason: "x" }], "FRAUD-1", "FRAUD");
      expect((await rights()).rights).toBe("FULL");
      await world.later(15 * 24 + 1);
      expect(await rights()).toMatchObject({
        rights: "DEFENCE_ONLY",
        provider: { restrictions: [{ kind: "SUSPENSION" }] },
      });
      expect(await searched()).toEqual(["云端"]);
      const refused = await (
        await world.as("zhao.staff")
      ).tryTo("publishPromise", { providerId, kind: "OTHER", text: "我们保证" });
      expect(refused.extensions).toMatchObject({ code: "PROVIDER_RESTRICTED", availableAt: expect.any(String) });
      // Suspended members still defend: a new complaint goes straight to the platform, and they may answer there.
      await world.later(30 * 24 + 1);
      expect((await rights()).rights).toBe("FULL");
      expect(await searched()).toContain("星火");
      const { penalties } = (
        await world.visitor.ok(
          `query ($id: ID!) { provider(id: $id) { penalties(first: 5) { nodes { kind status } } } }`,
          { id: providerId },
        )
      ).provider;
      expect(penalties.nodes).toEqual([
        // Duties of the thresholds that one grave ruling passed on its way up.
        { kind: "PUBLIC_NOTICE", status: "ACTIVE" },
        { kind: "MANDATORY_TRAINING", status: "ACTIVE" },
        { kind: "SUSPENSION", status: "EXPIRED" },
      ]);
    },
  );

  test("termination does not end, and the licence cannot come back", async () => {
    await placeOrder(world, "tom");
    await punish(world, [{ kind: "TERMINATION", reason: "x" }], "FRAUD-1", "FRAUD");
    await world.later(16 * 24);
    await world.later(365 * 24);
    expect(await searched()).toEqual(["云端"]);
    const { rights: may, provider } = await rights();
    expect(may).toBe("DEFENCE_ONLY");
    // What the public reads of it stays: it leads nobody on to wherever its people sell now.
    const moved = { providerId: provider.id, description: "我们已搬到新店，欢迎继续下单。" };
    expect((await (await world.as("wang.owner")).tryTo("updateProvider", moved)).extensions).toMatchObject({
      code: "NOT_IN_THIS_STATE",
      reason: "provider.ended",
    });
    const again = await Applicant.register(world, "li.na", "91330100MA2DEM001H", "星火重来");
    await again.addAll();
    expect(await again.refused("li.na", "submitProviderApplication", { providerId: again.id })).toMatchObject({
      code: "PROVIDER_RESTRICTED",
      reason: "provider.licenceTerminated",
    });
  });
});

/** One that was there before there was vetting. */
async function addRival(world: World): Promise<void> {
  const { accountId } = await world.as("tom");
  await world.db.transact(async (tx) => {
    const { id: providerId } = await createProvider(tx, {
      legalName: "云端设计",
      licenceNo: "91330100RIVAL0001",
      ownerId: accountId,
    });
    const price = { priceAmount: 100_000, priceCurrency: "CNY" };
    const category = "shop-design";
    const listing = { providerId, category, title: "店铺设计", description: "设计", status: "LISTED" } as const;
    createListing(tx, { ...listing, ...price });
  });
}
