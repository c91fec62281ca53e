import { fileComplaint } from "../../../src/case/complaints/file-complaint";
import type { OpenComplaintInput } from "../../../src/case/complaints/complaint.types";
import { findOrdered } from "../../../src/case/complaints/ordered.queries";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type GqlError, type World } from "../../support/world";
import { countRows, opening, placeOrder, type PlacedOrder } from "../complaints/world-case";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
    await world.setPace(10);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const orders = async (many: number, consumer = "tom"): Promise<PlacedOrder[]> => {
    const placed: PlacedOrder[] = [];
    for (let n = 0; n < many; n += 1) placed.push(await placeOrder(world, consumer));
    return placed;
  };
  const file = async (order: PlacedOrder, consumer = "tom"): Promise<GqlError | null> => {
    const { errors } = await (
      await world.as(consumer)
    ).gql(
      "mutation ($input: OpenComplaintInput!) { openComplaint(input: $input) { complaint { id } } }",
      { input: { ...opening(order), breachClass: "FRAUD" } },
      { "accept-language": "en" },
    );
    return errors?.[0] ?? null;
  };

  test("forty grave complaints in a second end at the tenth, for one person and for a day", async () => {
    const placed = await orders(40);
    const before = world.clock.now();
    const answers = await Promise.all(placed.map(async (order) => ({ order, error: await file(order) })));
    const refused = answers.flatMap(({ order, error }) => (error ? { order, ...error } : []));
    expect(refused).toHaveLength(30);
    for (const { extensions } of refused) {
      expect(extensions.code).toBe("LIMIT_REACHED");
      expect(Date.parse(extensions.availableAt ?? "")).toBeGreaterThanOrEqual(before + 24 * 3_600_000);
    }
    expect(await countRows(world, "complaint", "title = '初稿迟迟未交'")).toBe(10);
    // Somebody else's are not counted with them.
    const [other] = await orders(1, "li.na");
    expect(other && (await file(other, "li.na"))).toBeNull();

    await world.later(24.1);
    const [again] = refused;
    expect(again && (await file(again.order))).toBeNull();
  });

  further("a case that the platform opens for somebody is not one of theirs", async () => {
    await world.setPace(1);
    const [theirs, own, next] = await orders(3);
    if (!theirs || !own || !next) throw new Error("three orders were placed");
    const actor = await world.server.services.currentActor((await world.as("he.inspect")).accountId);
    await world.db.transact(async (tx) => {
      const ordered = await findOrdered(tx, theirs.id);
      if (!actor || !ordered) throw new Error("the inspector and the order are there");
      const input = { ...opening(theirs), breachClass: "ORDINARY" } as unknown as OpenComplaintInput;
      await fileComplaint(tx, actor, ordered, input, { status: "SUBMITTED", openedBy: "PLATFORM" });
    });
    expect(await file(own)).toBeNull();
    expect((await file(next))?.extensions.code).toBe("LIMIT_REACHED");
  });
});
