import { Account } from "../../src/accounts/account/account.entity";
import { ActorDirectory } from "../../src/accounts/account/actor-directory";
import { claimOrderPayment } from "../../src/adjudication/clearing/claim-order-payment";
import { HouseRules } from "../../src/house-rules/house-rules";
import type { HouseRule } from "../../src/house-rules/house-rules.table";
import { Refusal } from "../../src/platform/refusal";
import { exportDossier } from "../../src/public/dossier/export-dossier";
import { complain, newConsumers, openStall, placeOrders } from "../prevention/inspections/market";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const AT_ONCE = 6;

/** What one person may do so often, done at once in as many places: nothing but the person is common to them. */
forEachDatabase((kind) => {
  let world: World;
  beforeAll(async () => void (world = await startWorld(kind)));
  afterAll(() => world?.[Symbol.asyncDispose]());

  const allowOne = (rule: HouseRule, unit: string): Promise<void> =>
    world.db.transact(async (tx) => {
      tx.execute("UPDATE policy_value SET value = ? WHERE code = ?", [JSON.stringify({ [unit]: 1 }), rule]);
      HouseRules.forget(tx);
    });

  const outcomes = async (acts: readonly Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(acts)).map((act) => {
      if (act.status === "fulfilled") return "done";
      if (act.reason instanceof Refusal) return act.reason.code;
      throw act.reason;
    });

  const ONE = [...Array<string>(AT_ONCE - 1).fill("LIMIT_REACHED"), "done"];

  test("payments claimed at once, of orders from several providers, are counted one after the other", async () => {
    await allowOne("payment.openClaims", "count");
    const [consumer] = await newConsumers(world, 1);
    if (!consumer) throw new Error("nobody");
    const orders: string[] = [];
    for (let n = 0; n < AT_ONCE; n += 1)
      orders.push(...(await placeOrders(world, await openStall(world), consumer.accountId, 1)));
    const claims = orders.map((orderId, index) => {
      const claim = { orderId, channel: "BANK" as const, reference: `at once ${index}` };
      return world.db.transact((tx) => claimOrderPayment(tx, consumer, claim));
    });
    expect((await outcomes(claims)).sort()).toEqual(ONE);
  });

  test("dossiers asked for at once, of several cases, are counted one after the other", async () => {
    await allowOne("dossier.count", "perPersonAndDay");
    const [consumer] = await newConsumers(world, 1);
    if (!consumer) throw new Error("nobody");
    const cases: string[] = [];
    for (let n = 0; n < AT_ONCE; n += 1) cases.push(await complain(world, await openStall(world), consumer));
    const actor = await new ActorDirectory(world.db, world.clock).current(consumer.accountId);
    if (!actor) throw new Error(`${Account.name} ${consumer.accountId} is gone`);
    const exports = cases.map((complaintId) =>
      world.db.transact((tx) => exportDossier(tx, actor, { complaintId, reader: "CONSUMER", redactions: [] }, "en")),
    );
    expect((await outcomes(exports)).sort()).toEqual(ONE);
  });
});
