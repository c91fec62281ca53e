import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

forEachDatabase((kind) => {
  let world: World;
  let listingId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { listings } = await world.visitor.ok("{ listings(first: 100) { nodes { id title } } }");
    listingId = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计")).id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  /** What the listing says, which must be what the command says. */
  async function toldTo(person: Person): Promise<string> {
    const query = "query ($id: ID!) { listing(id: $id) { orderUnavailableBecause { code message availableAt } } }";
    const { listing } = await person.ok(query, { id: listingId });
    const { errors } = await person.gql(
      "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } } }",
      { input: { listingId } },
    );
    const [refusal] = errors ?? [];
    expect(listing.orderUnavailableBecause).toEqual(
      refusal
        ? {
            code: refusal.extensions.code,
            message: refusal.message,
            availableAt: refusal.extensions.availableAt ?? null,
          }
        : null,
    );
    return refusal?.extensions.code ?? "yes";
  }

  test("a listing says what keeps whoever looks from ordering it, in the words of placeOrder", async () => {
    const told = async (login: string) => toldTo(await world.as(login));
    expect(await toldTo(world.visitor)).toBe("UNAUTHENTICATED");
    expect(await told("li.na")).toBe("yes");
    expect(await told("wang.owner")).toBe("CONFLICT_OF_INTEREST");
    expect(await told("chen.mod")).toBe("FORBIDDEN");
    await (
      await world.as("wang.owner")
    ).do("setListingStatus", { listingId, status: "DELISTED" }, "{ listing { status } }");
    expect(await told("li.na")).toBe("LISTING_UNAVAILABLE");
  });
});
