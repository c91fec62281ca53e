import type { ClockName } from "../../../src/case/complaints/clock-names.pure";
import type { ComplaintStatus } from "../../../src/case/complaints/complaint.lifecycle";
import { withLists } from "../../support/lists";
import type { GqlError, Person, World } from "../../support/world";
import { payOrderOver } from "../../adjudication/payments/paid-in";

/** The states a case can be walked to, each by way of those before it (SETTLING and INFO_REQUESTED are side roads). */
export const WALKABLE = [
  "NEGOTIATING",
  "SETTLING",
  "SUBMITTED",
  "INFO_REQUESTED",
  "EVIDENCE",
  "UNDER_REVIEW",
  "RULED",
  "ENFORCING",
  "CLOSED",
] as const satisfies readonly ComplaintStatus[];
export type Walkable = (typeof WALKABLE)[number];

export interface CaseOptions {
  /** Login of the consumer; places an order of its own for each case. */
  consumer?: string;
  provider?: string;
  moderator?: string;
  /** The order has been paid for. */
  paid?: boolean;
  /** How many of the order's three promises are complained of. */
  breaches?: number;
  /** Replaces parts of the `openComplaint` input. */
  opening?: Record<string, unknown>;
  /** Replaces parts of the offer that is accepted on the way to SETTLING. */
  offer?: Record<string, unknown>;
  /** Its ruling finds no promise broken. */
  dismissed?: boolean;
  /** Replaces parts of the `issueRuling` input. */
  ruling?: Record<string, unknown>;
}

/** Agreed, it owes no money. */
export const APOLOGY: CaseOptions = { offer: { kind: "APOLOGY", amount: undefined, text: "书面道歉" } };

/** A case of a running world, moved by real people's mutations. */
export class WorldCase {
  constructor(
    readonly world: World,
    readonly id: string,
    readonly orderId: string,
    readonly people: { consumer: string; provider: string; moderator: string },
    private readonly options: CaseOptions,
  ) {}

  get consumer(): Promise<Person> {
    return this.world.as(this.people.consumer);
  }

  get provider(): Promise<Person> {
    return this.world.as(this.people.provider);
  }

  get moderator(): Promise<Person> {
    return this.world.as(this.people.moderator);
  }

  /** The case as staff see it, or as another person does. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async look(selection = "", person?: Person): Promise<any> {
    const viewer = person ?? (await this.world.as("sun.audit"));
    const { complaint } = await viewer.ok(
      `query ($id: ID!) { complaint(id: $id) { id status closureReason version dueAt ${selection} } }`,
      { id: this.id },
    );
    return withLists(complaint);
  }

  /** Runs a mutation on this case; `who` is a login. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
  async do(who: string, mutation: string, input: Record<string, unknown> = {}, selection?: string): Promise<any> {
    return (await this.world.as(who)).do(mutation, { complaintId: this.id, ...input }, selection);
  }

  /** How a mutation on this case is refused: the code, and the rest of what is said of it. */
  async refusal(who: string, mutation: string, input: Record<string, unknown> = {}): Promise<GqlError["extensions"]> {
    return (await (await this.world.as(who)).tryTo(mutation, { complaintId: this.id, ...input })).extensions;
  }

  /** Each side answers the other's open appeal, so that they can be decided. */
  async answerAppeals(): Promise<void> {
    const { appeals } = await this.look("appeals { bySide status answeredAt }");
    for (const { bySide, status, answeredAt } of appeals)
      if (status === "FILED" && answeredAt === null)
        await this.do(bySide === "CONSUMER" ? this.people.provider : this.people.consumer, "answerAppeal", {
          text: "申诉所述与事实不符，请维持原处理决定。",
        });
  }

  /** Takes (or takes again) the case; answers the fencing token. */
  async take(who = this.people.moderator): Promise<number> {
    const { complaint } = await this.do(who, "takeComplaint", {}, "{ complaint { lease { token } } }");
    return complaint.lease.token;
  }

  /** The open offer, made by the provider unless said otherwise; answers its id. */
  async offer(who = this.people.provider, input: Record<string, unknown> = {}): Promise<string> {
    const { complaint } = await this.do(
      who,
      "makeOffer",
      { kind: "REFUND_PART", amount: 30_000, text: "退还 300 元", ...input },
      "{ complaint { offers { nodes { id } } } }",
    );
    return complaint.offers.nodes.at(-1).id;
  }

