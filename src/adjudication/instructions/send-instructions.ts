import { Complaint } from "../../case/complaints/complaint.entity";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { HouseRules } from "../../house-rules/house-rules";
import type { Database } from "../../platform/database/database";
import { dueIds, itemFailed } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { DAY, HOUR, MINUTE } from "../../platform/time";
import { messageOf } from "./message-of";
import { lockInstruction } from "./lock-instruction";
import { PaymentInstruction } from "./payment-instruction.entity";
import { PaymentSide } from "./payment-side";
import { factsOf, recordInstruction } from "./record-instruction";

/** At once; the others follow with the next sweep, which must not wait for the payment side for long. */
const TOGETHER = 50;
/** Whoever leads after a process that died meanwhile sends it again after this. */
const LEASE_MS = MINUTE;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = HOUR;

/** Where nothing is paid because of a case: it is stayed, or being decided again. */
const MAY_PAY: ReadonlySet<ComplaintStatus> = new Set(["SETTLING", "RULED", "ENFORCING", "CLOSED"]);

/** Tells the payment side what is committed, at least once and always under the same id, until it accepts it. */
export async function sendInstructions({ database, clock, log }: SweptServices): Promise<void> {
  const side = PaymentSide.of(database);
  if (!side) return;
  const due = await dueIds(
    database,
    "SELECT id FROM payment_instruction WHERE due_at <= ? ORDER BY due_at, id LIMIT ?",
    [clock.now(), TOGETHER],
  );
  await Promise.all(
    due.map(async (id) => {
      try {
        const claimed = await database.transact((tx) => claim(tx, id));
        if (!claimed) return;
        const wrong = await side.tell(id, await messageOf(database, claimed));
        if (wrong !== null) log.warn({ instructionId: id, wrong }, "the payment side did not accept an instruction");
        await settle(database, id, wrong === null);
      } catch (error) {
        itemFailed(log, error, { id }, "an instruction could not be sent");
      }
    }),
  );
}

/** Checks again under the lock. From now on somebody may know of it. */
async function claim(tx: Tx, id: string): Promise<PaymentInstruction | null> {
  const locked = await lockInstruction(tx, id);
  if (!locked?.instruction.isOpen) return null;
  const { instruction, provider } = locked;
  if (instruction.dueAt === null || instruction.dueAt > tx.now) return null;
  if (await mustWait(tx, instruction)) {
    tx.change(instruction, { dueAt: tx.now + MINUTE });
    return null;
  }
  const hours = (await HouseRules.inForce(tx, tx.now)).number("payment.instruction", "hours");
  const answerDueAt = instruction.answerDueAt ?? tx.now + hours * HOUR;
  tx.change(instruction, { attempts: instruction.attempts + 1, dueAt: tx.now + LEASE_MS, answerDueAt });
  if (answerDueAt <= tx.now && instruction.overdueAt === null) {
    tx.change(instruction, { overdueAt: tx.now });
    await recordInstruction(tx, provider, "INSTRUCTION_OVERDUE", factsOf(instruction));
  }
  return instruction;
}

async function mustWait(tx: Tx, { id, kind, providerId, complaintId, attempts }: PaymentInstruction): Promise<boolean> {
  if (attempts > 0 || complaintId === null) return false;
  if (kind === "HOLD" || kind === "RELEASE") return isBehindAnother(tx, providerId, id);
  const complaint = await tx.byId(Complaint, complaintId);
  return kind !== "REPAYMENT" && complaint !== null && !MAY_PAY.has(complaint.status);
}

/** A hold that arrived after its release would stay. */
async function isBehindAnother(tx: Tx, providerId: string, id: string): Promise<boolean> {
  const before = await tx.find(PaymentInstruction, { providerId, kind: ["HOLD", "RELEASE"], state: "REQUESTED" });
  return before.some((each) => each.id < id);
}

/** The answer may have come before the acceptance. One that is not answered is sent again once it is overdue, and then daily. */
async function settle(database: Database, id: string, isAccepted: boolean): Promise<void> {
  await database.transact(async (tx) => {
    const locked = await lockInstruction(tx, id);
    if (!locked?.instruction.isOpen) return;
    const { instruction, provider } = locked;
    const { attempts, answerDueAt } = instruction;
    const again = tx.now + Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
    if (!isAccepted) return tx.change(instruction, { dueAt: again });
    const dueAt = Math.max(answerDueAt ?? 0, tx.now + (instruction.overdueAt === null ? 0 : DAY));
    const isNews = instruction.state === "REQUESTED";
    tx.change(instruction, { dueAt, ...(isNews && { state: "SENT", sentAt: tx.now }) });
    if (isNews) await recordInstruction(tx, provider, "INSTRUCTION_SENT", factsOf(instruction));
  });
}
