import { graphql, type GraphQLSchema } from "graphql";
import pino from "pino";
import { buildSchema } from "type-graphql";
// The enums of events are empty until the districts are assembled.
import "../../../src/app/districts";
import { Account } from "../../../src/accounts/account/account.entity";
import { ActorDirectory } from "../../../src/accounts/account/actor-directory";
import { Breach } from "../../../src/case/complaints/breach.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { ComplaintResolver } from "../../../src/case/complaints/complaint.resolver";
import { openComplaint } from "../../../src/case/complaints/open-complaint";
import { ADJUDICATION } from "../../../src/adjudication/adjudication";
import { CASE } from "../../../src/case/case";
import { sweepClocks } from "../../../src/case/complaints/sweep-clocks";

import { acceptComplaint } from "../../../src/case/desk/accept-complaint";
import { takeComplaint } from "../../../src/case/desk/take-complaint";
import { openDatabase } from "../../../src/app/open-database";
import { OrderPromise } from "../../../src/market/orders/order-promise.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { PenaltyResolver } from "../../../src/adjudication/penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "../../../src/adjudication/penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "../../../src/adjudication/penalties/ruling-penalties.resolver";
import type { Database } from "../../../src/platform/database/database";
import type { Tx } from "../../../src/platform/database/tx";
import { Context, type Services } from "../../../src/platform/graphql/context";
import { MutationInput } from "../../../src/platform/graphql/idempotency";
import { checkInput } from "../../../src/platform/graphql/text-field";
import type { Actor } from "../../../src/accounts/actor/actor";
import { Refusal } from "../../../src/platform/refusal";
import { Sealer } from "../../../src/platform/secrets/sealed";
import { ProviderResolver } from "../../../src/market/providers/provider.resolver";
import { RemedyResolver } from "../../../src/adjudication/remedies/remedy.resolver";
import { RulingRemediesResolver } from "../../../src/adjudication/remedies/ruling-remedies.resolver";
import { RuleVersion } from "../../../src/adjudication/rules/rule-version.entity";
import { RuleResolver } from "../../../src/adjudication/rules/rule.resolver";
import { seedRules } from "../../../src/adjudication/rules/seed-rules";
import { ComplaintRulingResolver } from "../../../src/adjudication/rulings/complaint-ruling.resolver";
import { PlannedPenaltyResolver } from "../../../src/adjudication/rulings/planned-measures.resolver";
import { ProviderRulingsResolver } from "../../../src/adjudication/rulings/provider-rulings.resolver";
import { RulingFieldsResolver } from "../../../src/adjudication/decisions/ruling-fields.resolver";
import { RulingFindingResolver } from "../../../src/adjudication/rulings/ruling-finding.resolver";
import { RulingResolver } from "../../../src/adjudication/decisions/ruling.resolver";
import { createMigratedDatabase, type TestDatabaseKind } from "../../support/databases";
import { seedCourt } from "./court-market";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Answer = any;

export const DAY = 86_400_000;
export const silent = pino({ level: "silent" });

/** The demo's people and market, with a rulebook: enough to bring cases before a moderator. */
export class Court implements AsyncDisposable {
  private constructor(
    readonly db: Database,
    readonly clock: { at: number; now(): number },
    private readonly close: () => Promise<void>,
  ) {}

