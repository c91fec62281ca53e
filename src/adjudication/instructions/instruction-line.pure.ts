import type { InstructionKind, InstructionState } from "./instruction-enums.types";
import type { PaymentInstruction } from "./payment-instruction.entity";

/** What finance lays beside the payment side's own list, one object on each line. */
export interface InstructionLine {
  id: string;
  kind: InstructionKind;
  state: InstructionState;
  amount: number | null;
  currency: string | null;
  reference: string | null;
  failure: string | null;
  providerId: string;
  paymentId: string | null;
  complaintId: string | null;
  requestedAt: string;
  answeredAt: string | null;
}

export const lineOf = (row: PaymentInstruction): InstructionLine => ({
  ...{ id: row.id, kind: row.kind, state: row.state, amount: row.amount, currency: row.currency },
  ...{ reference: row.reference, failure: row.failure },
  ...{ providerId: row.providerId, paymentId: row.paymentId, complaintId: row.complaintId },
  requestedAt: new Date(row.requestedAt).toISOString(),
  answeredAt: row.answeredAt === null ? null : new Date(row.answeredAt).toISOString(),
});
