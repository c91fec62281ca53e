import { readSigner } from "../../accounts/roles/signer.queries";
import type { ActorRole } from "../../platform/database/event";
import type { Tx } from "../../platform/database/tx";
import { isModerator, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { CaseRecord } from "./case-events";
import { ON_CLOSE, ON_TALKS_END } from "./case-hooks";
import { readFacts } from "./case-facts.queries";
import { Complaint } from "./complaint.entity";
import type { CaseFacts, Side, Spending } from "./complaint-guards.pure";
import type { ClockName } from "./clock-names.pure";
import {
  AMONG_THEMSELVES,
  endsTalks,
  findMove,
  findMoveTo,
  movesByClock,
  type Action,
  type ComplaintStatus,
  type Move,
} from "./complaint.lifecycle";
import { decide, sideOf, SYSTEM_VIEWER, viewerOf, type Audience } from "./complaint.policy";
import type { Events } from "../../platform/database/event";
import { applyClocks, readTimers, type Timers } from "./case-clocks";
import { lockCase } from "./lock-case";
import { lockOrderMoney } from "./lock-order-money";
import { handlerOf, recipientsOf } from "./notices.pure";
import type { OrderMoney } from "./order-money.pure";
import { readBeyond } from "./spending.queries";
import { judgedDueAt, recordEntering, recordLateness, recordLeaving } from "./stage-records";
import { urgencyOf } from "./urgency.pure";

/** What a command on a case returns; and the id of the part of the case that it made or changed. */
export type CaseResult<Part extends `${string}Id` = never> = { complaintId: string } & Record<Part, string>;

export interface CaseCommandInput {
  complaintId: string;
  expectedVersion?: number;
  leaseToken?: number;
}

interface CaseFact<T extends CaseRecord> {
  type: T;
  data: Events[T];
  audience?: Audience;
  lasting?: string[];
  /** Accounts to notify in addition to those that notices.pure.ts names. */
  notify?: readonly string[];
}

/**
 * A case under its lock, opened for one action that its policy allows: lock, authorise, change, record. Every command on a case
 * begins with `open` (or `openBySystem`) and ends with `apply`.
 */
export class CaseFile {
  private wasDueAt: number | null = null;
  private readonly agreed = new Map<ClockName, number>();
  private readonly further: (() => void)[] = [];

  private constructor(
    readonly tx: Tx,
    readonly complaint: Complaint,
    readonly facts: CaseFacts,
    readonly rules: HouseRules,
    readonly timers: Timers,
    readonly move: Move,
    /** Who acts; null for the system. */
    readonly actor: Actor | null,
    /** The state the case was found in, and when its clock ran out, if it had; read before anything stops that clock. */
    private readonly found = {
      status: complaint.status,
      missedAt: pastOf(judgedDueAt(timers, complaint.status), tx.now),
    },
  ) {}

  static async open(tx: Tx, actor: Actor, input: CaseCommandInput, action: Action): Promise<CaseFile> {
    const [caseFile] = await CaseFile.openWith(tx, actor, input, action, async () => null);
    return caseFile;
  }

  /** With what the action reads and locks in any case, asked at once with what decides whether it is permitted. */
  static async openWith<T>(
    tx: Tx,
    actor: Actor,
    input: CaseCommandInput,
    action: Action,
    read: (complaint: Complaint) => Promise<T>,
    /** What the table's guards are to know of it. */
    known: (found: T) => Partial<CaseFacts> = () => ({}),
  ): Promise<[CaseFile, T]> {
    const complaint = await lockCase(tx, actor, input.complaintId);
    const rules = await HouseRules.inForce(tx, tx.now);
    const clocks = readTimers(tx, complaint, rules);
    const [timers, ofCase, found] = await Promise.all([
      clocks,
      readFacts(tx, complaint, rules, tx.now, clocks),
      read(complaint),
    ]);
    const facts = { ...ofCase, ...known(found) };
    const viewer = viewerOf(actor, complaint);
    if (viewer.isLead) viewer.signer = await readSigner(tx, actor, ["LEAD_MODERATOR"]);
    const { move, refused } = decide(action, complaint.status, facts, viewer);
    if (refused?.reason === "notYours" && viewer.side !== null && isModerator(actor))
      throw new Refusal("CONFLICT_OF_INTEREST");
    if (refused)
      throw new Refusal(refused.code, {
        reason: refused.reason,
        field: refused.field,
        availableAt: refused.availableAt,
        params: { status: complaint.status, ...refused.params },
      });
    if (input.leaseToken !== undefined && input.leaseToken !== complaint.leaseToken)
      throw new Refusal("LEASE_REQUIRED", { reason: "guard.leaseLost", field: "input.leaseToken" });
    if (
      input.expectedVersion !== undefined &&
      input.expectedVersion !== null &&
      input.expectedVersion !== complaint.version
    ) {
      throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current: complaint.version } });
    }
    return [new CaseFile(tx, complaint, facts, rules, timers, move, actor), found];
  }

  /** For what takes of the order's money, and with it: what other cases take meanwhile waits. */
  static async openSpending(
    tx: Tx,
    actor: Actor,
    input: CaseCommandInput,
    action: Spending,
  ): Promise<[CaseFile, OrderMoney]> {
    const [caseFile, { money }] = await CaseFile.openWith(
      tx,
      actor,
      input,
      action,
      async (complaint) => {
        const money = await lockOrderMoney(tx, complaint);
        return { money, beyond: await readBeyond(tx, complaint, [action], money) };
      },
      ({ beyond }) => ({ beyond }),
    );
    return [caseFile, money];
  }

  /** For the system's own acts; null when the table has no such arrow from the present state. */
  static async openBySystem(
    tx: Tx,
    complaintId: string,
    pick: (complaint: Complaint, timers: Timers) => readonly Move[],
  ): Promise<CaseFile | null> {
    const complaint = await tx.lock(Complaint, complaintId);
    if (!complaint) return null;
    const rules = await HouseRules.inForce(tx, tx.now);
    const timers = await readTimers(tx, complaint, rules);
    const moves = pick(complaint, timers);
    if (moves.length === 0) return null;
    const facts = await readFacts(tx, complaint, rules, tx.now, timers);
    const move = moves.find(({ guard }) => !guard || guard(facts, SYSTEM_VIEWER) === null);
    return move ? new CaseFile(tx, complaint, facts, rules, timers, move, null) : null;
  }

  /** For a clock that ran out. The event keeps the time it was due, however late the sweep runs. */
  static async openByClock(tx: Tx, complaintId: string, clock: ClockName): Promise<CaseFile | null> {
    let dueAt: number | null = null;
    const caseFile = await CaseFile.openBySystem(tx, complaintId, (complaint, timers) => {
      dueAt = timers.get(clock)?.dueAt ?? null;
      return dueAt !== null && dueAt <= tx.now ? movesByClock(clock, complaint.status) : [];
    });
    if (caseFile) caseFile.wasDueAt = dueAt;
    return caseFile;
  }

  /** The same action, towards the state that the decision chose. */
  towards(to: ComplaintStatus | null): CaseFile {
    const move = findMoveTo(this.move.action, this.complaint.status, to);
    if (!move) throw new Error(`${this.move.action} does not lead from ${this.complaint.status} to ${to}`);
    return new CaseFile(this.tx, this.complaint, this.facts, this.rules, this.timers, move, this.actor, this.found);
  }

  /** The arrow that follows automatically from this one; it must be in the table. */
  follow(action: Action): CaseFile {
    const move = findMove(action, this.complaint.status);
    if (!move) throw new Error(`${action} does not leave ${this.complaint.status}`);
    return this.next(move);
  }

  /** Another arrow of the same case in the same transaction, e.g. the one that follows automatically from this one. */
  next(move: Move): CaseFile {
    return new CaseFile(this.tx, this.complaint, this.facts, this.rules, this.timers, move, null, this.found);
  }

  /** The acting party's side. */
  get side(): Side {
    const side = sideOf(this.actor, this.complaint);
    if (!side) throw new Error(`${this.move.action} can only be taken by a party`);
    return side;
  }

  get now(): number {
    return this.tx.now;
  }

  /** The change when a party speaks: it spoke last. Before the platform nothing waits for either. */
  spoken(): Partial<Complaint> {
    return AMONG_THEMSELVES.has(this.complaint.status) ? { lastWord: this.side } : {};
  }

  /**
   * The change when a party answers the demand: the provider's first answer stops the clocks that wait for it. An answer is an offer,
   * a refusal with reasons, or a final answer; a message alone is none, or one word would keep the platform out. It also objects to a
   * compensation that is claimed.
   */
  answered(): Partial<Complaint> {
    if (!AMONG_THEMSELVES.has(this.complaint.status)) return {};
    const first = this.side === "PROVIDER" && this.complaint.providerFirstResponseAt === null;
    if (first)
      for (const clock of ["FIRST_RESPONSE", "FIRST_RESPONSE_GRACE", "COMPENSATION_CLAIM"] as const)
        this.timers.stop(clock);
    return { ...this.spoken(), ...(first ? { providerFirstResponseAt: this.now } : {}) };
  }

  /** Takes the arrow: status, clocks, and the event that records it. The only way a case gets into another state. */
  apply<T extends CaseRecord>(event: CaseFact<T>, patch: Partial<Complaint> = {}): void {
    const { complaint, tx, move, timers } = this;
    const from = complaint.status;
    const before = { inQueue: complaint.inQueue, handlerId: handlerOf(complaint, tx.now) };
    complaint.moveTo(move, tx.now);
    const to = complaint.status;
    if (endsTalks(from, to)) this.endTalks();
    if (to !== from) applyClocks(timers, move, from, to, tx.now);
    for (const [clock, dueAt] of this.agreed) timers.start(clock, tx.now, dueAt);
    timers.save();
    this.recordStage(from);
    if (to === "CLOSED" && from !== to) for (const end of tx.hooked(ON_CLOSE)) end(tx, complaint, this.facts);
    const told = {
      ...event,
      data: {
        ...(to !== from ? { from, to } : {}),
        ...(to === "CLOSED" && to !== from ? { closureReason: complaint.closureReason, ...this.reopening() } : {}),
        ...(this.wasDueAt === null ? {} : { wasDueAt: this.wasDueAt }),
        ...event.data,
      },
    };
    const moved = {
      status: complaint.status,
      statusSince: complaint.statusSince,
      closureReason: complaint.closureReason,
      closedAt: complaint.closedAt,
      inQueue: complaint.inQueue,
      stayedFrom: complaint.stayedFrom,
      dueAt: nextDue(complaint, timers),
    };
    recordOnCase(tx, complaint, this.actor, told, { ...patch, ...moved }, before);
    for (const tell of this.further) tell();
  }

  private reopening(): { reopenableUntil?: number } {
    const { complaint, move, rules, now } = this;
    const mayReopen = move.reopens === true && complaint.consumerReopenedAt === null && !this.facts.isPlatforms;
    return mayReopen ? { reopenableUntil: now + rules.number("reopen.window", "days") * DAY } : {};
  }

  private endTalks(): void {
    this.timers.stop("OFFER_EXPIRY");
    for (const end of this.tx.hooked(ON_TALKS_END)) end(this.tx, this.complaint);
  }

  /** A change or event outside the table: the case stays in its state. */
  record<T extends CaseRecord>(event: CaseFact<T>, patch: Partial<Complaint>): void {
    recordOnCase(this.tx, this.complaint, this.actor, event, patch);
  }

  private recordStage(from: ComplaintStatus): void {
    const { complaint, found, tx } = this;
    const lateAt = found.status === from ? found.missedAt : null;
    if (complaint.status !== from) {
      recordLeaving(tx, complaint, this.move.action, lateAt);
      recordEntering(tx, complaint, this.timers);
    } else if (lateAt !== null) recordLateness(tx, complaint, lateAt);
  }

  /** An event that follows automatically from the arrow about to be taken; recorded right after it. */
  alongside<T extends CaseRecord>(fact: CaseFact<T>): void {
    this.further.push(() => recordCaseEvent(this.tx, this.complaint, null, fact));
  }

  /** Makes a clock of the state about to be entered run to this time instead of the house rule's. */
  startsWith(clock: ClockName, dueAt: number): void {
    this.agreed.set(clock, dueAt);
  }
}