  /** An `issueRuling` input without the token: every breach BROKEN by DELIVERY-1, one remedy, a warning; or none broken. */
  async ruling(changes: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    return { complaintId: this.id, ...(await this.decision()), ...changes };
  }

  /** The same without the case, as a lead puts it in an appealed ruling's place. */
  async decision(): Promise<Record<string, unknown>> {
    const { dismissed = false } = this.options;
    const { breaches, requests } = await this.look("breaches { id } requests { nodes { id mandatory missedAt } }");
    return {
      ...(await this.rebuttal(dismissed)),
      adverseInferences: requests
        .filter(({ mandatory, missedAt }: { mandatory: boolean; missedAt: string | null }) => mandatory && missedAt)
        .map(({ id }: { id: string }) => ({ requestId: id, inference: "逾期未答复，不另作不利推定。" })),
      outcome: dismissed ? "DISMISSED" : "UPHELD",
      facts: "约定 48 小时内交付。",
      reasoning: "承诺明确,双方均已举证。",
      publicText: "本案涉及交付时间的承诺。",
      rootCause: "OVER_PROMISING",
      findings: await Promise.all(
        breaches.map(async ({ id }: { id: string }) => ({
          breachId: id,
          result: dismissed ? "NOT_PROVEN" : "BROKEN",
          ruleVersionId: await ruleVersion(this.world, "DELIVERY-1"),
          reasoning: "依据交付记录认定。",
        })),
      ),
      remedies: dismissed ? [] : [{ kind: "REFUND_PART", amount: 50_000, text: "退还 500 元", withinDays: 7 }],
      penalties: dismissed ? [] : [{ kind: "WARNING", reason: "未按承诺时间交付" }],
      // Whatever a shared world has seen decided before.
      departureReason: "本案情节与以往处理决定不同,措施相应调整。",
      ...this.options.ruling,
    };
  }

  /** A decision that finds no promise broken. */
  async dismissal(): Promise<Record<string, unknown>> {
    const { findings, ...decision } = await this.decision();
    return {
      ...decision,
      ...(await this.rebuttal(true)),
      outcome: "DISMISSED",
      findings: (findings as object[]).map((finding) => ({ ...finding, result: "NOT_PROVEN" })),
      remedies: [],
      penalties: [],
    };
  }

  /** Why what is presumed is not so, where a decision must say it. */
  async rebuttal(contrary: boolean): Promise<Record<string, unknown>> {
    const { presumedBroken } = await this.look("presumedBroken");
    return presumedBroken && contrary ? { presumptionRebuttedBecause: "服务商事后举证证明已经履行。" } : {};
  }

  /** The ids of the remedies ordered. */
  async remedies(): Promise<string[]> {
    const { ruling } = await this.look("ruling { remedies { id } }");
    return ruling.remedies.map(({ id }: { id: string }) => id);
  }

  /** One clock of this case alone runs out, and what follows happens. Other cases of the world do not age. */
  async ring(clock: ClockName): Promise<void> {
    await this.world.db.transact(async (tx) =>
      tx.execute("UPDATE case_timer SET due_at = ? WHERE complaint_id = ? AND clock = ?", [tx.now - 1, this.id, clock]),
    );
    await this.world.server.services.sweep();
  }

  /** From NEGOTIATING to the state named. */
  async walk(to: Walkable): Promise<this> {
    const { consumer, provider, moderator } = this.people;
    if (to === "NEGOTIATING") return this;
    if (to === "SETTLING") {
      await this.do(consumer, "acceptOffer", { offerId: await this.offer(provider, this.options.offer) });
      return this.arrived(to);
    }
    // A grave case is before the platform already.
    if ((await this.look()).status === "NEGOTIATING") {
      await this.do(provider, "refuseDemand", { reason: "我方已按约定交付。" });
      await this.do(consumer, "escalateComplaint");
    }
    if (to === "SUBMITTED") return this.arrived(to);
    const leaseToken = await this.take();
    if (to === "INFO_REQUESTED") {
      await this.do(moderator, "requestInformation", { leaseToken, text: "请提供付款记录和沟通截图。" });
      return this.arrived(to);
    }
    await this.do(moderator, "acceptComplaint", { leaseToken });
    if (to === "EVIDENCE") return this.arrived(to);
    await this.do(consumer, "closeEvidence");
    await this.do(provider, "closeEvidence");
    if (to === "UNDER_REVIEW") return this.arrived(to);
    await this.do(moderator, "issueRuling", { leaseToken, ...(await this.ruling()) });
    if (to === "RULED") return this.arrived(to);
    await this.ring("APPEAL_WINDOW");
    if (to === "ENFORCING") return this.arrived(to);
    for (const remedyId of await this.remedies()) {
      await this.do(provider, "fileRemedyProof", { remedyId, text: "退款单号 20260001" });
      await this.do(consumer, "confirmRemedy", { remedyId });
    }
    return this.arrived(to);
  }

