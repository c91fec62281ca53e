import { addListing } from "../../src/listings/add-listing";
import { restrictionsOf } from "../../src/listings/restrictions";
import { searchListings } from "../../src/listings/search-listings";
import { setListingStatus } from "../../src/listings/set-listing-status";
import { updateListing } from "../../src/listings/update-listing";
import type { ListingFilter } from "../../src/listings/listing.inputs";
import type { ListingVisibility } from "../../src/listings/listing-status";
import type { Actor } from "../../src/platform/identity/actor";
import { forEachDatabase } from "../support/databases";
import { Market } from "./market";

const DAY = 86_400_000;

forEachDatabase((kind) => {
  let market: Market;
  beforeEach(async () => (market = await Market.open(kind)));
  afterEach(() => market[Symbol.asyncDispose]());

  const setStatus = (actor: Actor, listingId: string, status: ListingVisibility) =>
    market.db.transact((tx) => setListingStatus(tx, actor, { listingId, status }));
  const search = (filter: ListingFilter = {}, first = 100, after?: string) =>
    searchListings(market.db, market.sealer, filter, { first, after }, market.clock.now());
  const titles = async (filter?: ListingFilter) => (await search(filter)).nodes.map(({ title }) => title);

  test("A change needs the version that was seen", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const rename = (version: number, title: string) =>
      market.db.transact((tx) => updateListing(tx, provider.owner, { listingId: listing.id, version, title }));
    const outcomes = await Promise.all(["A", "B"].map((title) => market.refusal(rename(2, title))));
    expect(outcomes).toContain("accepted");
    expect(outcomes).toContainEqual({
      code: "STALE_VERSION",
      reason: "listing.staleVersion",
      field: "input.version",
      params: { current: 3 },
    });
    expect(await rename(3, "C")).toMatchObject({
      title: "C",
      version: 4,
      priceAmount: 19_900,
      category: "skill-training",
    });
  });

  test("A draft is seen by its members, is published, taken down and put back, but not taken down before", async () => {
    const provider = await market.provider();
    const stranger = await market.provider();
    const { id } = await market.listing(provider, "Draft", "DRAFT");
    const seenBy = async (actor: Actor | null) =>
      (await market.ask(actor, "query ($id: ID!) { listing(id: $id) { status } }", { id })).data?.listing?.status ??
      null;

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
    expect([await seenBy(null), await titles()]).toEqual(["LISTED", ["Draft"]]);
    expect(await market.refusal(setStatus(stranger.owner, id, "DELISTED"))).toMatchObject({
      code: "FORBIDDEN",
      reason: "provider.notMember",
    });
    await setStatus(provider.owner, id, "DELISTED");
    expect([await seenBy(null), await titles()]).toEqual(["DELISTED", []]);
    expect(await setStatus(provider.owner, id, "LISTED")).toMatchObject({ version: 4 });
    expect(await setStatus(provider.owner, id, "LISTED")).toMatchObject({ version: 4 });
  });

  test("A provider not yet admitted writes drafts and does not publish them", async () => {
    const provider = await market.provider("APPLIED");
    const { id } = await market.listing(provider, "Draft", "DRAFT");
    expect(await market.refusal(setStatus(provider.owner, id, "LISTED"))).toEqual({
      code: "PROVIDER_RESTRICTED",
      reason: "restricted.notActive",
    });
  });

  test("A suspended provider writes and publishes nothing until the moment it ends", async () => {
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

  test("Restrictions tell the gravest measure and its last end, and forget stayed, reversed and superseded ones", async () => {
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
    expect(
      (
        await market.ask(
          null,
          `{ listings { nodes { status provider { legalName } price { amount } promises { id } } } }`,
        )
      ).data?.listings.nodes,
    ).toEqual([
      { status: "FROZEN", provider: { legalName: "Bright Skills" }, price: { amount: 19_900 }, promises: [] },
    ]);
  });

  test("Search is newest first, the demoted after all others, the suspended not at all, each in its time", async () => {
    const [plain, demoted, suspended] = [await market.provider(), await market.provider(), await market.provider()];
    for (const n of [1, 2])
      for (const [who, name] of [
        [plain, "plain"],
        [suspended, "suspended"],
        [demoted, "demoted"],
      ] as const)
        await market.listing(who, `${name} ${n}`);
    const start = market.clock.now();
    await market.penalise(demoted.id, "RANK_DEMOTION", { from: start + DAY, to: start + 3 * DAY });
    await market.penalise(suspended.id, "SUSPENSION", { from: start + 2 * DAY, to: start + 3 * DAY });
    const all = ["demoted 2", "suspended 2", "plain 2", "demoted 1", "suspended 1", "plain 1"];
    expect(await titles()).toEqual(all);
    market.clock.at = start + DAY;
    expect(await titles()).toEqual(["suspended 2", "plain 2", "suspended 1", "plain 1", "demoted 2", "demoted 1"]);
    market.clock.at = start + 2 * DAY;
    expect(await titles()).toEqual(["plain 2", "plain 1", "demoted 2", "demoted 1"]);
    market.clock.at = start + 3 * DAY;
    expect(await titles()).toEqual(all);
  });

  test("Pages join without gap or repeat, also when a demotion ends between them", async () => {
    const [plain, demoted] = [await market.provider(), await market.provider()];
    for (let n = 1; n <= 7; n += 1) await market.listing(n % 3 === 0 ? demoted : plain, `${n}`);
    await market.penalise(demoted.id, "RANK_DEMOTION", { from: 0, to: market.clock.now() + 1 });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { nodes, pageInfo } = await search({}, 2, after);
      seen.push(...nodes.map(({ title }) => title));
      after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
      market.clock.at += 1;
    } while (after);
    expect(seen).toEqual(["7", "5", "4", "2", "1", "6", "3"]);
  });

  test("Filters narrow; their text is text, not a pattern; a cursor fits only the filter it came from", async () => {
    const [one, two] = [await market.provider(), await market.provider()];
    await market.listing(one, "100% Discount 学英语");
    await market.listing(two, "1000 Words");
    expect(await titles({ text: "100%" })).toEqual(["100% Discount 学英语"]);
    expect(await titles({ text: "DISCOUNT 学" })).toEqual(["100% Discount 学英语"]);
    expect(await titles({ text: "1_0" })).toEqual([]);
    expect(await titles({ providerId: two.id, category: "skill-training" })).toEqual(["1000 Words"]);
    expect(await titles({ category: "other" })).toEqual([]);
    const { endCursor } = (await search({}, 1)).pageInfo;
    for (const [filter, cursor] of [
      [{ category: "skill-training" }, endCursor],
      [{}, `${endCursor}x`],
      [{}, "forged"],
    ] as const) {
      expect(await market.refusal(search(filter, 1, cursor ?? ""))).toEqual({ code: "CURSOR_INVALID", field: "after" });
    }
  });
});
