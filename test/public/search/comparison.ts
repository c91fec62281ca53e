import type { World } from "../../support/world";

const COMPARE = `query ($ids: [ID!]!) { comparePromises(listingIds: $ids) {
  listings { id }
  kinds { kind cells { listing { id } versions { text } } terms { term unit currency better values bestListingIds } } } }`;

/** The demo's listing beside one of another provider and beside a draft. */
export function promisesStandSideBySide(theWorld: () => World): void {
  const idOf = async (text: string): Promise<string> =>
    (
      await theWorld().visitor.ok(
        `query ($text: String) { listings(first: 1, filter: { text: $text }) { nodes { id } } }`,
        {
          text,
        },
      )
    ).listings.nodes[0].id;

  test("promises stand side by side, for everybody", async () => {
    const [demo, other] = [await idOf("抖店首页设计"), await idOf("店铺装修全套设计")];
    const { comparePromises } = await theWorld().visitor.ok(COMPARE, { ids: [other, demo] });
    expect(comparePromises.listings).toEqual([{ id: other }, { id: demo }]);
    const kinds = new Map(comparePromises.kinds.map((row: { kind: string }) => [row.kind, row]));
    expect([...kinds.keys()]).toEqual(["GIFT_OR_DISCOUNT", "DELIVERY_TIME", "AFTER_SALES", "OTHER"]);
    expect(kinds.get("DELIVERY_TIME")).toEqual({
      kind: "DELIVERY_TIME",
      cells: [
        { listing: { id: other }, versions: null },
        { listing: { id: demo }, versions: [{ text: "付款后 48 小时内交付初稿。" }] },
      ],
      terms: [
        {
          term: "withinHours",
          unit: "HOURS",
          currency: null,
          better: "LEAST",
          values: [null, 48],
          bestListingIds: [demo],
        },
      ],
    });
    expect(kinds.get("OTHER")).toMatchObject({
      cells: [{ versions: [{ text: "48 小时内出初稿。" }] }, { versions: null }],
      terms: [],
    });
  });

  test("what cannot be compared is refused, and drafts are as good as absent", async () => {
    const demo = await idOf("抖店首页设计");
    const owner = await theWorld().as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const { listing } = await owner.do(
      "createListing",
      {
        providerId: viewer.memberships[0].provider.id,
        category: "drafts",
        title: "草稿",
        description: "",
        price: { amount: 1, currency: "CNY" },
      },
      "{ listing { id } }",
    );
    const refusal = async (ids: string[]) => (await theWorld().visitor.refused(COMPARE, { ids })).extensions;
    const notFound = { code: "NOT_FOUND", field: "listingIds.1" };
    expect(await refusal([demo, listing.id])).toMatchObject(notFound);
    expect(await refusal([demo, "lst_01h00000000000000000000000"])).toMatchObject(notFound);
    expect(await refusal([demo, "nonsense"])).toMatchObject(notFound);
    expect(await refusal([])).toMatchObject({ code: "BAD_USER_INPUT", field: "listingIds" });
    expect(await refusal([demo, demo])).toMatchObject({ code: "BAD_USER_INPUT", field: "listingIds.1" });
    expect(await refusal(Array.from({ length: 7 }, () => demo))).toMatchObject({ code: "BAD_USER_INPUT" });
    expect((await owner.ok(COMPARE, { ids: [demo, listing.id] })).comparePromises.listings).toHaveLength(2);
  });
}
