import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { HOUR } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";
import { dueAfter, remaining, type Length } from "../../house-rules/working-time.pure";
import { CaseTimer } from "./case-timer.entity";
import { INTERIM_CLOCKS, isFast, isOfInterim, REMINDED, type ClockName, type FastClock } from "./clock-names.pure";
import type { Complaint } from "./complaint.entity";
import { CLOCKS_OF, movesByClock, type ComplaintStatus, type Move } from "./complaint.lifecycle";
import type { Track } from "./track.pure";

/** The clocks of one case, changed in memory and saved once. */
export class Timers {
  private readonly rows: Map<ClockName, CaseTimer>;
  private readonly changed = new Set<ClockName>();

  constructor(
    private readonly tx: Tx,
    private readonly complaintId: string,
    stored: CaseTimer[],
    private readonly rules: HouseRules,
    private readonly track: Track,
  ) {
    this.rows = new Map(stored.map((timer) => [timer.clock, timer]));
    this.stored = new Set(this.rows.keys());
  }

  private readonly stored: Set<ClockName>;

  get(clock: ClockName): CaseTimer | undefined {
    return this.rows.get(clock);
  }

  start(clock: ClockName, now: number, dueAt: number): void {
    this.rows.set(clock, {
      id: newId(CaseTimer),
      complaintId: this.complaintId,
      clock,
      startedAt: now,
      dueAt,
      pausedAt: null,
      pausedIn: null,
      remainingDays: null,
      remainingMs: null,
      remindAt: this.remindAt(clock, now, dueAt),
    });
    this.changed.add(clock);
  }

  /** For as long as the house rules say, on the case's track. */
  run(clock: ClockName, now: number): void {
    this.start(clock, now, dueAfter(this.rules.calendar, now, this.lengthOf(clock)));
  }

  private lengthOf(clock: ClockName): Length {
    return this.rules.length(this.track === "FAST" && isFast(clock) ? `fastTrack.${clock}` : `clock.${clock}`);
  }

  stop(clock: ClockName): void {
    if (this.rows.delete(clock)) this.changed.add(clock);
  }

  stopAll(): void {
    for (const clock of [...this.rows.keys()]) this.stop(clock);
  }

  /** The clocks that have run out by then. */
  overdueAt(now: number): ClockName[] {
    return [...this.rows.values()].filter(({ dueAt }) => dueAt !== null && dueAt <= now).map(({ clock }) => clock);
  }

  /** The clocks that run. */
  get running(): ClockName[] {
    return [...this.rows.values()].filter(({ dueAt }) => dueAt !== null).map(({ clock }) => clock);
  }

  /** The clocks that entering a state has paused. */
  pausedIn(status: ComplaintStatus): ClockName[] {
    return [...this.rows.values()].filter(({ pausedIn }) => pausedIn === status).map(({ clock }) => clock);
  }

  /** The clock keeps its remaining time while the case is in `status`. */
  pause(clock: ClockName, now: number, status: ComplaintStatus): void {
    const timer = this.rows.get(clock);
    if (!timer || timer.dueAt === null) return;
    const left = remaining(this.rules.calendar, now, timer.dueAt, this.lengthOf(clock));
    this.rows.set(clock, {
      ...timer,
      dueAt: null,
      pausedAt: now,
      pausedIn: status,
      remindAt: null,
      remainingDays: "workingDays" in left ? left.workingDays : null,
      remainingMs: "hours" in left ? Math.round(left.hours * HOUR) : null,
    });
    this.changed.add(clock);
  }

  /** Resumes the clock where it was paused; false when there is nothing to resume. */
  resume(clock: ClockName, now: number): boolean {
    const timer = this.rows.get(clock);
    if (!timer || timer.pausedAt === null) return false;
    const left: Length =
      timer.remainingDays !== null ? { workingDays: timer.remainingDays } : { hours: (timer.remainingMs ?? 0) / HOUR };
    const dueAt = dueAfter(this.rules.calendar, now, left);
    this.rows.set(clock, {
      ...timer,
      startedAt: now,
      dueAt,
      remindAt: this.remindAt(clock, now, dueAt),
      pausedAt: null,
      pausedIn: null,
      remainingDays: null,
      remainingMs: null,
    });
    this.changed.add(clock);
    return true;
  }

