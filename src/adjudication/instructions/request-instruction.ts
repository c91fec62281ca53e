import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { PaymentInstruction } from "./payment-instruction.entity";
import { factsOf, recordInstruction } from "./record-instruction";

type Asked = Pick<PaymentInstruction, "kind" | "providerId"> &
  Partial<
    Pick<PaymentInstruction, "id" | "paymentId" | "complaintId" | "remedyId" | "penaltyId" | "amount" | "currency">
  >;

/** It is sent once this is committed (send-instructions.ts): what was decided and what is paid cannot come apart. */
export async function requestInstruction(tx: Tx, asked: Asked): Promise<PaymentInstruction> {
  const provider = await tx.lock(Provider, asked.providerId);
  if (!provider) throw new Error(`provider ${asked.providerId} not found`);
  const instruction = Object.assign(new PaymentInstruction(), {
    ...{ paymentId: null, complaintId: null, remedyId: null, penaltyId: null, amount: null, currency: null },
    ...{ id: newId(PaymentInstruction), ...asked, state: "REQUESTED" as const },
    ...{ requestedAt: tx.now, attempts: 0, dueAt: tx.now, answerDueAt: null, sentAt: null, overdueAt: null },
    ...{ answeredAt: null, movedAt: null, reference: null, failure: null, applyAt: null, flag: null, flaggedAt: null },
  } satisfies Omit<PaymentInstruction, "isOpen" | "isUnderWay">);
  tx.insert(PaymentInstruction, instruction);
  await recordInstruction(tx, provider, "INSTRUCTION_REQUESTED", factsOf(instruction));
  return instruction;
}
