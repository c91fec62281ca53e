import { ActorDirectory } from "../../accounts/account/actor-directory";
import type { Actor } from "../../accounts/actor/actor";
import { Account } from "../../accounts/account/account.entity";
import { Remedy } from "../../adjudication/remedies/remedy.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { Offer } from "../../case/negotiation/offer.entity";
import { Settlement } from "../../case/negotiation/settlement.entity";
import { Listing } from "../../market/listings/listing.entity";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { versionsInForce } from "../../market/promises/promise.queries";
import { Provider } from "../../market/providers/provider.entity";
import { ProviderMember } from "../../market/providers/provider-member.entity";
import type { AdjustableClock } from "../../platform/clock";
import type { RecordedEvent } from "../../platform/database/event-writer";
import type { Reader } from "../../platform/database/reader";
import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { SerialQueue } from "../../platform/scheduling/serial-queue";
import { DAY } from "../../platform/time";
import { keepClock } from "../development/keep-clock";
import { CaseTold } from "../demo/market/case-told";
import { chanceFrom } from "../demo/market/chance.pure";
import type { Fault } from "../demo/market/market-trades.table";
import type { Scene, Step } from "../demo/market/market-story";
import { placed } from "../demo/market/order-steps";
import { LONGEST_STEP } from "./sandbox-limits.table";
import { ANSWER_WORDS, PATHS_TO, TITLE_WORDS, type Outcome } from "./sandbox-outcomes.table";

const opened = new WeakMap<object, TestMarket>();

const CONSUMER = "li.na";
const MODERATOR = "chen.mod";
const FAULT = [
  "GIFT_OR_DISCOUNT",
  "A test case: the posters never came",
  "I ordered the design with the three posters that were promised. They have not come.",
  "Three posters",
  "None",
] as const satisfies Fault;

const MOST_WAITING = 100;

/** Where a word may stand, and what it then brings about. */
interface Found {
  text: string;
  outcomes: readonly Outcome[];
  made?: Record<string, string>;
}
type Look = (reader: Reader, complaint: Complaint, data: RecordedEvent["data"]) => Promise<Found | null>;

/** By the event that says it. */
const LOOKS: Readonly<Record<string, Look>> = {
  COMPLAINT_OPENED: async (_, { title }) => ({ text: title, outcomes: TITLE_WORDS }),
  OFFER_MADE: offered,
  OFFER_COUNTERED: offered,
  SETTLEMENT_PROOF_FILED: async (reader, { id }) => {
    const settlement = await reader.findOne(Settlement, { complaintId: id }, "ORDER BY id DESC");
    return settlement && { text: settlement.proof ?? "", outcomes: ANSWER_WORDS.SETTLEMENT };
  },
  REMEDY_PROOF_FILED: async (reader, _, { remedyId }) => {
    const remedy = await reader.byId(Remedy, String(remedyId));
    return remedy && { text: remedy.proof ?? "", outcomes: ANSWER_WORDS.REMEDY, made: { remedy: remedy.id } };
  },
};

async function offered(reader: Reader, { id }: Complaint): Promise<Found | null> {
  const offer = await reader.findOne(Offer, { complaintId: id }, "ORDER BY id DESC");
  if (offer?.madeBySide !== "PROVIDER") return null;
  return { text: offer.text, outcomes: ANSWER_WORDS.OFFER, made: { offer: offer.id } };
}

/** What only a sandbox has: a clock that is moved, cases that are played, people who do what a title asks of them. */
export class TestMarket {
  private readonly directory: ActorDirectory;
  /** One play at a time, and none while the clock is moved. */
  private readonly turns = new SerialQueue({ waiting: MOST_WAITING, retryAfter: 2 });
  private isStopping = false;

  private constructor(
    private readonly services: Services,
    private readonly clock: AdjustableClock,
  ) {
    this.directory = new ActorDirectory(services.database, clock);
    services.database.onCommit(({ events }) => {
      for (const event of events) this.hear(event);
    });
  }

  static open(services: Services, clock: AdjustableClock): TestMarket {
    const market = new TestMarket(services, clock);
    opened.set(services.database.source, market);
    return market;
  }

  static isIn(this: void, reader: Reader): boolean {
    return opened.has(reader.source);
  }

  /** FORBIDDEN where there is a real market. */
  static of(reader: Reader): TestMarket {
    const market = opened.get(reader.source);
    if (!market) throw new Refusal("FORBIDDEN", { reason: "sandbox.only" });
    return market;
  }

