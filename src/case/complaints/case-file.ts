import { readSigner } from "../../accounts/signer.queries";
import type { Tx } from "../../platform/database/tx";
import { isModerator, type Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { HouseRules } from "../../house-rules/house-rules";
import type { CaseRecord } from "./case-events";
import { ON_CLOSE } from "./case-hooks";
import { readFacts } from "./case-facts.queries";
import { Complaint } from "./complaint.entity";
import { type CaseFacts, type Side } from "./complaint-guards.pure";
import type { ClockName } from "./clock-names.pure";
import {
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
import { handlerOf, recipientsOf } from "./notices.pure";
import { judgedDueAt, recordEntering, recordLateness, recordLeaving } from "./stage-records";

/** What a command on a case gives back. */
export type CaseResult = { complaintId: string };

export interface CaseCommandInput {
  complaintId: string;
  expectedVersion?: number;
  leaseToken?: number;
}

interface CaseFact<T extends CaseRecord> {
  type: T;
  data: Events[T];
  audience?: Audience;
  topics?: string[];
  /** Accounts to whom it is news besides those that notices.ts names. */
  tell?: readonly string[];
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
    /** The state the case was found in, and when its clock ran out, if it had; asked before anything stops that clock. */
    private readonly found = {
      status: complaint.status,
      missedAt: pastOf(judgedDueAt(timers, complaint.status), tx.now),
    },
  ) {}

  static async open(tx: Tx, actor: Actor, input: CaseCommandInput, action: Action): Promise<CaseFile> {
    const complaint = await lockCase(tx, actor, input.complaintId);
    const rules = await HouseRules.inForce(tx, tx.now);
    const timers = await readTimers(tx, complaint.id, rules);
    const facts = await readFacts(tx, complaint, rules, tx.now);
    const viewer = viewerOf(actor, complaint);
    if (viewer.isLead) viewer.signer = await readSigner(tx, actor, ["LEAD_MODERATOR"]);
    const { move, refused } = decide(action, complaint.status, facts, viewer);
    if (refused?.reason === "notYours" && viewer.side !== null && isModerator(actor))
      throw new Refusal("CONFLICT_OF_INTEREST");
    if (refused)
      throw new Refusal(refused.code, {
        reason: refused.reason,
        availableAt: refused.availableAt,
        params: { status: complaint.status },
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
    return new CaseFile(tx, complaint, facts, rules, timers, move, actor);
  }

  /** For the system's own acts: null when the table has no such arrow now (any more). */
  static async openBySystem(
    tx: Tx,
    complaintId: string,
    pick: (complaint: Complaint, timers: Timers) => readonly Move[],
  ): Promise<CaseFile | null> {
    const complaint = await tx.lock(Complaint, complaintId);
    if (!complaint) return null;
    const rules = await HouseRules.inForce(tx, tx.now);
    const timers = await readTimers(tx, complaint.id, rules);
    const moves = pick(complaint, timers);
    if (moves.length === 0) return null;
    const facts = await readFacts(tx, complaint, rules, tx.now);
    const move = moves.find(({ guard }) => !guard || guard(facts, SYSTEM_VIEWER) === null);
    return move ? new CaseFile(tx, complaint, facts, rules, timers, move, null) : null;
  }

  /** For a clock that ran out. The event will keep the time it was due, however late the sweep came. */
  static async openByClock(tx: Tx, complaintId: string, clock: ClockName): Promise<CaseFile | null> {
    let dueAt: number | null = null;
    const file = await CaseFile.openBySystem(tx, complaintId, (complaint, timers) => {
      dueAt = timers.get(clock)?.dueAt ?? null;
      return dueAt !== null && dueAt <= tx.now ? movesByClock(clock, complaint.status) : [];
    });
    if (file) file.wasDueAt = dueAt;
    return file;
  }

  /** The same action, to the end that the decision chose. */
  towards(to: ComplaintStatus | null): CaseFile {
    const move = findMoveTo(this.move.action, this.complaint.status, to);
    if (!move) throw new Error(`${this.move.action} does not lead from ${this.complaint.status} to ${to}`);
    return new CaseFile(this.tx, this.complaint, this.facts, this.rules, this.timers, move, this.actor, this.found);
  }

  /** The arrow that follows from this one by itself; it must be in the table. */
  follow(action: Action): CaseFile {
    const move = findMove(action, this.complaint.status);
    if (!move) throw new Error(`${action} does not leave ${this.complaint.status}`);
    return this.next(move);
  }

  /** Another arrow of the same case in the same transaction, e.g. the one that follows from this one by itself. */
  next(move: Move): CaseFile {
    return new CaseFile(this.tx, this.complaint, this.facts, this.rules, this.timers, move, null, this.found);
  }

  /** The acting party's side. */
  get side(): Side {
    const side = sideOf(this.actor, this.complaint);
    if (!side) throw new Error(`${this.move.action} needs a party`);
    return side;
  }

  get now(): number {
    return this.tx.now;
  }

  /** Notes that a party spoke: its word is the last, and the provider's first one ends the wait for it. */
  spoken(): Partial<Complaint> {
    const side = this.side;
    const first = side === "PROVIDER" && this.complaint.providerFirstResponseAt === null;
    if (first) for (const clock of ["FIRST_RESPONSE", "FIRST_RESPONSE_GRACE"] as const) this.timers.stop(clock);
    return { lastWord: side, ...(first ? { providerFirstResponseAt: this.now } : {}) };
  }

  /** Takes the arrow: status, clocks, and the event that tells it. The only way a case gets into another state. */
  apply<T extends CaseRecord>(event: CaseFact<T>, patch: Partial<Complaint> = {}): void {
    const { complaint, tx, move, timers } = this;
    const from = complaint.status;
    const before = { inQueue: complaint.inQueue, handlerId: handlerOf(complaint, tx.now) };
    complaint.moveTo(move, tx.now);
    const to = complaint.status;
    if (to !== from) applyClocks(timers, move, from, to, this.rules, tx.now);
    for (const [clock, dueAt] of this.agreed) timers.start(clock, tx.now, dueAt);
    timers.save();
    this.recordStage(from);
    if (to === "CLOSED" && from !== to) for (const end of tx.hooked(ON_CLOSE)) end(tx, complaint);
    const told = {
      ...event,
      data: {
        ...(to !== from ? { from, to } : {}),
        ...(to === "CLOSED" && to !== from ? { closureReason: complaint.closureReason } : {}),
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
    noteOnCase(tx, complaint, this.actor, told, { ...patch, ...moved }, before);
    for (const tell of this.further) tell();
  }

  /** What changes or happens beside the table: the case stays in its state. */
  note<T extends CaseRecord>(event: CaseFact<T>, patch: Partial<Complaint> = {}): void {
    noteOnCase(this.tx, this.complaint, this.actor, event, patch);
  }

  private recordStage(from: ComplaintStatus): void {
    const { complaint, found, tx } = this;
    const lateAt = found.status === from ? found.missedAt : null;
    if (complaint.status !== from) {
      recordLeaving(tx, complaint, this.move.action, lateAt);
      recordEntering(tx, complaint, this.timers);
    } else if (lateAt !== null) recordLateness(tx, complaint, lateAt);
  }

  /** What else happens by itself with the arrow about to be taken; told right after it. */
  alongside<T extends CaseRecord>(fact: CaseFact<T>): void {
    this.further.push(() => recordCaseEvent(this.tx, this.complaint, null, fact));
  }

  /** A clock of the state about to be entered runs to this time instead of the house rule's. */
  startsWith(clock: ClockName, dueAt: number): void {
    this.agreed.set(clock, dueAt);
  }
}

/** What the queue is sorted by: a case that waits for the platform and has run out of clocks stays overdue, it does not drop out. */
export function nextDue(complaint: Complaint, timers: Timers): number | null {
  return timers.nextDue() ?? (complaint.inQueue ? (complaint.dueAt ?? complaint.statusSince) : null);
}

/** What no reader of a case has to hear of: how long a lease still lasts, and what the queue is sorted by. No version, no event. */
export const setQuietly = (
  tx: Tx,
  complaint: Complaint,
  patch: Partial<Pick<Complaint, "leaseExpiresAt" | "dueAt">>,
): void => tx.change<Complaint>(complaint, patch);

const pastOf = (instant: number | null, now: number): number | null =>
  instant !== null && instant <= now ? instant : null;

/** Every change of a case that can be heard of is written here, with the fact that tells it: nowhere else does its version grow. */
export function noteOnCase<T extends CaseRecord>(
  tx: Tx,
  complaint: Complaint,
  /** Who acts; null for the system. */
  actor: Actor | null,
  event: CaseFact<T>,
  patch: Partial<Complaint> = {},
  before?: DeskBefore,
): void {
  tx.change(complaint, { updatedAt: tx.now, ...patch, version: complaint.version + 1 });
  recordCaseEvent(tx, complaint, actor, event, before);
}

interface DeskBefore {
  inQueue: boolean;
  handlerId: string | null;
}

/**
 * One fact of a case, on the feeds of everyone concerned and in the inboxes of those it is news to. `before`: how the desk had the
 * case until now.
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
    actorRole: actor ? (side ?? "MODERATOR") : "SYSTEM",
    topics: [
      `complaint:${complaint.id}`,
      `cases:${consumerId}`,
      `cases:${providerId}`,
      ...(complaint.inQueue || before.inQueue ? ["queue"] : []),
      ...(event.topics ?? []),
    ],
    audience,
    data,
    tell: [
      ...new Set([
        ...recipientsOf(
          { type, audience },
          { consumerId, providerId, handlerId: before.handlerId },
          actor && { accountId: actor.accountId, side },
        ),
        ...(event.tell ?? []),
      ]),
    ],
  });
}