/**
 * When a case is due next: one that waits for the platform with no clock left stays overdue instead of dropping out, and an open offer,
 * which waits for a side, does not put it before others.
 */
export function nextDue(complaint: Complaint, timers: Timers): number | null {
  const { inQueue, dueAt, statusSince } = complaint;
  return inQueue ? (timers.nextDue("OFFER_EXPIRY") ?? dueAt ?? statusSince) : timers.nextDue();
}

/** Changes that leave the case as it is for whoever acts on it: how long a lease lasts, its place in the queue, what a side has seen. No new version. */
export const setQuietly = (
  tx: Tx,
  complaint: Complaint,
  patch: Partial<Pick<Complaint, "leaseExpiresAt" | "dueAt" | "consumerSawUpTo" | "providerSawUpTo">>,
): void => tx.change<Complaint>(complaint, placed(complaint, patch));

/** With the place in the queue that follows from the change. */
const placed = (complaint: Complaint, patch: Partial<Complaint>): Partial<Complaint> =>
  "dueAt" in patch || "severity" in patch ? { ...patch, urgency: urgencyOf({ ...complaint, ...patch }) } : patch;

const pastOf = (instant: number | null, now: number): number | null =>
  instant !== null && instant <= now ? instant : null;

/** Writes every observable change of a case, with the event that records it: its version grows nowhere else. */
export function recordOnCase<T extends CaseRecord>(
  tx: Tx,
  complaint: Complaint,
  /** Who acts; null for the system. */
  actor: Actor | null,
  event: CaseFact<T>,
  patch: Partial<Complaint> = {},
  before?: DeskBefore,
): void {
  tx.change(complaint, { updatedAt: tx.now, ...placed(complaint, patch), version: complaint.version + 1 });
  recordCaseEvent(tx, complaint, actor, event, before);
}

