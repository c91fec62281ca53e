import { CaseFile } from "../../../src/case/complaints/case-file";
import { Breach } from "../../../src/case/complaints/breach.entity";
import type { Severity } from "../../../src/case/complaints/case-enums.types";
import { movesOf, type Action } from "../../../src/case/complaints/complaint.lifecycle";
import { openComplaint } from "../../../src/case/complaints/open-complaint";
import { acceptComplaint } from "../../../src/case/desk/accept-complaint";
import { takeComplaint } from "../../../src/case/desk/take-complaint";
import { closeEvidence } from "../../../src/case/evidence/close-evidence";
import { Listing } from "../../../src/market/listings/listing.entity";
import { createOrder } from "../../../src/market/orders/create-order";
import { sweepPenalties } from "../../../src/adjudication/penalties/sweep-penalties";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { remedyDefaults } from "../../../src/adjudication/remedies/remedy-clocks";
import { approveRuling } from "../../../src/adjudication/decisions/approve-ruling";
import { enforceRuling } from "../../../src/adjudication/decisions/enforce-ruling";
import { issueRuling } from "../../../src/adjudication/decisions/issue-ruling";
import { reverseRuling } from "../../../src/adjudication/decisions/reverse-ruling";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import type { PenaltyInput, RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import type { TestDatabaseKind } from "../../support/databases";
import { Court, DAY, silent } from "../rulings/court";

export const PRICE = 199_900;

export interface Judgement {
  levels: Severity[];
  penalties?: PenaltyInput[];
  remedies?: RemedyInput[];
  /** Who has not ruled on the case before. */
  by?: string;
}

/** One provider and several cases against it, ready to be ruled on, with time standing still unless it is told to pass. */
export class Dock implements AsyncDisposable {
  readonly cases: string[] = [];

  private constructor(
    readonly court: Court,
    readonly providerId: string,
  ) {}

  static async open(kind: TestDatabaseKind, cases: number): Promise<Dock> {
    const court = await Court.open(kind);
    const provider = await court.db.findOne(Provider, {});
    const dock = new Dock(court, provider?.id ?? "");
    for (let index = 0; index < cases; index += 1) dock.cases.push(await dock.bringCase());
    return dock;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.court[Symbol.asyncDispose]();
  }

  get now(): number {
    return this.court.clock.at;
  }

  /** Time passes, and only penalties and fines are dealt with: the cases' own clocks are rung by name. */
  async days(days: number): Promise<void> {
    this.court.clock.at += days * DAY;
    await sweepPenalties({ database: this.court.db, clock: this.court.clock, log: silent });
  }

  /** A moderator rules that every promise was broken, and a lead agrees where that is needed. */
  async rule(index: number, { levels, penalties = [], remedies, by = "chen.mod" }: Judgement): Promise<string> {
    const complaintId = this.case(index);
    const breaches = await this.court.db.find(Breach, { complaintId }, "ORDER BY id");
    const ruleVersionId = await this.court.rule(
      penalties.some(({ kind }) => kind === "SUSPENSION") ? "FRAUD-1" : "GIFT-1",
    );
    const { rulingId } = await this.court.run(issueRuling, by, {
      complaintId,
      leaseToken: await this.court.take(complaintId, by),
      outcome: "UPHELD",
      facts: "No posters came.",
      reasoning: "They were promised.",
      publicText: "A promised gift was not given.",
      rootCause: "OVER_PROMISING",
      findings: breaches.map(({ id }, place) => ({
        breachId: id,
        result: "BROKEN" as const,
        severity: levels[place] ?? levels[0],
        ruleVersionId,
        reasoning: "Not delivered.",
      })),
      remedies: remedies ?? [{ kind: "APOLOGY", insteadAmount: 5_000, text: "Say sorry.", withinDays: 7 }],
      penalties,
      adverseInferences: [],
      departureReason: "The circumstances are special.",
    });
    const ruling = await this.court.db.byId(Ruling, rulingId);
    if (ruling?.status === "AWAITING_APPROVAL") await this.court.run(approveRuling, "zhou.lead", { rulingId });
    return rulingId;
  }

  /** A case that was opened again, with the evidence of both sides in again. */
  hear(index: number): Promise<void> {
    return this.bringToReview(this.case(index));
  }

  makeFinal(index: number): Promise<void> {
    return this.bySystem(index, "ENFORCE", enforceRuling);
  }

  /** Everything that a won appeal undoes. */
  async reverse(index: number): Promise<void> {
    const { status } = await this.court.complaint(this.case(index));
    await this.bySystem(index, status === "RULED" ? "ENFORCE" : "PAY_FROM_DEPOSIT", async (caseFile) => {
      const ruling = await caseFile.tx.byId(Ruling, caseFile.complaint.currentRulingId ?? "");
      if (!ruling) throw new Error(`case ${index} has no ruling`);
      await reverseRuling(caseFile, ruling, "APPEAL_GRANTED");
    });
  }

  /** The time to do what was ordered runs out, of this case alone. */
  fallIntoDefault(index: number): Promise<void> {
    return this.bySystem(index, "REMEDY_DEFAULTS", remedyDefaults);
  }

  /** The system takes an arrow of one case. */
  async bySystem(index: number, action: Action, act: (caseFile: CaseFile) => Promise<void>): Promise<void> {
    await this.court.db.transact(async (tx) => {
      const caseFile = await CaseFile.openBySystem(tx, this.case(index), ({ status }) =>
        movesOf(action).filter(({ from }) => from.includes(status)),
      );
      if (!caseFile) throw new Error(`case ${index} has no ${action} now`);
      await act(caseFile);
    });
  }

  case(index: number): string {
    const id = this.cases[index];
    if (id === undefined) throw new Error(`there is no case ${index}`);
    return id;
  }

  /** Two cases over one fresh order, each about one of its promises, with the evidence of both sides in. */
  async bringTwins(): Promise<void> {
    const orderId = await this.placeOrder();
    for (const version of await this.versions()) this.cases.push(await this.bringCase(orderId, [version]));
  }

  /** Over a fresh order, about both its promises, with the evidence of both sides in. */
  private async bringCase(orderId?: string, about?: readonly PromiseVersion[]): Promise<string> {
    const { court } = this;
    const versions = about ?? (await this.versions());
    const { complaintId } = await court.run(openComplaint, "li.na", {
      orderId: orderId ?? (await this.placeOrder()),
      title: "No posters",
      story: "Three posters were promised.",
      breachClass: "SAFETY",
      demandKind: "REFUND_FULL",
      breaches: versions.map(({ id }) => ({
        promiseVersionId: id,
        expected: "posters",
        delivered: "none",
        amount: 100,
      })),
    });
    await this.bringToReview(complaintId);
    return complaintId;
  }

  private versions(): Promise<PromiseVersion[]> {
    return this.court.db.find(PromiseVersion, {}, "ORDER BY id");
  }

  private async placeOrder(): Promise<string> {
    const { court, providerId } = this;
    const listing = await court.db.findOne(Listing, {});
    const { accountId: consumerId } = await court.as("li.na");
    const versions = await this.versions();
    return court.db.transact(
      async (tx) =>
        createOrder(
          tx,
          {
            ...{ providerId, consumerId, listingId: listing?.id ?? "", title: "Shop design" },
            ...{ priceAmount: PRICE, priceCurrency: "CNY" },
          },
          versions,
        ).id,
    );
  }

  private async bringToReview(complaintId: string): Promise<void> {
    const { court } = this;
    await court.run(takeComplaint, "chen.mod", { complaintId });
    const { leaseToken } = await court.complaint(complaintId);
    await court.run(acceptComplaint, "chen.mod", { complaintId, leaseToken });
    for (const login of ["li.na", "wang.owner"]) await court.run(closeEvidence, login, { complaintId });
  }
}