  private async arrived(at: Walkable): Promise<this> {
    const { status } = await this.look();
    if (status !== at) throw new Error(`the case was walked to ${at} and is ${status}`);
    return this;
  }
}

/** A fresh case about a fresh order: NEGOTIATING unless the opening is grave. */
export async function openCase(world: World, options: CaseOptions = {}): Promise<WorldCase> {
  const { consumer = "li.na", provider = "wang.owner", moderator = "chen.mod", breaches = 1 } = options;
  const order = await placeOrder(world, consumer);
  if (options.paid) await payOrderOver(world, consumer, order.id);
  const { complaint } = await (
    await world.as(consumer)
  ).do("openComplaint", {
    ...opening(order, breaches),
    ...options.opening,
  });
  return new WorldCase(world, complaint.id, order.id, { consumer, provider, moderator }, options);
}

/** A fresh case in the state named. */
export async function caseIn(world: World, state: Walkable, options: CaseOptions = {}): Promise<WorldCase> {
  return (await openCase(world, options)).walk(state);
}

export interface PlacedOrder {
  id: string;
  promiseVersionIds: string[];
}

/** An order of the demo's listing, with the promises frozen into it. */
export async function placeOrder(world: World, consumer = "li.na"): Promise<PlacedOrder> {
  const person = await world.as(consumer);
  const { listings } = await person.ok(`{ listings(first: 100) { nodes { id title } } }`);
  const listing = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
  const { order } = await person.do(
    "placeOrder",
    { listingId: listing.id },
    "{ order { id promises { promiseVersion { id kind platformPromise } } } }",
  );
  // The provider's own. The delivery promise first: it is the one the rulings here cite.
  const versions: { id: string; kind: string }[] = order.promises
    .map(({ promiseVersion }: { promiseVersion: { platformPromise: string | null } }) => promiseVersion)
    .filter(({ platformPromise }: { platformPromise: string | null }) => platformPromise === null);
  const first = versions.filter(({ kind }) => kind === "DELIVERY_TIME");
  return { id: order.id, promiseVersionIds: [...new Set([...first, ...versions])].map(({ id }) => id) };
}

/** An `openComplaint` input about the first promises of an order. */
export function opening(order: PlacedOrder, breaches = 1): Record<string, unknown> {
  return {
    orderId: order.id,
    title: "初稿迟迟未交",
    story: "付款后五天才收到初稿。",
    breaches: order.promiseVersionIds.slice(0, breaches).map((promiseVersionId) => ({
      promiseVersionId,
      expected: "48 小时内交付",
      delivered: "五天后才交付",
      amount: 50_000,
    })),
    demandKind: "REFUND_FULL",
  };
}

const rulebooks = new WeakMap<World, Promise<{ id: string; code: string }[]>>();

/** The first version of a rule of the default rulebook. */
export async function ruleVersion(world: World, code: string): Promise<string> {
  const known = rulebooks.get(world) ?? world.visitor.ok(`{ rules { id code } }`).then(({ rules }) => rules);
  rulebooks.set(world, known);
  const rule = (await known).find((each: { code: string }) => each.code === code);
  if (!rule) throw new Error(`there is no rule ${code}`);
  return rule.id;
}

/** How many rows a table holds that fit: for "nothing is half done". */
export async function countRows(world: World, table: string, where = "1 = 1", params: string[] = []): Promise<number> {
  const [row] = await world.db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`, params);
  return row?.n ?? NaN;
}
