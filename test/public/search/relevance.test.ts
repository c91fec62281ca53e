import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { promisesStandSideBySide } from "./comparison";
import { CORPUS } from "./corpus";
import { LISTING_JUDGEMENTS, PROVIDER_JUDGEMENTS } from "./judgements";
import { seedCorpus } from "./seed-corpus";
import { itIsKeptUpToDate } from "./upkeep";

/** What each search found, in order, on the database tried first: the other must find the same. */
const found = new Map<string, string[]>();

forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { accountId } = await world.as("wang.owner");
    await world.db.transact((tx) => seedCorpus(tx, accountId));
    await world.projected();
    await world.server.services.sweep();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const listings = async (text: string): Promise<string[]> =>
    (
      await world.visitor.ok(
        `query ($text: String) { listings(first: 50, filter: { text: $text }) { nodes { title } } }`,
        {
          text,
        },
      )
    ).listings.nodes.map(({ title }: { title: string }) => title);
  const providers = async (text: string): Promise<string[]> =>
    (
      await world.visitor.ok(
        `query ($text: String) { providers(first: 50, filter: { text: $text }) { nodes { legalName } } }`,
        { text },
      )
    ).providers.nodes.map(({ legalName }: { legalName: string }) => legalName);

  test("the corpus is in the index", async () => {
    const count = CORPUS.flatMap(({ offers }) => offers).length;
    const [row] = await world.db.query("SELECT listings FROM search_index");
    // The demo has a listing of its own.
    expect(row).toEqual({ listings: count + 1 });
  });

  describe.each([
    ["listings", listings, LISTING_JUDGEMENTS],
    ["providers", providers, PROVIDER_JUDGEMENTS],
  ] as const)("%s", (list, search, judgements) => {
    test.each(judgements)("$text", async ({ text, first, top, never, most }) => {
      const titles = await search(text);
      if (first) expect(titles[0]).toBe(first);
      if (top) expect(titles.slice(0, 3)).toEqual(expect.arrayContaining(top));
      for (const other of never ?? []) expect(titles).not.toContain(other);
      expect(titles.length).toBeLessThanOrEqual(most ?? 50);
      if (most !== 0) expect(titles).not.toEqual([]);
      const key = `${list} ${text}`;
      expect(titles).toEqual(found.get(key) ?? titles);
      found.set(key, titles);
    });
  });

  test.each([
    [{ text: "长".repeat(101) }, "filter.text"],
    [{ text: "\ud83d" }, "filter.text"],
    [{ category: "x".repeat(65) }, "filter.category"],
    [{ price: { currency: "cny" } }, "filter.price.currency"],
    [{ price: { currency: "CNY", from: 2, to: 1 } }, "filter.price.to"],
    [{ minReputation: 101 }, "filter.minReputation"],
    [{ promiseKinds: Array.from({ length: 10 }, () => "PRICE") }, "filter.promiseKinds"],
  ])("%j is refused, naming the field", async (filter, field) => {
    const refused = await world.visitor.refused(
      `query ($filter: ListingFilter) { listings(filter: $filter) { nodes { id } } }`,
      { filter },
    );
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });

  itIsKeptUpToDate(() => world);
  promisesStandSideBySide(() => world);
});