  /** No reminder is set for a deadline that falls before the reminder would. */
  private remindAt(clock: ClockName, now: number, dueAt: number): number | null {
    const at = dueAt - this.rules.number("reminder.before", "hours") * HOUR;
    return REMINDED[clock] !== undefined && at > now ? at : null;
  }

  /** Each deadline is reminded of only once. */
  forgetReminder(clock: ClockName): void {
    const timer = this.rows.get(clock);
    if (!timer) return;
    this.rows.set(clock, { ...timer, remindAt: null });
    this.changed.add(clock);
  }

  /** Clocks of interim measures are none of the case's: the consumer does not learn of them, and the queue is not sorted by them. */
  nextDue(except?: ClockName): number | null {
    const left = [...this.rows.values()].filter(({ clock }) => clock !== except && !isOfInterim(clock));
    const dues = left.flatMap(({ dueAt }) => dueAt ?? []);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  /** Adds the changes to the transaction. */
  save(): void {
    const gone = [...this.changed].filter((clock) => this.stored.has(clock));
    if (gone.length > 0) {
      this.tx.execute(
        sql`DELETE FROM case_timer WHERE complaint_id = ${this.complaintId} AND clock IN (${list(gone)})`,
      );
    }
    const rows = [...this.changed].flatMap((clock) => this.rows.get(clock) ?? []);
    if (rows.length > 0) this.tx.insert(CaseTimer, ...rows.map((row) => ({ ...row, id: newId(CaseTimer) })));
    for (const clock of this.changed) {
      if (this.rows.has(clock)) this.stored.add(clock);
      else this.stored.delete(clock);
    }
    this.changed.clear();
  }
}

export async function readTimers(
  tx: Tx,
  { id: complaintId, track }: Pick<Complaint, "id" | "track">,
  rules: HouseRules,
): Promise<Timers> {
  return new Timers(tx, complaintId, await tx.find(CaseTimer, { complaintId }), rules, track);
}

/** When a clock that starts now runs out, by the length in force; for those that are the same on every track. */
export const dueOf = (rules: HouseRules, clock: Exclude<ClockName, FastClock>, now: number): number =>
  dueAfter(rules.calendar, now, rules.length(`clock.${clock}`));

/** Clocks of an offer, an interim measure or a remedy, not of a state. */
const ACROSS_STATES: readonly ClockName[] = [
  "OFFER_EXPIRY",
  "REMEDY_DUE",
  "REMEDY_OBJECTION",
  "REMEDY_CHECK",
  ...INTERIM_CLOCKS,
];

/** They go on with the case, as long as they mean something in the state entered. */
const goesOn = (clock: ClockName, to: ComplaintStatus): boolean =>
  ACROSS_STATES.includes(clock) && movesByClock(clock, to).length > 0;

/**
 * Leaving a state ends the clocks that run in it, or pauses those the arrow names; entering one starts its clocks, or resumes
 * those that were paused for the state just left. A clock that was paused for it and is no longer wanted ends.
 */
export function applyClocks(timers: Timers, move: Move, from: ComplaintStatus, to: ComplaintStatus, now: number): void {
  if (to === "CLOSED") return timers.stopAll();
  for (const clock of timers.running) {
    if (move.pauses?.includes(clock)) timers.pause(clock, now, to);
    else if (!goesOn(clock, to)) timers.stop(clock);
  }
  if (move.to === "STAYED_FROM") {
    for (const clock of timers.pausedIn(from)) timers.resume(clock, now);
    return;
  }
  startClocks(timers, move.starts ?? CLOCKS_OF[to], now);
  if (to !== "STAYED") for (const clock of timers.pausedIn(from)) timers.stop(clock);
}

export function startClocks(timers: Timers, clocks: readonly ClockName[], now: number): void {
  for (const clock of clocks) if (!timers.resume(clock, now)) timers.run(clock, now);
}
