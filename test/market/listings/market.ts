import { graphql, type ExecutionResult } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { MIGRATIONS } from "../../../migrations";
import { HOOKS } from "../../../src/app/hooks";
import type { AccountRole } from "../../../src/accounts/actor/account-enums.types";
import { createAccount } from "../../../src/accounts/account/create-account";
import { addListing } from "../../../src/market/listings/add-listing";
import { Listing } from "../../../src/market/listings/listing.entity";
import { ListingResolver } from "../../../src/market/listings/listing.resolver";
import type { RestrictionKind } from "../../../src/house-rules/measures.table";
import { setListingStatus } from "../../../src/market/listings/set-listing-status";
import { Order } from "../../../src/market/orders/order.entity";
import { OrderPromiseResolver } from "../../../src/market/orders/order-promise.resolver";
import { OrderResolver } from "../../../src/market/orders/order.resolver";
import type { Clock } from "../../../src/platform/clock";
import { Database } from "../../../src/platform/database/database";
import { Context, type Services } from "../../../src/platform/graphql/context";
import type { Actor, Membership, Role } from "../../../src/accounts/actor/actor";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { newId, type Identified } from "../../../src/platform/ids";
import { Sealer } from "../../../src/platform/secrets/sealed";
import {
  ListingPromisesResolver,
  PromiseResolver,
  ProviderPromisesResolver,
} from "../../../src/market/promises/promise.resolver";
import { createProvider } from "../../../src/market/providers/create-provider";
import type { ProviderStatus } from "../../../src/market/providers/provider-status.types";
import { Provider } from "../../../src/market/providers/provider.entity";
import { createMigratedDatabase, type TestDatabaseKind } from "../../support/databases";

// oxlint-disable-next-line typescript/no-explicit-any -- answers from the wire are untyped
type Answer = any;

export class StandingClock implements Clock {
  at = Date.parse("2026-03-02T08:00:00Z");
  now = (): number => this.at;
}

/** A database with the rooms that sell, and people to sell and buy. */
export class Market implements AsyncDisposable {
  readonly clock = new StandingClock();
  readonly sealer = new Sealer("a secret of this test");
  private people = 0;

  private constructor(
    readonly db: Database,
    private readonly close: () => Promise<void>,
  ) {}

  static async open(kind: TestDatabaseKind): Promise<Market> {
    const database = await createMigratedDatabase(kind);
    const holder: { market?: Market } = {};
    const db = await Database.open(
      { url: database.url },
      { migrations: MIGRATIONS, hooks: HOOKS },
      { now: () => holder.market?.clock.now() ?? 0 },
    );
    return (holder.market = new Market(db, async () => {
      await db.close();
      await database.dispose();
    }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async person(role: AccountRole = "CONSUMER", memberships: Membership[] = []): Promise<Actor> {
    const login = `person-${(this.people += 1)}`;
    const account = await this.db.transact((tx) =>
      createAccount(tx, { login, displayName: login, roles: [role], locale: "en" }),
    );
    const member: Role[] = memberships.length > 0 ? ["PROVIDER_OWNER"] : [];
    return {
      accountId: account.id,
      displayName: login,
      roles: new Set<Role>([role, ...member]),
      memberships,
      conflicts: [],
      locale: "en",
      timeZone: "Asia/Shanghai",
      tokenVersion: 0,
    };
  }

  async provider(status: ProviderStatus = "ACTIVE"): Promise<{ id: string; owner: Actor }> {
    const person = await this.person();
    const { id } = await this.db.transact((tx) =>
      createProvider(tx, {
        legalName: "Bright Skills",
        licenceNo: newId(Provider),
        ownerId: person.accountId,
        status,
      }),
    );
    return {
      id,
      owner: {
        ...person,
        roles: new Set<Role>(["CONSUMER", "PROVIDER_OWNER"]),
        memberships: [{ providerId: id, role: "OWNER" }],
      },
    };
  }

  async listing(
    provider: { id: string; owner: Actor },
    title = "Spoken English",
    status: "DRAFT" | "LISTED" = "LISTED",
  ): Promise<Listing> {
    const listing = await this.db.transact((tx) =>
      addListing(tx, provider.owner, {
        providerId: provider.id,
        category: "skill-training",
        title,
        description: "",
        price: { amount: 19_900, currency: "CNY" },
      }),
    );
    return status === "DRAFT"
      ? listing
      : this.db.transact((tx) => setListingStatus(tx, provider.owner, { listingId: listing.id, status }));
  }

  /** A penalty as a ruling would leave it. The ruling and its case are hollow: rows with the right keys. */
  async penalise(
    providerId: string,
    kind: RestrictionKind,
    period: { from: number; to?: number | null; listingId?: string; status?: string },
  ): Promise<void> {
    const consumer = await this.person();
    const [listing] = await this.db.find(Listing, { providerId });
    if (!listing) throw new Error("A penalty needs a listing to have been ordered");
    const people = { consumer_id: consumer.accountId, provider_id: providerId, decided_by_id: consumer.accountId };
    const order = await this.hollow("service_order", Order, { ...people, listing_id: listing.id });
    const complaint = await this.hollow("complaint", Complaint, { ...people, order_id: order });
    const ruling = await this.hollow("ruling", Ruling, { ...people, complaint_id: complaint });
    await this.hollow("penalty", Penalty, {
      provider_id: providerId,
      complaint_id: complaint,
      ruling_id: ruling,
      listing_id: period.listingId ?? null,
      kind,
      status: period.status ?? "SCHEDULED",
      starts_at: period.from,
      ends_at: period.to ?? null,
    });
  }

  async refusal(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => "accepted",
      (error: { code?: string; details?: object }) =>
        error.code ? { code: error.code, ...error.details } : Promise.reject(error as Error),
    );
  }

  context(actor: Actor | null): Context {
    const services = {
      database: this.db,
      clock: this.clock,
      sealer: this.sealer,
      tail: { position: 0 },
    } as unknown as Services;
    return new Context(services, actor, { locale: "en", timeZone: "Asia/Shanghai" }, "request", "127.0.0.1");
  }

  async ask(
    actor: Actor | null,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<ExecutionResult<Answer>> {
    return graphql({ schema: schema(), source, variableValues, contextValue: this.context(actor) });
  }

  private async hollow(
    table: string,
    kind: Identified,
    known: Record<string, string | number | null>,
  ): Promise<string> {
    const runner = this.db.migrationSource.createQueryRunner();
    const columns = (await runner.getTable(table))?.columns ?? [];
    await runner.release();
    const id = newId(kind);
    const row: Record<string, string | number | null> = {
      id,
      ...Object.fromEntries(
        columns
          .filter(({ name, isNullable }) => name !== "id" && !isNullable)
          .map(({ name, type }) => [name, /int/.test(type) ? 0 : ""]),
      ),
    };
    for (const { name } of columns) if (name in known) row[name] = known[name] ?? null;
    await this.db.transact(async (tx) =>
      tx.execute(
        `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
          .map(() => "?")
          .join(", ")})`,
        Object.values(row),
      ),
    );
    return id;
  }
}

let built: ReturnType<typeof buildSchemaSync> | undefined;
export const schema = (): NonNullable<typeof built> =>
  (built ??= buildSchemaSync({
    resolvers: [
      ListingResolver,
      PromiseResolver,
      ListingPromisesResolver,
      ProviderPromisesResolver,
      OrderResolver,
      OrderPromiseResolver,
    ],
    authChecker: ({ context }: { context: Context }, roles: Role[]) => context.passesDoor(roles),
    validate: false,
  }));