  /** Time passes, and all that falls due happens when it does, to the day; the clocks of cases to the moment. */
  async advance(to: number): Promise<{ now: number; clocksRung: number }> {
    const from = this.clock.now();
    if (to <= from || to > from + LONGEST_STEP)
      throw new Refusal("BAD_USER_INPUT", { reason: "sandbox.clock", field: "input.to" });
    return this.turns.run(async () => {
      let clocksRung = 0;
      try {
        for (let now = this.clock.now(); now < to; now = this.clock.now()) {
          const next = Math.min(to, now + DAY, await this.nextDue(now));
          this.clock.advance(next - now);
          clocksRung += await this.services.sweep();
          // The rest of the way is for whoever asks again: the market, which stops, too, waits for nobody's months.
          if (this.isStopping && this.clock.now() < to) throw new Refusal("GOING_AWAY");
        }
      } finally {
        await keepClock(this.services.database, this.clock);
      }
      return { now: this.clock.now(), clocksRung };
    });
  }

  private async nextDue(after: number): Promise<number> {
    const [row] = await this.services.database.query<{ due: number | null }>(
      "SELECT MIN(due_at) AS due FROM case_timer WHERE due_at > ?",
      [after],
    );
    return row?.due ?? Infinity;
  }

  /** A new order, complained about, and led to that state by what everybody in it does. Returns the case's id. */
  createCase(state: ComplaintStatus, title: string | null): Promise<string> {
    return this.turns.run(async () => {
      const [kind, usual, ...rest] = FAULT;
      // A word in its title is not to act as well.
      const fault: Fault = [kind, title?.replaceAll("test:", "test ") ?? usual, ...rest];
      const told = new CaseTold(chanceFrom(1), { consumer: CONSUMER, english: true, fault, moderator: MODERATOR });
      const made: Record<string, string> = {};
      const shop = { listing0: await this.listingThatPromises(kind) };
      await this.play([placed({ at: 0, consumer: CONSUMER, providers: [0], listing: 0 })], made, shop);
      await this.play(PATHS_TO[state](told.open(), "NEGOTIATING").steps, made);
      return made.complaint ?? "";
    });
  }

  /** Of the sandbox's provider. Where it lists none any longer, whoever orders one of them is refused as anybody is. */
  private async listingThatPromises(kind: PromiseKind): Promise<string> {
    const { database } = this.services;
    const provider = await database.findOne(Provider, {}, "ORDER BY id");
    const all = await database.find(Listing, { providerId: provider?.id ?? "" }, "ORDER BY id");
    const listed = all.filter(({ status }) => status === "LISTED");
    for (const listing of listed)
      if ((await versionsInForce(database, listing)).some((version) => version.kind === kind)) return listing.id;
    const [other] = all;
    if (listed.length > 0 || !other) throw new Refusal("NOT_IN_THIS_STATE", { reason: "sandbox.promiseGone" });
    return other.id;
  }

  /** What has begun is finished; of moving the clock, the day. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.turns.idle;
  }

  /** A moment after what was said is committed; whoever said it is not kept waiting. */
  private hear({ type, streamId, data }: RecordedEvent): void {
    const look = LOOKS[type];
    if (!look) return;
    this.turns
      .run(() => this.answer(streamId, look, data))
      .catch((error: unknown) => {
        // Whoever wrote the word sees where the case stopped.
        const isDropped = error instanceof Refusal && error.code === "OVERLOADED";
        const level = isDropped ? "warn" : error instanceof Refusal ? "debug" : "error";
        this.services.log[level]({ err: error, streamId }, "a magic word could not be followed");
      });
  }

  private async answer(complaintId: string, look: Look, data: RecordedEvent["data"]): Promise<void> {
    const { database } = this.services;
    const complaint = await database.byId(Complaint, complaintId);
    const found = complaint && (await look(database, complaint, data));
    const words: readonly string[] = found?.text.match(/test:[a-z_]+/g) ?? [];
    const outcome = found?.outcomes.find(({ word }) => words.includes(word));
    if (!complaint || !found || !outcome) return;
    const consumer = await database.byId(Account, complaint.consumerId);
    const owner = await database.findOne(ProviderMember, { providerId: complaint.providerId, role: "OWNER" });
    const seller = owner && (await database.byId(Account, owner.accountId));
    if (!consumer || !seller) return;
    const told = new CaseTold(chanceFrom(1), {
      ...{ consumer: consumer.login, seller: seller.login, english: consumer.locale === "en" },
      ...{ fault: FAULT, moderator: MODERATOR },
    });
    const amount = String(complaint.demandAmount ?? complaint.amountAtStake);
    await this.play(outcome.tell(told, complaint.status).steps, { complaint: complaintId, amount, ...found.made });
  }

  private async play(
    steps: readonly Step[],
    made: Record<string, string>,
    shop: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    for (const step of steps)
      await this.services.database.transact((tx) => {
        const as = (login: string): Promise<Actor> => this.as(login);
        const scene: Scene = { tx, made, of: () => shop, as, idOf: (login) => login, roundTo: 1 };
        return step.play(scene);
      });
  }

  private async as(login: string): Promise<Actor> {
    const account = await this.services.database.findOne(Account, { login });
    const actor = account && (await this.directory.current(account.id));
    if (!actor) throw new Refusal("NOT_FOUND", { reason: "sandbox.personGone", params: { login } });
    return actor;
  }
}
