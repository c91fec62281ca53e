import { isBarredBy } from "../../../src/market/listings/restrictions";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { Verification } from "../../../src/market/vetting/verification.entity";
import { verifiedAt } from "../../../src/market/vetting/verification.queries";
import { punish } from "../../adjudication/penalties/punish";
import { startNode, type Person, type World } from "../../support/world";
import { Applicant, creditCode, REQUIRED } from "./applicant";

const DAY = 86_400_000;
const STORY = ["VERIFICATION_", "PROVIDER_", "APPLICATION_APPROVED"];

/** What is verified runs out and is renewed. */
export function renewalStory(worldOf: () => World): void {
  let world: World;
  let shop: Applicant;
  let listingId: string;
  beforeAll(async () => {
    world = worldOf();
    shop = await Applicant.register(world, "tom", creditCode(21));
    await shop.admit();
    listingId = (await (await shop.owner()).do("createListing", listing(), "{ listing { id } }")).listing.id;
    await publish(listingId);
  });

  const listing = () => ({
    ...{ providerId: shop.id, category: "shop-design", title: "首页设计" },
    price: { amount: 100, currency: "CNY" },
  });
  const publish = async (id: string) =>
    (await shop.owner()).do("setListingStatus", { listingId: id, status: "LISTED" }, "{ listing { id } }");
  const isSold = async (): Promise<boolean> =>
    (
      await (
        await world.as("li.na")
      ).gql(`mutation { placeOrder(input: { listingId: "${listingId}" }) { order { id } } }`)
    ).errors === undefined;
  const day = async (days: number) => world.later(days * 24);
  /** Until one hour after a date of the licence. */
  async function until(date: "nextCheckAt" | "validUntil" | "graceUntil"): Promise<void> {
    const [licence] = await world.db.find(Verification, { providerId: shop.id, kind: "LICENCE", endedAt: null });
    await world.later(((licence?.[date] ?? 0) - world.clock.now()) / 3_600_000 + 1);
  }
  async function story(since: number): Promise<string[]> {
    const events = await world.db.find(LoggedEvent, { streamId: shop.id }, "ORDER BY seq");
    return events
      .filter(({ at, type }) => at >= since && STORY.some((start) => type.startsWith(start)))
      .filter(({ type }) => type !== "VERIFICATION_DOCUMENT_ADDED")
      .map(({ type, data }) => (data.kind && type.startsWith("VERIFICATION") ? `${type} ${String(data.kind)}` : type));
  }
  /** Shows one kind again, and an inspector grants it. */
  async function renew(kind: (typeof REQUIRED)[number]): Promise<string> {
    await shop.add(kind);
    const { id, kind: what } = await shop.submit();
    expect(what).toBe("RENEWAL");
    await shop.review(id);
    await shop.approve(id);
    return id;
  }

  test("reminded, then restricted, then suspended, each told once, and back as soon as it is renewed", async () => {
    const start = world.clock.now();
    // Only the licence is to run out in this story.
    await world.db.transact(async (tx) =>
      tx.execute(
        "UPDATE provider_verification SET next_step_at = NULL, valid_until = ?, grace_until = ? WHERE provider_id = ? AND kind <> 'LICENCE'",
        [start + 2_000 * DAY, start + 2_000 * DAY, shop.id],
      ),
    );
    await until("nextCheckAt");
    expect(await story(start)).toEqual(["VERIFICATION_DUE LICENCE"]);
    expect(await shop.status()).toBe("ACTIVE");
    const due = await world.db.findOne(LoggedEvent, { streamId: shop.id, type: "VERIFICATION_DUE" });
    expect(due?.data.dueAt).toBeGreaterThan(world.clock.now());

    // Another node sweeps at the same moment.
    await until("validUntil");
    await using node = await startNode(world, {}, { clock: world.clock });
    await Promise.all([node.services.sweep(), world.server.services.sweep()]);
    expect(await story(start)).toEqual([
      "VERIFICATION_DUE LICENCE",
      "VERIFICATION_EXPIRED LICENCE",
      "PROVIDER_RESTRICTED",
    ]);
    expect(await shop.status()).toBe("RESTRICTED");
    expect((await (await shop.owner()).tryTo("createListing", listing())).extensions.code).toBe("PROVIDER_RESTRICTED");
    expect([await isSold(), await shop.look("verifications { kind valid }")]).toEqual([
      true,
      {
        verifications: expect.arrayContaining([
          { kind: "LICENCE", valid: false },
          { kind: "ADDRESS", valid: true },
        ]),
      },
    ]);

    await until("graceUntil");
    expect((await story(start)).slice(3)).toEqual(["VERIFICATION_OVERDUE LICENCE", "PROVIDER_SUSPENDED"]);
    expect([await shop.status(), await isSold()]).toEqual(["SUSPENDED", false]);
    const [row] = await world.db.find(Provider, { id: shop.id });
    expect(row && isBarredBy(row)).toBe(true);
    const { viewer } = await (await shop.owner()).ok(`{ viewer { memberships { rights provider { id } } } }`);
    expect(viewer.memberships).toContainEqual({ rights: "DEFENCE_ONLY", provider: { id: shop.id } });
    const notices = (await (await shop.owner()).ok(`{ inbox { notices(first: 20) { nodes { type text } } } }`)).inbox
      .notices.nodes;
    expect(notices.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(["VERIFICATION_DUE", "VERIFICATION_EXPIRED", "PROVIDER_RESTRICTED", "PROVIDER_SUSPENDED"]),
    );
    for (const { text } of notices) expect(text).not.toMatch(/\{\{|^notice\./);
    expect(notices.find(({ type }: { type: string }) => type === "VERIFICATION_DUE").text).toContain(
      "business licence",
    );

    const renewedAt = world.clock.now();
    await renew("LICENCE");
    expect([await shop.status(), await isSold()]).toEqual(["ACTIVE", true]);
    await publish(listingId);
    expect((await story(renewedAt)).filter((type) => type.startsWith("PROVIDER"))).toEqual(["PROVIDER_REINSTATED"]);
    // As it was at each moment, also when it is long past.
    const shares = [];
    for (const at of [start - 365 * DAY, start, renewedAt - DAY, world.clock.now()])
      shares.push((await verifiedAt(world.db, [shop.id], at)).get(shop.id)?.share);
    expect(shares).toEqual([0, 1, 0.75, 1]);
  });

  test("renewed in time nothing happens, and the old dates ask for nothing more", async () => {
    const start = world.clock.now();
    await renew("LICENCE");
    const all = await world.db.find(Verification, { providerId: shop.id, kind: "LICENCE" }, "ORDER BY id");
    expect(all.map(({ endedAt, nextStepAt }) => [endedAt !== null, nextStepAt !== null])).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    await day(300);
    expect((await story(start)).filter((type) => !type.startsWith("APPLICATION"))).toEqual([]);
  });

  test("a renewal that is rejected leaves what is verified as long as it holds", async () => {
    await shop.add("ADDRESS");
    const { id } = await shop.submit();
    await shop.review(id);
    await shop.act("he.inspect", "rejectProviderApplication", id, {
      ground: "DOCUMENTS_INSUFFICIENT",
      reason: "租赁合同缺少签字页,不予采信。",
    });
    expect(await shop.status()).toBe("ACTIVE");
    // And may be tried again at once.
    await renew("ADDRESS");
  });

  test("a provider that wants another name has it once its licence has been verified for it", async () => {
    const names = async (person: Person) =>
      (await person.ok(`query ($id: ID!) { provider(id: $id) { legalName pendingName } }`, { id: shop.id })).provider;
    const ask = async (legalName: string) =>
      (await shop.owner()).do("updateProvider", { providerId: shop.id, legalName }, "{ provider { id } }");
    await ask("阿里巴巴官方旗舰店");
    await ask("云端设计集团");
    await world.projected();
    // Until then the public reads and finds the one that was verified.
    expect(await names(world.visitor)).toEqual({ legalName: "云端设计", pendingName: null });
    expect(await names(await shop.owner())).toEqual({ legalName: "云端设计", pendingName: "云端设计集团" });
    await renew("ADDRESS");
    expect((await names(world.visitor)).legalName).toBe("云端设计");
    await renew("LICENCE");
    expect(await names(await shop.owner())).toEqual({ legalName: "云端设计集团", pendingName: null });
    expect(await shop.status()).toBe("ACTIVE");
    await ask("云端设计");
    await ask("云端设计集团");
    expect((await names(await shop.owner())).pendingName).toBeNull();
  });

  test("penalties go on by their own dates, whatever vetting says; who was admitted before there was vetting may be vetted too", async () => {
    const [spark] = await world.db.find(Provider, { licenceNo: "91330100MA2DEM001H" });
    const old = new Applicant(world, "wang.owner", spark?.id ?? "", "91330100MA2DEM001H");
    expect(await old.look("status verifications { kind }")).toEqual({ status: "ACTIVE", verifications: [] });
    await punish(world, [{ kind: "SUSPENSION", days: 30, reason: "x" }], "FRAUD-1", "FRAUD");
    await world.later(16 * 24);
    expect(await old.status()).toBe("SUSPENDED");
    await old.add("ADDRESS");
    const { id } = await old.submit();
    await old.review(id);
    await old.approve(id);
    expect(await old.status()).toBe("SUSPENDED");
    expect((await old.look("restrictions { kind }")).restrictions).toEqual([{ kind: "SUSPENSION" }]);
    await day(31);
    expect(await old.status()).toBe("ACTIVE");
  });
}
