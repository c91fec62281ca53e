import { opening } from "../case/complaints/world-case";
import { Session } from "./session";

const CONSUMERS = ["li.na", "tom"];
const PROVIDERS = ["wang.owner", "zhao.staff"];
const STAFF = ["chen.mod", "liu.mod", "zhou.lead", "sun.audit"];

/** The demo's people, and cases of theirs that stand ready for the changes the tests make. */
export class Market {
  private readonly people: Map<string, Session>;
  providerId = "";
  /** Under negotiation, by consumer. */
  readonly cases = new Map<string, string[]>();
  /** Waiting in the queue. */
  readonly waiting: string[] = [];
  /** `issueRuling` inputs for cases under review, each of which may be used once. */
  readonly rulings: Record<string, unknown>[] = [];

  private constructor(addresses: readonly string[]) {
    this.people = new Map(
      [...CONSUMERS, ...PROVIDERS, ...STAFF].map((login) => [login, new Session(login, addresses)]),
    );
  }

  static async open(addresses: readonly string[], howMany: { rulings: number }): Promise<Market> {
    const market = new Market(addresses);
    const { viewer } = await market.as("wang.owner").ask(`{ viewer { memberships { provider { id } } } }`);
    market.providerId = viewer.memberships[0].provider.id;
    for (const login of CONSUMERS)
      market.cases.set(login, [await market.complain(login), await market.complain(login)]);
    for (const login of CONSUMERS) market.waiting.push(await market.complain(login, { breachClass: "FRAUD" }));
    const rulings = Array.from({ length: howMany.rulings }, (_, n) => market.rulingOf("chen.mod", CONSUMERS[n % 2]));
    market.rulings.push(...(await Promise.all(rulings)));
    return market;
  }

  as(login: string): Session {
    const session = this.people.get(login);
    if (!session) throw new Error(`nobody here is called ${login}`);
    return session;
  }

  casesOf(login: string): string[] {
    return this.cases.get(login) ?? [];
  }

  /** A complaint about an order placed for it. */
  async complain(login: string, changes: Record<string, unknown> = {}): Promise<string> {
    const person = this.as(login);
    const { listings } = await person.ask(`{ listings(first: 100) { nodes { id title } } }`);
    const listing = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
    const { order } = await person.do(
      "placeOrder",
      { listingId: listing.id },
      "{ order { id promises { promiseVersion { id } } } }",
    );
    const promiseVersionIds = order.promises.map(
      ({ promiseVersion }: { promiseVersion: { id: string } }) => promiseVersion.id,
    );
    const { complaint } = await person.do("openComplaint", {
      ...opening({ id: order.id, promiseVersionIds }),
      ...changes,
    });
    return complaint.id;
  }

  /** A grave case, brought under review; what the moderator will rule there. */
  private async rulingOf(moderator: string, consumer = "li.na"): Promise<Record<string, unknown>> {
    const complaintId = await this.complain(consumer, { breachClass: "FRAUD" });
    const desk = this.as(moderator);
    const { complaint } = await desk.do(
      "takeComplaint",
      { complaintId },
      "{ complaint { lease { token } breaches { id } } }",
    );
    const leaseToken = complaint.lease.token;
    await desk.do("acceptComplaint", { complaintId, leaseToken });
    for (const login of [consumer, "wang.owner"]) await this.as(login).do("closeEvidence", { complaintId });
    const { rules } = await desk.ask(`{ rules { id code } }`);
    return {
      complaintId,
      leaseToken,
      outcome: "DISMISSED",
      facts: "约定 48 小时内交付。",
      reasoning: "证据不足。",
      publicText: "本案涉及交付时间的承诺。",
      rootCause: "OVER_PROMISING",
      findings: complaint.breaches.map(({ id }: { id: string }) => ({
        breachId: id,
        result: "NOT_PROVEN",
        ruleVersionId: rules.find(({ code }: { code: string }) => code === "DELIVERY-1").id,
        reasoning: "依据交付记录认定。",
      })),
      remedies: [],
      penalties: [],
      departureReason: "本案情节与以往处理决定不同。",
    };
  }
}
