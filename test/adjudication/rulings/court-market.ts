import { createAccount } from "../../../src/accounts/account/create-account";
import type { AccountRole } from "../../../src/accounts/actor/account-enums.types";
import { createListing } from "../../../src/market/listings/create-listing";
import { createOrder } from "../../../src/market/orders/create-order";
import type { Database } from "../../../src/platform/database/database";
import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import { createProvider } from "../../../src/market/providers/create-provider";

const PEOPLE: Record<string, AccountRole> = {
  "li.na": "CONSUMER",
  tom: "CONSUMER",
  "wang.owner": "CONSUMER",
  "chen.mod": "MODERATOR",
  "liu.mod": "MODERATOR",
  "zhou.lead": "LEAD_MODERATOR",
  "wu.finance": "FINANCE",
  "xu.finance": "FINANCE",
  admin: "ADMIN",
};

/** One provider with two promises, and an order of li.na's and one of tom's. */
export async function seedCourt(db: Database): Promise<void> {
  const ids = new Map<string, string>();
  // One transaction each: two instances of one account in one transaction would both number its next event.
  for (const [login, role] of Object.entries(PEOPLE)) {
    ids.set(
      login,
      (await db.transact((tx) => createAccount(tx, { login, displayName: login, roles: [role], locale: "en" }))).id,
    );
  }
  const ownerId = ids.get("wang.owner") ?? "";
  await db.transact(async (tx) => {
    const { id: providerId } = await createProvider(tx, {
      legalName: "Spark Design",
      licenceNo: "91330100MA2",
      ownerId,
    });
    const listing = createListing(tx, {
      providerId,
      category: "shop-design",
      title: "Shop design",
      description: "",
      priceAmount: 199_900,
      priceCurrency: "CNY",
      status: "LISTED",
    });
    const by = { publishedById: ownerId };
    const versions = [
      createPromiseVersion(
        tx,
        { providerId, listingId: listing.id, kind: "GIFT_OR_DISCOUNT" },
        { ...by, text: "Three posters.", terms: { giftDescription: "posters" } },
      ),
      createPromiseVersion(
        tx,
        { providerId, listingId: listing.id, kind: "DELIVERY_TIME" },
        { ...by, text: "Within 48 hours.", terms: { withinHours: 48 } },
      ),
    ];
    for (const login of ["li.na", "tom"]) {
      createOrder(
        tx,
        {
          providerId,
          listingId: listing.id,
          title: "Shop design",
          priceAmount: 199_900,
          priceCurrency: "CNY",
          consumerId: ids.get(login) ?? "",
        },
        versions,
      );
    }
  });
}
