import { Account } from "../../accounts/account/account.entity";
import { createAccount } from "../../accounts/account/create-account";
import { hashPassword } from "../../accounts/passwords/password.pure";
import type { AccountRole } from "../../accounts/actor/account-enums.types";
import { createListing } from "../../market/listings/create-listing";
import { createOrder } from "../../market/orders/create-order";
import type { Database } from "../../platform/database/database";
import { claimOrderPayment } from "../../adjudication/clearing/claim-order-payment";
import { confirmPayment } from "../../adjudication/clearing/confirm-payment";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { DAY, MARKET_TIME_ZONE } from "../../platform/time";
import { createPromiseVersion } from "../../market/promises/create-promise-version";
import { platformVersionsInForce } from "../../market/promises/promise.queries";
import { createProvider } from "../../market/providers/create-provider";
import { joinProvider } from "../../market/providers/join-provider";
import { SYSTEM } from "../../accounts/account/record-on-account";
import { DemoAccount } from "./demo-account.entity";
import { DEMO_PEOPLE } from "./demo-people";
import type { MarketSetting } from "./market/market-size.table";
import { seedMarket } from "./market/seed-market";

const KNOWN_FOR = 90 * DAY;

/**
 * Adds the demo's people to an empty database, and a market of one provider, or what is needed to fill a larger one in the time until
 * `endsAt`. Returns whether it was empty.
 */
export async function seedDemo(database: Database, market: MarketSetting, endsAt: number): Promise<boolean> {
  if (await database.findOne(Account, {})) return false;
  const passwordHash = await hashPassword(DEMO_PEOPLE[0]?.password ?? "");
  return database.transact(async (tx) => {
    if (await tx.findOne(Account, {})) return false;
    // Where no months are filled, all happens today.
    const people = await seedPeople(tx, passwordHash, market === "none" ? KNOWN_FOR : 0);
    for (const { id } of people.values()) tx.insert(DemoAccount, { id });
    if (market === "none") await seedOneProvider(tx, people);
    else await seedMarket(tx, market, endsAt);
    return true;
  });
}

/** The people of the demo, by their logins, all with one password. Orders of new accounts do not count towards the reputation. */
async function seedPeople(tx: Tx, passwordHash: string, knownFor: number): Promise<ReadonlyMap<string, Account>> {
  const people = new Map<string, Account>();
  for (const { login, displayName, roles, locale } of DEMO_PEOPLE) {
    const account = await createAccount(tx, {
      login,
      displayName,
      locale,
      passwordHash,
      roles: roles as AccountRole[],
    });
    if (knownFor > 0) tx.change(account, { createdAt: tx.now - knownFor });
    people.set(login, account);
  }
  return people;
}

/** The people of the demo and one provider, for a market that is no demo: `passwordHash` is of a password of its own. */
export async function seedSmallMarket(tx: Tx, passwordHash: string): Promise<void> {
  await seedOneProvider(tx, await seedPeople(tx, passwordHash, KNOWN_FOR));
}

async function seedOneProvider(tx: Tx, people: ReadonlyMap<string, Account>): Promise<void> {
  const who = (login: string): Account => present(people.get(login));
  const owner = who("wang.owner");
  const spark = await createProvider(tx, {
    legalName: "星火代运营(杭州)有限公司",
    licenceNo: "91330100MA2DEM001H",
    description: "抖店装修、短视频代运营、直播策划。",
    ownerId: owner.id,
  });
  joinProvider(tx, spark, who("zhao.staff"), "STAFF", SYSTEM);
  const design = createListing(tx, {
    providerId: spark.id,
    category: "shop-design",
    title: "抖店首页设计 · 48 小时交付",
    description: "店铺首页与商品详情页设计，含两轮修改。",
    priceAmount: 199_900,
    priceCurrency: "CNY",
    status: "LISTED",
  });
  const listing = { providerId: spark.id, listingId: design.id };
  const by = { publishedById: owner.id };
  const versions = [
    createPromiseVersion(
      tx,
      { ...listing, kind: "DELIVERY_TIME" },
      { ...by, text: "付款后 48 小时内交付初稿。", terms: { withinHours: 48 } },
    ),
    createPromiseVersion(
      tx,
      { ...listing, kind: "GIFT_OR_DISCOUNT" },
      { ...by, text: "赠送三张活动海报。", terms: { giftDescription: "三张活动海报" } },
    ),
    createPromiseVersion(
      tx,
      { providerId: spark.id, listingId: null, kind: "AFTER_SALES" },
      { ...by, text: "交付后 30 天内免费修改，24 小时内响应。", terms: { supportDays: 30, responseWithinHours: 24 } },
    ),
    ...(await platformVersionsInForce(tx, tx.now)),
  ];
  const order = {
    providerId: spark.id,
    listingId: design.id,
    listingVersion: design.version,
    title: design.title,
    priceAmount: design.priceAmount,
    priceCurrency: design.priceCurrency,
  };
  for (const login of ["li.na", "tom"]) {
    const { id } = createOrder(tx, { ...order, consumerId: who(login).id }, versions);
    await payOrder(tx, id, actorOf(who(login)), actorOf(who("wu.finance")));
  }
}

/** As in reality: the consumer claims the payment, and finance confirms it. */
async function payOrder(tx: Tx, orderId: string, consumer: Actor, finance: Actor): Promise<void> {
  const claim = { orderId, channel: "WECHAT_PAY" as const, reference: `WX ${orderId}` };
  const { paymentId } = await claimOrderPayment(tx, consumer, claim);
  await confirmPayment(tx, finance, { paymentId });
}

const actorOf = ({ id: accountId, displayName, roles, locale, timeZone, tokenVersion }: Account): Actor => ({
  accountId,
  displayName,
  roles: new Set(roles),
  memberships: [],
  conflicts: [],
  locale,
  timeZone: timeZone ?? MARKET_TIME_ZONE,
  tokenVersion,
});

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the demo's people do not match its story");
  return value;
}