interface DeskBefore {
  inQueue: boolean;
  handlerId: string | null;
}

const roleOf = (actor: Actor | null, side: Side | null): ActorRole =>
  !actor ? "SYSTEM" : actor.client ? "INTEGRATION" : (side ?? "MODERATOR");

/**
 * Records one event of a case: on the feeds of everyone concerned, and in the inboxes of those to be notified. `before`: the desk's
 * view of the case until now.
 */
export function recordCaseEvent<T extends CaseRecord>(
  tx: Tx,
  complaint: Complaint,
  actor: Actor | null,
  event: CaseFact<T>,
  before: DeskBefore = { inQueue: false, handlerId: handlerOf(complaint, tx.now) },
): void {
  const { type, data, audience = "PARTIES" } = event;
  const { consumerId, providerId } = complaint;
  const side = sideOf(actor, complaint);
  tx.record(complaint, {
    type,
    actorId: actor?.accountId ?? null,
    actorRole: roleOf(actor, side),
    topics: [`complaint:${complaint.id}`],
    lasting: [
      `cases:${consumerId}`,
      `cases:${providerId}`,
      ...(complaint.inQueue || before.inQueue ? ["queue"] : []),
      ...(event.lasting ?? []),
    ],
    audience,
    data,
    notify: [
      ...new Set([
        ...recipientsOf(
          { type, audience },
          { consumerId, providerId, handlerId: before.handlerId },
          actor && { accountId: actor.accountId, side },
        ),
        ...(event.notify ?? []),
      ]),
    ],
  });
}
