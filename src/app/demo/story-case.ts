import type { Person } from "./story-person";
import type { StoryOrder } from "./story-market";
import type { Stage } from "./story-stage";

interface CaseNow {
  id: string;
  status: string;
  closureReason: string | null;
  lease: { token: number } | null;
  offers: { nodes: { id: string; status: string }[] };
  breaches: { id: string; kind: string }[];
  requests: { nodes: { id: string }[] };
  ruling: { id: string; remedies: { id: string }[] } | null;
  returnCase: { status: string; refund: { amount: number; currency: string } } | null;
}

const CASE =
  "{ complaint { id status closureReason lease { token } offers { nodes { id status } } breaches { id kind } requests { nodes { id } } ruling { id remedies { id } } returnCase { status refund { amount currency } } } }";

/** One case of the story: every action on it waits until the people concerned have received it on their sockets. */
export class StoryCase {
  private constructor(
    private now: CaseNow,
    readonly order: StoryOrder,
    readonly parties: readonly Person[],
  ) {}

  static async open(
    stage: Stage,
    consumer: Person,
    order: StoryOrder,
    input: Record<string, unknown>,
    alsoTold: readonly Person[] = [],
  ): Promise<StoryCase> {
    const { complaint } = await consumer.act<{ complaint: CaseNow }>(
      "openComplaint",
      { orderId: order.id, ...input },
      CASE,
    );
    const opened = new StoryCase(complaint, order, [consumer, stage.wang]);
    await opened.told("COMPLAINT_OPENED", [...opened.parties, ...alsoTold]);
    return opened;
  }

  get id(): string {
    return this.now.id;
  }

  get openOfferId(): string | undefined {
    return this.now.offers.nodes.find(({ status }) => status === "OPEN")?.id;
  }

  get leaseToken(): number | undefined {
    return this.now.lease?.token;
  }

  get breaches(): CaseNow["breaches"] {
    return this.now.breaches;
  }

  /** The ruling in effect. */
  get rulingId(): string | undefined {
    return this.now.ruling?.id;
  }

  get returnCase(): CaseNow["returnCase"] {
    return this.now.returnCase;
  }

  get remedyIds(): string[] {
    return this.now.ruling?.remedies.map(({ id }) => id) ?? [];
  }

  /** `event`: the event type that everyone in `told` must receive. */
  async act(
    who: Person,
    mutation: string,
    input: Record<string, unknown>,
    event: string,
    told: readonly Person[] = this.parties,
  ): Promise<void> {
    const { complaint } = await who.act<{ complaint: CaseNow }>(mutation, { complaintId: this.id, ...input }, CASE);
    this.now = complaint;
    await this.told(event, told);
  }

  async told(event: string, people: readonly Person[]): Promise<void> {
    await Promise.all(people.map((person) => person.live.sees(event, this.id)));
  }

  /** The case as this person may see it now. */
  async look(who: Person): Promise<CaseNow> {
    const answer = await who.ask<{ complaint: CaseNow }>(
      `query Look($id: ID!) ${CASE.replace("complaint", "complaint(id: $id)")}`,
      { id: this.id },
    );
    return (this.now = answer.complaint);
  }

  async mustBe(who: Person, status: string): Promise<void> {
    const now = await this.look(who);
    if (now.status !== status) throw new Error(`the case should be ${status} now, but is ${now.status}`);
  }
}