  static async open(kind: TestDatabaseKind): Promise<Court> {
    const store = await createMigratedDatabase(kind);
    const clock = { at: Date.UTC(2026, 2, 2, 2), now: () => clock.at };
    const db = await openDatabase({ url: store.url }, clock);
    await seedCourt(db);
    await db.transact(seedRules);
    return new Court(db, clock, async () => {
      await db.close();
      await store.dispose();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async as(login: string): Promise<Actor> {
    const account = await this.db.findOne(Account, { login });
    const actor = account && (await new ActorDirectory(this.db, this.clock).current(account.id));
    if (!actor) throw new Error(`nobody is called ${login}`);
    return actor;
  }

  async run<I, R>(command: (tx: Tx, actor: Actor, input: I) => Promise<R>, login: string, input: I): Promise<R> {
    const actor = await this.as(login);
    return this.db.transact((tx) => command(tx, actor, input));
  }

  /** A case of li.na's (or tom's) over `breaches` promises, under review, taken by chen.mod. */
  async caseUnderReview(
    breaches = 1,
    consumer = "li.na",
  ): Promise<{ complaintId: string; leaseToken: number; breachIds: string[] }> {
    const { accountId } = await this.as(consumer);
    const order = await this.db.findOne(Order, { consumerId: accountId });
    const promises = await this.db.find(OrderPromise, { orderId: order?.id ?? "" }, `ORDER BY id LIMIT ${breaches}`);
    const { complaintId } = await this.run(openComplaint, consumer, {
      orderId: order?.id ?? "",
      title: "No posters",
      story: "Three posters were promised.",
      breachClass: "SAFETY",
      demandKind: "REPERFORM",
      breaches: promises.map(({ promiseVersionId }) => ({
        promiseVersionId,
        expected: "posters",
        delivered: "none",
        amount: 100,
      })),
    });
    await this.take(complaintId);
    await this.run(acceptComplaint, "chen.mod", {
      complaintId,
      leaseToken: (await this.complaint(complaintId)).leaseToken,
    });
    await this.later(10);
    return {
      complaintId,
      leaseToken: await this.take(complaintId),
      breachIds: (await this.db.find(Breach, { complaintId }, "ORDER BY id")).map(({ id }) => id),
    };
  }

  /** The fencing token. */
  async take(complaintId: string, login = "chen.mod"): Promise<number> {
    await this.run(takeComplaint, login, { complaintId });
    return (await this.complaint(complaintId)).leaseToken;
  }

  async complaint(id: string): Promise<Complaint> {
    const complaint = await this.db.byId(Complaint, id);
    if (!complaint) throw new Error(`no complaint ${id}`);
    return complaint;
  }

  async rule(code: string): Promise<string> {
    return (await this.db.findOne(RuleVersion, { code }))?.id ?? "";
  }

  /** Days pass, and what falls due happens. */
  async later(days: number): Promise<void> {
    this.clock.at += days * DAY;
    await sweepClocks(
      { database: this.db, clock: this.clock, log: silent },
      { ...CASE.systemActs, ...ADJUDICATION.systemActs },
    );
  }

  async events(streamId: string): Promise<string[]> {
    return (
      await this.db.query<{ type: string }>("SELECT type FROM event_log WHERE stream_id = ? ORDER BY seq", [streamId])
    ).map(({ type }) => type);
  }

  /** Through GraphQL; throws the first refusal. */
  async ask(login: string | null, source: string, variableValues = {}): Promise<Answer> {
    const services = {
      database: this.db,
      clock: this.clock,
      sealer: new Sealer("a secret of this test"),
      tail: { position: 0 },
    } as unknown as Services;
    const contextValue = new Context(
      services,
      login === null ? null : await this.as(login),
      { locale: "en", timeZone: "Asia/Shanghai" },
      "test",
      "192.0.2.1",
    );
    const { data, errors } = await graphql({ schema: await schema(), source, contextValue, variableValues });
    const cause = errors?.[0]?.originalError;
    if (cause instanceof Refusal) throw cause;
    expect(errors).toBeUndefined();
    return data;
  }
}

let built: Promise<GraphQLSchema> | undefined;
const schema = (): Promise<GraphQLSchema> =>
  (built ??= buildSchema({
    resolvers: [
      ComplaintResolver,
      ProviderResolver,
      RuleResolver,
      RulingResolver,
      RulingFieldsResolver,
      RulingFindingResolver,
      ComplaintRulingResolver,
      PlannedPenaltyResolver,
      ProviderRulingsResolver,
      PenaltyResolver,
      ProviderPenaltiesResolver,
      RulingPenaltiesResolver,
      RemedyResolver,
      RulingRemediesResolver,
    ],
    authChecker: ({ context }: { context: Context }, roles) => context.passesDoor(roles as never),
    validateFn: (value) => checkInput(value, value instanceof MutationInput ? "input" : "filter"),
  }));

/** A refusal with this code, and this reason when given. */
export const refused = (code: string, reason?: string) =>
  expect.objectContaining({ code, ...(reason ? { details: expect.objectContaining({ reason }) } : {}) });
