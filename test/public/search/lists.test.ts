import type { Role } from "../../../src/accounts/actor/actor";
import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import type { PromiseKind } from "../../../src/market/promises/promise-kind.types";
import { searchEverything } from "../../../src/public/search/search-everything.queries";
import { searchListings } from "../../../src/public/search/search-listings.queries";
import { searchProviders } from "../../../src/public/search/search-providers.queries";
import type { ListingFilter, ProviderFilter } from "../../../src/public/search/search.types";
import type { ListingSort, ProviderSort } from "../../../src/public/search/sorts.types";
import type { Listing } from "../../../src/market/listings/listing.entity";
import type { Page, PageArgs } from "../../../src/platform/graphql/connection";
import { Market } from "../../market/listings/market";
import { forEachDatabase } from "../../support/databases";
import { giveReputation, offer } from "./stall";

const DAY = 86_400_000;
const CNY = { currency: "CNY" };

forEachDatabase((kind, further) => {
  let market: Market;
  beforeAll(async () => (market = await Market.open(kind)));
  afterAll(() => market?.[Symbol.asyncDispose]());

  const page = (filter: ListingFilter, sort: ListingSort | null, args: PageArgs) =>
    searchListings(market.context(null), filter, sort, args, market.clock.now());
  const search = (filter: ListingFilter, sort: ListingSort | null = null, first = 100, after?: string) =>
    page(filter, sort, { first, after });
  const titles = async (filter: ListingFilter, sort: ListingSort | null = null) =>
    (await search(filter, sort)).nodes.map(({ title }) => title);
  const promise = (kind: PromiseKind, of: { providerId: string; listingId: string | null }, by: string) =>
    market.db.transact(async (tx) =>
      createPromiseVersion(tx, { ...of, kind }, { text: "我们承诺", terms: TERMS[kind] ?? {}, publishedById: by }),
    );
  const TERMS: Partial<Record<PromiseKind, object>> = {
    RETURN_REFUND: { returnDays: 7 },
    DELIVERY_TIME: { withinHours: 48 },
  };

  describe("Whatever the order, the demoted come after all others, the frozen last, the suspended not at all, each in its time:", () => {
    const text = "雪糕批发";
    const category = "ice-cream";
    let start: number;
    beforeAll(async () => {
      const [plain, demoted, suspended, frozen] = [
        await market.provider(),
        await market.provider(),
        await market.provider(),
        await market.provider(),
      ];
      const goods = (name: string, price: number) => ({ title: `${text} ${name}`, category, price });
      await giveReputation(market, demoted.id, 900_000, 9_000);
      await giveReputation(market, frozen.id, 950_000, 9_500);
      await offer(market, plain.id, goods("plain", 200));
      await offer(market, suspended.id, goods("suspended", 100));
      await offer(market, demoted.id, goods("demoted", 300));
      const [id] = await offer(market, frozen.id, goods("frozen", 400), goods("beside", 150));
      start = market.clock.now();
      await market.penalise(demoted.id, "RANK_DEMOTION", { from: start + DAY, to: start + 3 * DAY });
      await market.penalise(suspended.id, "SUSPENSION", { from: start + 2 * DAY, to: start + 3 * DAY });
      await market.penalise(frozen.id, "LISTING_FREEZE", { from: start + DAY, to: start + 3 * DAY, listingId: id });
    });
    const names = async (filter: ListingFilter, sort: ListingSort | null) =>
      (await titles(filter, sort)).map((title) => title.split(" ")[1]);

    test.each<[ListingSort | null, ListingFilter, string[]]>([
      [null, {}, ["beside", "frozen", "demoted", "suspended", "plain"]],
      ["PRICE_LOW", { price: CNY }, ["suspended", "beside", "plain", "demoted", "frozen"]],
      ["PRICE_HIGH", { price: CNY }, ["frozen", "demoted", "plain", "beside", "suspended"]],
      ["REPUTATION", {}, ["beside", "frozen", "demoted", "suspended", "plain"]],
      ["NEWEST", { text }, ["beside", "frozen", "demoted", "suspended", "plain"]],
      ["REPUTATION", { text }, ["beside", "frozen", "demoted", "suspended", "plain"]],
      ["RELEVANCE", { text }, ["beside", "frozen", "demoted", "suspended", "plain"]],
    ])("%s %j", async (sort, more, before) => {
      const filter = { category, ...more };
      market.clock.at = start;
      expect(await names(filter, sort)).toEqual(before);
      market.clock.at = start + DAY;
      const offered = before.filter((name) => name !== "demoted" && name !== "frozen");
      expect(await names(filter, sort)).toEqual([...offered, "demoted", "frozen"]);
      market.clock.at = start + 2 * DAY;
      const admitted = offered.filter((name) => name !== "suspended");
      expect(await names(filter, sort)).toEqual([...admitted, "demoted", "frozen"]);
      market.clock.at = start + 3 * DAY;
      expect(await names(filter, sort)).toEqual(before);
    });
  });

  describe("Pages join without gap or repeat, also when a demotion ends between them:", () => {
    const category = "many";
    let demotedUntil: number;
    beforeAll(async () => {
      const providers = [
        await market.provider(),
        await market.provider(),
        await market.provider(),
        await market.provider(),
      ];
      const [one, two, three, four] = providers.map(({ id }) => id) as [string, string, string, string];
      await giveReputation(market, one, 400_000, 4_000);
      await giveReputation(market, two, 700_000, 7_000);
      // The same rank, and none at all.
      await giveReputation(market, three, 400_000, 4_000);
      const goods = (title: string, price: number) => ({ title: `很多东西 ${title}`, category, price });
      for (const [n, id] of [one, two, three, four].entries())
        await offer(
          market,
          id,
          goods(`a${n}`, 100),
          goods(`b${n}`, 300 - n),
          goods(`c${n}`, 100),
          goods(`d${n}`, 100 * n),
        );
      const now = market.clock.now();
      demotedUntil = now + 4 * DAY;
      await market.penalise(two, "RANK_DEMOTION", { from: now, to: demotedUntil });
      await market.penalise(three, "LISTING_FREEZE", { from: now });
    });

    test.each<[ListingSort | null, ListingFilter]>([
      [null, {}],
      ["PRICE_LOW", { price: CNY }],
      ["PRICE_HIGH", { price: CNY }],
      ["REPUTATION", {}],
      ["KEPT", {}],
      ["RELEVANCE", { text: "很多东西" }],
      ["REPUTATION", { text: "很多东西" }],
      ["PRICE_LOW", { text: "很多东西", price: CNY }],
    ])("%s %j", async (sort, more) => {
      market.clock.at = demotedUntil - 3;
      const filter = { category, ...more };
      const whole = await titles(filter, sort);
      expect(new Set(whole).size).toBe(16);
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { nodes, pageInfo } = await search(filter, sort, 3, after);
        seen.push(...nodes.map(({ title }) => title));
        after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
        market.clock.at += 1;
      } while (after);
      expect(seen).toEqual(whole);

      market.clock.at = demotedUntil - 3;
      const seenFromTheEnd: string[] = [];
      let before: string | null = null;
      do {
        const { nodes, pageInfo, count }: Page<Listing> = await page(filter, sort, { last: 3, before });
        seenFromTheEnd.unshift(...nodes.map(({ title }) => title));
        before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
        market.clock.at += 1;
        expect(await count()).toEqual({ value: 16, isAtLeast: false });
      } while (before);
      expect(seenFromTheEnd).toEqual(whole);
    });
  });

  test("Filters narrow, one by one and together", async () => {
    const [one, two] = [await market.provider(), await market.provider()];
    await giveReputation(market, one.id, 500_000, 8_050);
    const [cheap] = await offer(
      market,
      one.id,
      { title: "盆栽出租", category: "plants", price: 100 },
      { title: "盆栽养护", category: "plants", price: 900 },
      { title: "鱼缸养护", category: "fish", price: 500 },
      { title: "盆栽草稿", category: "plants", status: "DRAFT" },
      { title: "盆栽下架", category: "plants", status: "DELISTED" },
    );
    await offer(market, two.id, { title: "盆栽批发", category: "plants", price: 500, currency: "USD" });
    const by = one.owner.accountId;
    await promise("RETURN_REFUND", { providerId: one.id, listingId: cheap ?? "" }, by);
    await promise("DELIVERY_TIME", { providerId: one.id, listingId: null }, by);
    const withdrawn = await promise("DELIVERY_TIME", { providerId: two.id, listingId: null }, by);
    await market.db.transact(async (tx) =>
      tx.execute("UPDATE service_promise SET withdrawn_at = 1 WHERE id = ?", [withdrawn.promiseId]),
    );

    const plants = async (filter: ListingFilter) => (await titles({ category: "plants", ...filter })).sort();
    expect(await plants({})).toEqual(["盆栽养护", "盆栽出租", "盆栽批发"]);
    expect(await plants({ text: "盆栽" })).toEqual(["盆栽养护", "盆栽出租", "盆栽批发"]);
    expect(await titles({ text: "养护", providerId: one.id })).toEqual(
      expect.arrayContaining(["盆栽养护", "鱼缸养护"]),
    );
    expect(await plants({ text: "养护" })).toEqual(["盆栽养护"]);
    expect(await plants({ providerId: two.id })).toEqual(["盆栽批发"]);
    expect(await plants({ price: CNY })).toEqual(["盆栽养护", "盆栽出租"]);
    expect(await plants({ price: { ...CNY, from: 100, to: 899 } })).toEqual(["盆栽出租"]);
    expect(await plants({ price: { ...CNY, from: 101 } })).toEqual(["盆栽养护"]);
    expect(await plants({ promiseKinds: ["DELIVERY_TIME"] })).toEqual(["盆栽养护", "盆栽出租"]);
    expect(await plants({ promiseKinds: ["DELIVERY_TIME", "RETURN_REFUND"] })).toEqual(["盆栽出租"]);
    expect(await plants({ minReputation: 80 })).toEqual(["盆栽养护", "盆栽出租"]);
    expect(await plants({ minReputation: 81 })).toEqual([]);
    // Who is new has no score, not even 0.
    expect(await plants({ minReputation: 0 })).toEqual(["盆栽养护", "盆栽出租"]);
    const all: ListingFilter = {
      text: "盆栽",
      minReputation: 80,
      price: { ...CNY, to: 100 },
      promiseKinds: ["RETURN_REFUND"],
    };
    expect(await plants(all)).toEqual(["盆栽出租"]);
  });

  further(
    "The least score asked for is the one that is shown: a measure on the whole provider caps it while it acts",
    async () => {
      const [demoted, frozen, partly] = [await market.provider(), await market.provider(), await market.provider()];
      for (const { id } of [demoted, frozen, partly]) await giveReputation(market, id, 900_000, 9_000);
      const goods = (title: string) => ({ title, category: "kites" });
      await offer(market, demoted.id, goods("风筝 demoted"));
      await offer(market, frozen.id, goods("风筝 frozen"));
      const [one] = await offer(market, partly.id, goods("风筝 partly"), goods("风筝 beside"));
      const now = market.clock.now();
      await market.penalise(demoted.id, "RANK_DEMOTION", { from: now, to: now + DAY });
      await market.penalise(frozen.id, "LISTING_FREEZE", { from: now, to: now + DAY });
      await market.penalise(partly.id, "LISTING_FREEZE", { from: now, to: now + DAY, listingId: one });
      const kites = async (minReputation: number, text?: string) =>
        (await titles({ category: "kites", minReputation, text })).map((title) => title.split(" ")[1]).sort();
      for (const text of [undefined, "风筝"]) {
        market.clock.at = now;
        expect(await kites(40, text)).toEqual(["beside", "demoted", "frozen", "partly"]);
        expect(await kites(60, text)).toEqual(["beside", "demoted", "partly"]);
        expect(await kites(61, text)).toEqual(["beside", "partly"]);
        market.clock.at = now + DAY;
        expect(await kites(90, text)).toEqual(["beside", "demoted", "frozen", "partly"]);
      }
    },
  );

  test("What is asked for is found among however many the text fits better", async () => {
    const [large, small] = [await market.provider(), await market.provider()];
    const many = Array.from({ length: 1_100 }, (_, n) => ({ title: "剪纸", category: "paper", price: 1_000 + n }));
    for (let n = 0; n < many.length; n += 100) await offer(market, large.id, ...many.slice(n, n + 100));
    const title = "节日礼品与家居装饰一站式采购（灯笼、中国结、剪纸、年画、春联）";
    const [id] = await offer(market, small.id, { title, category: "gifts", price: 10 });
    await giveReputation(market, small.id, 900_000, 9_000);
    await promise("RETURN_REFUND", { providerId: small.id, listingId: id ?? "" }, small.owner.accountId);
    const text = "剪纸";
    expect(await titles({ text })).not.toContain(title);
    for (const filter of [
      { category: "gifts" },
      { providerId: small.id },
      { price: { ...CNY, to: 10 } },
      { promiseKinds: ["RETURN_REFUND" as const] },
      { minReputation: 90 },
    ])
      for (const sort of ["RELEVANCE", "NEWEST"] as const)
        expect(await titles({ text, ...filter }, sort)).toEqual([title]);
    expect(await titles({ text: "挖掘机", providerId: small.id })).toEqual([]);
  });

  further("Of what fits alike, the better reputation is more relevant; it does not outweigh a better fit", async () => {
    const [unknown, good] = [await market.provider(), await market.provider()];
    await giveReputation(market, good.id, 990_000, 9_900);
    await offer(
      market,
      good.id,
      { title: "竹编灯罩定做", category: "lamps" },
      { title: "灯具与家具综合服务（含竹编灯罩与藤椅）", category: "lamps" },
    );
    await offer(market, unknown.id, { title: "竹编灯罩定做", category: "lamps" });
    const { nodes } = await search({ text: "竹编灯罩定做" });
    expect(nodes.map(({ providerId }) => providerId)).toEqual([good.id, unknown.id]);
    const { nodes: wider } = await search({ text: "竹编灯罩" });
    expect(wider.map(({ title }) => title)).toEqual([
      "竹编灯罩定做",
      "竹编灯罩定做",
      "灯具与家具综合服务（含竹编灯罩与藤椅）",
    ]);
  });

  further("A text is text, not a pattern; numbers are what they are", async () => {
    const provider = await market.provider();
    await offer(
      market,
      provider.id,
      { title: "100% Discount 学英语", category: "words" },
      { title: "1000 Words", category: "words" },
    );
    const words = (text: string) => titles({ category: "words", text });
    expect(await words("100%")).toEqual(["100% Discount 学英语"]);
    expect(await words("DISCOUNT 学")).toEqual(["100% Discount 学英语"]);
    expect(await words("1_0")).toEqual([]);
    expect(await words("%")).toEqual([]);
    expect(await words("' OR 1=1 --")).toEqual([]);
  });

  test("A cursor fits only the list, the filter and the order it came from", async () => {
    const provider = await market.provider();
    await offer(market, provider.id, { title: "伞", category: "umbrellas" }, { title: "伞架", category: "umbrellas" });
    const { endCursor } = (await search({ category: "umbrellas" }, null, 1)).pageInfo;
    expect((await search({ category: "umbrellas" }, "NEWEST", 1, endCursor ?? "")).nodes).toHaveLength(1);
    const refused = { code: "CURSOR_INVALID", field: "after" };
    for (const [filter, sort, cursor] of [
      [{ category: "other" }, null, endCursor],
      [{ category: "umbrellas" }, "REPUTATION", endCursor],
      [{ category: "umbrellas", text: "伞" }, "NEWEST", endCursor],
      [{ category: "umbrellas" }, null, `${endCursor}x`],
      [{ category: "umbrellas" }, null, "forged"],
    ] as const) {
      expect(await market.refusal(search(filter, sort, 1, cursor ?? ""))).toEqual(refused);
    }
    expect(
      await market.refusal(searchProviders(market.context(null), {}, null, { first: 1, after: endCursor ?? "" })),
    ).toEqual(refused);
  });

  further("Orders that make no sense are refused, saying why", async () => {
    const refused = (filter: ListingFilter, sort: ListingSort | null) => market.refusal(search(filter, sort));
    expect(await refused({}, "RELEVANCE")).toMatchObject({ reason: "search.relevanceOfNothing", field: "sort" });
    expect(await refused({}, "PRICE_LOW")).toMatchObject({ reason: "search.currencyMissing", field: "filter.price" });
    expect(await refused({ price: { ...CNY, from: 2, to: 1 } }, null)).toMatchObject({
      reason: "search.emptyRange",
      field: "filter.price.to",
    });
  });

  describe("Providers", () => {
    const ids: Record<string, string> = {};
    let start: number;
    beforeAll(async () => {
      for (const [name, status] of [
        ["plain", "ACTIVE"],
        ["demoted", "ACTIVE"],
        ["expelled", "ACTIVE"],
        ["restricted", "RESTRICTED"],
        ["SUSPENDED", "SUSPENDED"],
        ["TERMINATED", "TERMINATED"],
        ["APPLIED", "APPLIED"],
      ] as const) {
        market.clock.at += 10;
        const { id } = await market.provider(status);
        ids[name] = id;
        await market.db.transact(async (tx) =>
          tx.execute("UPDATE provider SET legal_name = ? WHERE id = ?", [`测绘院 ${name}`, id]),
        );
        await offer(market, id, { title: "地形图", category: name === "plain" ? "maps" : "other-maps" });
      }
      start = market.clock.now();
      await giveReputation(market, ids.demoted ?? "", 900_000, 9_000);
      await giveReputation(market, ids.restricted ?? "", 100_000, 1_000);
      await market.penalise(ids.demoted ?? "", "RANK_DEMOTION", { from: start, to: start + DAY });
      await market.penalise(ids.expelled ?? "", "TERMINATION", { from: start });
      await promise(
        "RETURN_REFUND",
        { providerId: ids.restricted ?? "", listingId: null },
        (await market.person()).accountId,
      );
    });
    const found = async (filter: ProviderFilter, sort: ProviderSort | null = null, role: Role | null = null) => {
      const actor = role && { ...(await market.person()), roles: new Set([role]) };
      const { nodes } = await searchProviders(market.context(actor), filter, sort, { first: 100 });
      const surveyors = nodes.filter(({ legalName }) => legalName.startsWith("测绘院"));
      return surveyors.map(({ legalName }) => legalName.split(" ")[1]);
    };

    test("newest first, without those that have ended, are out of search or were never admitted; staff see all", async () => {
      market.clock.at = start;
      expect(await found({})).toEqual(["restricted", "plain", "demoted"]);
      const all = ["APPLIED", "TERMINATED", "SUSPENDED", "restricted", "expelled", "plain", "demoted"];
      expect(await found({}, null, "INSPECTOR")).toEqual(all);
      expect(await found({ text: "测绘院" }, "NEWEST", "ADMIN")).toEqual(all);
      // Whoever looks for what was decided about one finds it by its name, and no one who was never admitted.
      const onRecord = all.slice(1);
      expect(await found({ offMarket: true, text: "测绘院" }, "NEWEST")).toEqual(onRecord);
      expect(await found({ offMarket: true })).toEqual(onRecord);
      const named = { text: "测绘院", kinds: ["PROVIDER" as const], first: 50 };
      const hits = await searchEverything(market.context(null), named);
      expect(hits.map(({ title }) => title.split(" ")[1]).sort()).toEqual([...onRecord].sort());
    });

    test("by text, category, promises and reputation, in every order", async () => {
      market.clock.at = start;
      expect(await found({ text: "测绘院" })).toEqual(["restricted", "plain", "demoted"]);
      expect(await found({ text: "测绘" }, "REPUTATION")).toEqual(["restricted", "plain", "demoted"]);
      expect(await found({}, "REPUTATION")).toEqual(["restricted", "plain", "demoted"]);
      expect(await found({ category: "maps" })).toEqual(["plain"]);
      expect(await found({ promiseKinds: ["RETURN_REFUND"] })).toEqual(["restricted"]);
      expect(await found({ minReputation: 50 })).toEqual(["demoted"]);
      expect(await found({ minReputation: 61 })).toEqual([]);
      market.clock.at = start + DAY;
      expect(await found({ minReputation: 61 })).toEqual(["demoted"]);
      expect(await found({}, "REPUTATION")).toEqual(["demoted", "restricted", "plain"]);
      expect(await found({ text: "测绘 地形图" })).toEqual(["demoted", "restricted", "plain"]);
    });
  });
});
