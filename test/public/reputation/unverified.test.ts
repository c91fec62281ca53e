import { verifiedAt } from "../../../src/market/vetting/verification.queries";
import { ProviderReputation } from "../../../src/public/reputation/provider-reputation.entity";
import { Verification } from "../../../src/market/vetting/verification.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { Applicant, creditCode } from "../../market/vetting/applicant";
import { DAY } from "./formula";

const LOOK = "reputation { score uncappedScore cappedBy whatWouldChangeIt { kind scoreAfter } }";

forEachDatabase((kind) => {
  let world: World;
  let shop: Applicant;
  beforeAll(async () => {
    world = await startWorld(kind);
    shop = await Applicant.register(world, "tom", creditCode(31));
    await shop.admit();
    await world.projected();
    const row = await world.db.findOne(ProviderReputation, { providerId: shop.id });
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE provider_reputation SET totals = ?, inputs = 1 WHERE provider_id = ?", [
        JSON.stringify({ ...row?.totals, at: tx.now, orders: 4_000 }),
        shop.id,
      ]),
    );
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("who is suspended because a verification ran out is capped as every suspended provider, until it is renewed", async () => {
    const verified = await world.db.find(Verification, { providerId: shop.id, endedAt: null });
    const validUntil = Math.min(...verified.map((each) => each.validUntil));
    const graceUntil = Math.min(...verified.map((each) => each.graceUntil));
    const until = (at: number) => world.later((at - world.clock.now()) / 3_600_000 + 1);

    await until(validUntil);
    const restricted = (await shop.look(LOOK)).reputation;
    expect(restricted).toMatchObject({ cappedBy: null, score: restricted.uncappedScore });
    expect(restricted.score).toBeGreaterThan(50);

    await until(graceUntil);
    await world.projected();
    expect(await shop.status()).toBe("SUSPENDED");
    const { reputation } = await shop.look(LOOK);
    expect(reputation).toMatchObject({ cappedBy: "SUSPENSION", score: 20 });
    const after = new Map(
      reputation.whatWouldChangeIt.map((each: { kind: string; scoreAfter: number }) => [each.kind, each.scoreAfter]),
    );
    expect(after.get("CLEAN_ORDERS")).toBe(20);
    expect(after.get("VERIFICATION")).toBeGreaterThan(reputation.uncappedScore);
    expect((await world.db.findOne(ProviderReputation, { providerId: shop.id }))?.toldScore).toBe(2_000);

    const isSuspendedAt = async (at: number) => (await verifiedAt(world.db, [shop.id], at)).get(shop.id)?.isSuspended;
    expect([await isSuspendedAt(graceUntil - 1), await isSuspendedAt(graceUntil)]).toEqual([false, true]);

    await world.db.transact(async (tx) =>
      tx.execute("UPDATE provider_verification SET valid_until = ?, grace_until = ? WHERE provider_id = ?", [
        tx.now + 900 * DAY,
        tx.now + 900 * DAY,
        shop.id,
      ]),
    );
    expect((await shop.look(LOOK)).reputation.cappedBy).toBeNull();
  });
});
