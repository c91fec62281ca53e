import { addListing } from "../../../src/market/listings/add-listing";
import { Listing } from "../../../src/market/listings/listing.entity";
import { MOST_CATEGORIES } from "../../../src/market/listings/listing.queries";
import { restrictionsOf } from "../../../src/market/listings/restrictions";
import { setListingStatus } from "../../../src/market/listings/set-listing-status";
import { updateListing } from "../../../src/market/listings/update-listing";
import type { ListingVisibility } from "../../../src/market/listings/listing-status.types";
import type { Actor } from "../../../src/accounts/actor/actor";
import { newId } from "../../../src/platform/ids";
import { forEachDatabase } from "../../support/databases";
import { Market } from "./market";

const DAY = 86_400_000;

forEachDatabase((kind, further) => {
  let market: Market;
  beforeEach(async () => (market = await Market.open(kind)));
  afterEach(() => market[Symbol.asyncDispose]());

  const setStatus = (actor: Actor, listingId: string, status: ListingVisibility) =>
    market.db.transact((tx) => setListingStatus(tx, actor, { listingId, status }));

  further("A change needs the version that was seen", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const rename = (version: number, title: string) =>
      market.db.transact((tx) =>
        updateListing(tx, provider.owner, { listingId: listing.id, expectedVersion: version, title }),
      );
    const outcomes = await Promise.all(["A", "B"].map((title) => market.refusal(rename(2, title))));
    expect(outcomes).toContain("accepted");
    expect(outcomes).toContainEqual({
      code: "STALE_VERSION",
      reason: "listing.staleVersion",
      field: "input.expectedVersion",
      params: { current: 3 },
    });
    expect(await rename(3, "C")).toMatchObject({
      title: "C",
      version: 4,
      priceAmount: 19_900,
      category: "skill-training",
    });
  });

  test("What is frozen alone is not sold on as a copy: nothing else is listed meanwhile, and what is listed goes on", async () => {
    const provider = await market.provider();
    const [frozen, other] = [await market.listing(provider), await market.listing(provider, "Another")];
    const copy = await market.listing(provider, frozen.title, "DRAFT");
    const now = market.clock.now();
    await market.penalise(provider.id, "LISTING_FREEZE", { from: now, to: now + DAY, listingId: frozen.id });
    const beside = { code: "PROVIDER_RESTRICTED", reason: "restricted.beside", availableAt: now + DAY };
    expect(await market.refusal(setStatus(provider.owner, copy.id, "LISTED"))).toMatchObject(beside);
    // Nor what was taken down before, and may have been rewritten since; the frozen one itself stays frozen.
    await setStatus(provider.owner, other.id, "DELISTED");
    expect(await market.refusal(setStatus(provider.owner, other.id, "LISTED"))).toMatchObject(beside);
    await setStatus(provider.owner, frozen.id, "DELISTED");
    expect(await market.refusal(setStatus(provider.owner, frozen.id, "LISTED"))).toBe("accepted");
    const stranger = await market.provider();
    expect(
      await market.refusal(
        setStatus(stranger.owner, (await market.listing(stranger, frozen.title, "DRAFT")).id, "LISTED"),
      ),
    ).toBe("accepted");
  });

  further(
    "A draft is seen by its members, is published, taken down and put back, but not taken down before",
    async () => {
      const provider = await market.provider();
      const stranger = await market.provider();
      const { id } = await market.listing(provider, "Draft", "DRAFT");
      const seenBy = async (actor: Actor | null) =>
        (await market.ask(actor, "query ($id: ID!) { listing(id: $id) { status } }", { id })).data?.listing?.status ??
        null;
      const choicesOf = async (actor: Actor | null) =>
        (await market.ask(actor, "query ($id: ID!) { listing(id: $id) { availableStatuses } }", { id })).data?.listing
          ?.availableStatuses;

      expect(await choicesOf(provider.owner)).toEqual(["LISTED"]);
      expect([await seenBy(null), await seenBy(stranger.owner), await seenBy(provider.owner)]).toEqual([
        null,
        null,
        "DRAFT",
      ]);
      expect(await market.refusal(setStatus(stranger.owner, id, "LISTED"))).toEqual({
        code: "NOT_FOUND",
        field: "input.listingId",
      });
      expect(await market.refusal(setStatus(provider.owner, id, "DELISTED"))).toMatchObject({
        code: "NOT_IN_THIS_STATE",
        reason: "listing.neverListed",
      });
      await setStatus(provider.owner, id, "LISTED");
      expect(await seenBy(null)).toBe("LISTED");
      expect([await choicesOf(provider.owner), await choicesOf(stranger.owner)]).toEqual([["DELISTED"], []]);
      expect(await market.refusal(setStatus(stranger.owner, id, "DELISTED"))).toMatchObject({
        code: "FORBIDDEN",
        reason: "provider.notMember",
      });
      await setStatus(provider.owner, id, "DELISTED");
      expect(await seenBy(null)).toBe("DELISTED");
      expect(await setStatus(provider.owner, id, "LISTED")).toMatchObject({ version: 4 });
      expect(await setStatus(provider.owner, id, "LISTED")).toMatchObject({ version: 4 });
    },
  );

  further("A provider's listings are found by a part of their title, as it is written", async () => {
    const provider = await market.provider();
    await market.listing(await market.provider(), "抖店首页设计");
    for (const title of ["抖店首页设计", "Logo 100% new", "Logo 1000"]) await market.listing(provider, title);
    const found = async (text: string | null): Promise<string[]> => {
      const query = `query ($providerId: ID!, $text: String) { providerListings(providerId: $providerId, text: $text) { nodes { title } } }`;
      const { data } = await market.ask(provider.owner, query, { providerId: provider.id, text });
      return data?.providerListings.nodes.map(({ title }: { title: string }) => title);
    };
    expect(await found("首页")).toEqual(["抖店首页设计"]);
    expect(await found("logo")).toEqual(["Logo 1000", "Logo 100% new"]);
    expect(await found("100%")).toEqual(["Logo 100% new"]);
    expect(await found("nothing like it")).toEqual([]);
    expect((await found(null)).length).toBe(3);
  });

  test("The categories are those in which something is listed, each once, and no more of them than anybody chooses among", async () => {
    const provider = await market.provider();
    const categories = async () => (await market.ask(null, "{ listingCategories }")).data?.listingCategories;
    const inCategory = async (category: string, status: ListingVisibility | "DRAFT" = "LISTED") => {
      const { id, version } = await market.listing(provider, category, "DRAFT");
      await market.db.transact((tx) =>
        updateListing(tx, provider.owner, { listingId: id, expectedVersion: version, category }),
      );
      if (status !== "DRAFT") await setStatus(provider.owner, id, "LISTED");
      if (status === "DELISTED") await setStatus(provider.owner, id, status);
    };
    expect(await categories()).toEqual([]);
    for (const category of ["shop-design", "ads", "shop-design", "warehouse"]) await inCategory(category);
    await inCategory("draft-only", "DRAFT");
    await inCategory("taken-down", "DELISTED");
    expect(await categories()).toEqual(["ads", "shop-design", "warehouse"]);

    await inCategory("zebra");
    const many = Array.from({ length: MOST_CATEGORIES }, (_, n) => `k-${String(n).padStart(4, "0")}`);
    await market.db.transact(async (tx) => {
      const [like] = await market.db.find(Listing, { category: "ads" });
      for (const category of many) tx.insert(Listing, { ...(like as Listing), id: newId(Listing), category });
    });
    expect(await categories()).toEqual(["ads", ...many].slice(0, MOST_CATEGORIES));
  });

  further("A provider not yet admitted writes drafts and does not publish them", async () => {
    const provider = await market.provider("APPLIED");
    const { id } = await market.listing(provider, "Draft", "DRAFT");
    expect(await market.refusal(setStatus(provider.owner, id, "LISTED"))).toEqual({
      code: "PROVIDER_RESTRICTED",
      reason: "restricted.notActive",
    });
  });

  further("A suspended provider writes and publishes nothing until the moment it ends", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider, "Draft", "DRAFT");
    const until = market.clock.now() + DAY;
    await market.penalise(provider.id, "SUSPENSION", { from: market.clock.now(), to: until });
    const write = () =>
      market.db.transact((tx) =>
        addListing(tx, provider.owner, {
          providerId: provider.id,
          category: "a",
          title: "b",
          description: "",
          price: { amount: 0, currency: "CNY" },
        }),
      );
    const refused = { code: "PROVIDER_RESTRICTED", reason: "restricted.SUSPENSION", availableAt: until };
    expect([
      await market.refusal(write()),
      await market.refusal(setStatus(provider.owner, listing.id, "LISTED")),
    ]).toEqual([refused, refused]);
    market.clock.at = until;
    expect([
      await market.refusal(write()),
      await market.refusal(setStatus(provider.owner, listing.id, "LISTED")),
    ]).toEqual(["accepted", "accepted"]);
  });

  further(
    "Restrictions tell the gravest measure and its last end, and forget stayed, reversed and superseded ones",
    async () => {
      const { id, owner } = await market.provider();
      const listing = await market.listing({ id, owner });
      const now = market.clock.now();
      for (const status of ["STAYED", "REVERSED", "SUPERSEDED"])
        await market.penalise(id, "TERMINATION", { from: now, status });
      expect(await restrictionsOf(market.db, id, now)).toMatchObject({
        mayPublish: true,
        maySell: true,
        demoted: false,
        hidden: false,
        frozenListingIds: [],
        until: null,
        by: null,
      });
      await market.penalise(id, "RANK_DEMOTION", { from: now, to: now + 9 * DAY, status: "EXPIRED" });
      await market.penalise(id, "LISTING_FREEZE", { from: now, to: now + DAY, listingId: listing.id });
      await market.penalise(id, "LISTING_FREEZE", { from: now, to: now + 2 * DAY, listingId: listing.id });
      expect(await restrictionsOf(market.db, id, now)).toMatchObject({
        mayPublish: true,
        demoted: true,
        frozenListingIds: [listing.id],
        by: "LISTING_FREEZE",
        until: now + 2 * DAY,
      });
      await market.penalise(id, "LISTING_FREEZE", { from: now });
      expect(await restrictionsOf(market.db, id, now)).toMatchObject({ frozenListingIds: "ALL", until: null });
      const asked = `query ($id: ID!) { listing(id: $id) { status provider { legalName } price { amount } promises { nodes { id } } } }`;
      expect((await market.ask(null, asked, { id: listing.id })).data?.listing).toEqual({
        status: "FROZEN",
        provider: { legalName: "Bright Skills" },
        price: { amount: 19_900 },
        promises: { nodes: [] },
      });
    },
  );
});
