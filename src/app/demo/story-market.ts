import type { Person } from "./story-person";
import { inWords, note, scene, type Stage } from "./story-stage";

interface Version {
  id: string;
  version: number;
  kind: string;
  text: string;
  digest: string;
}

/** The data of an order that the story needs. */
export interface StoryOrder {
  id: string;
  placedAt: string;
  /** The versions frozen into it, by kind. */
  frozen: Record<string, Version>;
}

const VERSION = "{ id version kind text digest }";

/** Promises, an order that freezes them, and a next version published too late for it. */
export async function promiseAndOrder(stage: Stage): Promise<StoryOrder> {
  scene(stage, "A deposit stands behind the promises; they are published, versioned and frozen into the order");
  const { listingId, wang, lina } = stage;
  await payDeposit(stage);
  const delivery = await publish(wang, {
    listingId,
    kind: "DELIVERY_TIME",
    text: "付款后 48 小时内交付初稿。",
    terms: { withinHours: 48 },
  });
  await publish(wang, {
    listingId,
    kind: "GIFT_OR_DISCOUNT",
    text: "赠送三张活动海报。",
    terms: { giftDescription: "三张活动海报" },
  });
  const order = await placeOrder(stage, lina);
  await publish(wang, {
    promiseId: delivery.id,
    latestVersion: 1,
    text: "付款后 96 小时内交付初稿。",
    terms: { withinHours: 96 },
  });

  const { promise, order: kept } = await lina.ask<{
    promise: { currentVersion: Version };
    order: { promises: { digest: string; digestMatches: boolean; promiseVersion: Version }[] };
  }>(
    `query Kept($promiseId: ID!, $orderId: ID!) { promise(id: $promiseId) { currentVersion ${VERSION} } order(id: $orderId) { promises { digest digestMatches promiseVersion ${VERSION} } } }`,
    { promiseId: delivery.id, orderId: order.id },
  );
  show(stage, "in force now ", promise.currentVersion);
  for (const { promiseVersion, digestMatches } of kept.promises) {
    if (!digestMatches)
      throw new Error(`the promise frozen into the order no longer has its digest: ${promiseVersion.text}`);
    show(stage, "in 李娜's order", promiseVersion);
  }
  return order;
}

export async function placeOrder(stage: Stage, consumer: Person): Promise<StoryOrder> {
  const { listingId } = stage;
  const { order } = await consumer.act<{
    order: { id: string; placedAt: string; promises: { promiseVersion: Version }[] };
  }>(
    "placeOrder",
    { listingId, expectedPrice: { amount: 199_900, currency: "CNY" } },
    `{ order { id placedAt promises { promiseVersion ${VERSION} } } }`,
  );
  await payOrder(stage, consumer, order.id);
  return {
    id: order.id,
    placedAt: order.placedAt,
    frozen: Object.fromEntries(order.promises.map(({ promiseVersion }) => [promiseVersion.kind, promiseVersion])),
  };
}

async function payDeposit(stage: Stage): Promise<void> {
  const { wang, wu, providerId } = stage;
  const { payment } = await wang.act<{ payment: { id: string } }>(
    "topUpDeposit",
    { providerId, amount: 500_000, currency: "CNY", reference: `网银转账 ${providerId}` },
    "{ payment { id } }",
  );
  note(stage, `Claimed, and in no balance yet: ${await depositOf(stage)}`);
  await confirm(wu, payment.id);
  note(stage, `Seen by finance; the deposit, as the provider and the platform see it: ${await depositOf(stage)}`);
}

async function depositOf({ wang, providerId }: Stage): Promise<string> {
  const { provider } = await wang.ask<{
    provider: { deposit: { balances: { amount: number; currency: string }[] } };
  }>(`query Deposit($id: ID!) { provider(id: $id) { deposit { balances { amount currency } } } }`, { id: providerId });
  return provider.deposit.balances.map(inWords).join(", ") || "nothing";
}

const confirm = (wu: Person, paymentId: string): Promise<unknown> =>
  wu.act("confirmPayment", { paymentId }, "{ payment { status } }");

/** The consumer pays, and finance confirms it. */
async function payOrder({ wu }: Stage, consumer: Person, orderId: string): Promise<void> {
  const { payment } = await consumer.act<{ payment: { id: string } }>(
    "claimOrderPayment",
    { orderId, channel: "WECHAT_PAY", reference: `微信支付 ${orderId}` },
    "{ payment { id } }",
  );
  await confirm(wu, payment.id);
}

async function publish(wang: Person, input: Record<string, unknown>): Promise<{ id: string }> {
  return (await wang.act<{ promise: { id: string } }>("publishPromise", input, "{ promise { id } }")).promise;
}

function show(stage: Stage, where: string, { kind, version, text, digest }: Version): void {
  note(stage, `${where}  ${kind} v${version} 「${text}」 sha256 ${digest.slice(0, 16)}…`);
}
