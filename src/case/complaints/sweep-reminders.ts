import { sweepDue, type Swept } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import { HouseRules } from "../../house-rules/house-rules";
import { dueOf, readTimers } from "./case-clocks";
import { recordCaseEvent } from "./case-file";
import { REMINDED, type ClockName } from "./clock-names.pure";
import { readFacts } from "./case-facts.queries";
import type { Side } from "./complaint-guards.pure";
import { Complaint } from "./complaint.entity";
import type { Action } from "./complaint.lifecycle";
import { decide, SYSTEM_VIEWER, type Audience } from "./complaint.policy";
import type { SystemAct } from "./sweep-clocks";

interface Due {
  complaint_id: string;
  clock: ClockName;
}

/**
 * Reminds those who should act that a deadline is near, each once, in a transaction of its own under the case's lock: nodes may sweep
 * at once. Returns the number of reminders.
 */
export function sweepReminders({ database, clock, log }: Swept): Promise<number> {
  return sweepDue<Due>(database, log, {
    find: (limit) =>
      database.query("SELECT complaint_id, clock FROM case_timer WHERE remind_at <= ? ORDER BY remind_at LIMIT ?", [
        clock.now(),
        limit,
      ]),
    act: (tx, { complaint_id: id, clock: name }) => remind(tx, id, name),
    key: ({ complaint_id: id, clock: name }) => `${id} ${name}`,
    what: "a reminder failed",
  });
}

/** What a side would do before a clock runs out that concerns both. Of the others each side may act until the end. */
const ACT_BEFORE: Partial<Record<ClockName, Action>> = {
  OFFER_EXPIRY: "ACCEPT_OFFER",
  EVIDENCE_WINDOW: "CLOSE_EVIDENCE",
  EVIDENCE_REQUEST: "ANSWER_EVIDENCE_REQUEST",
  APPEAL_WINDOW: "APPEAL",
  APPEAL_ANSWER: "ANSWER_APPEAL",
};

/** Of two sides, only the one that can still act: who made the offer, closed its evidence or appealed has nothing to do. */
async function audienceOf(tx: Tx, complaint: Complaint, clock: ClockName, rules: HouseRules): Promise<Audience | null> {
  const action = ACT_BEFORE[clock];
  if (action === undefined) return REMINDED[clock] ?? null;
  const facts = await readFacts(tx, complaint, rules, tx.now);
  const mayAct = (side: Side): boolean =>
    decide(action, complaint.status, facts, { ...SYSTEM_VIEWER, side }).refused === null;
  const [consumer, provider] = [mayAct("CONSUMER"), mayAct("PROVIDER")];
  if (consumer && provider) return "PARTIES";
  return consumer ? "CONSUMER_SIDE" : provider ? "PROVIDER_SIDE" : null;
}

/** Read again under the lock: another node may have sent it meanwhile, or someone acted. A deadline that has passed is not near. */
async function remind(tx: Tx, complaintId: string, clock: ClockName): Promise<boolean> {
  const complaint = await tx.lock(Complaint, complaintId);
  const rules = await HouseRules.inForce(tx, tx.now);
  const timers = complaint && (await readTimers(tx, complaint, rules));
  const timer = timers?.get(clock);
  if (!timers || typeof timer?.remindAt !== "number" || timer.remindAt > tx.now) return false;
  timers.forgetReminder(clock);
  timers.save();
  if (timer.dueAt === null || timer.dueAt <= tx.now) return false;
  const audience = await audienceOf(tx, complaint, clock, rules);
  if (audience === null) return false;
  recordCaseEvent(tx, complaint, null, { type: "DEADLINE_NEAR", audience, data: { clock, dueAt: timer.dueAt } });
  return true;
}

/** STAY_REMINDER. Repeated for as long as the stay lasts; counted from now, so that an outage is not followed by several at once. */
export const stayReminder: SystemAct = async (caseFile) => {
  caseFile.timers.start("STAY_REMINDER", caseFile.now, dueOf(caseFile.rules, "STAY_REMINDER", caseFile.now));
  caseFile.apply({ type: "STAY_REMINDER", data: {} });
};
