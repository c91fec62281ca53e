import { Complaint } from "../../case/complaints/complaint.entity";
import { sourceOfOrder } from "../../market/intake/intake.queries";
import { Order } from "../../market/orders/order.entity";
import type { Reader } from "../../platform/database/reader";
import type { InstructionKind } from "./instruction-enums.types";
import type { PaymentInstruction } from "./payment-instruction.entity";

type Purse = "CONSUMER" | "PROVIDER" | "DEPOSIT" | "PLATFORM";

/** From whom money goes to whom; PROVIDER: what the payment side holds for the provider besides the deposit. */
const WAYS: Readonly<Record<InstructionKind, readonly [from: Purse, to: Purse] | null>> = {
  PAYOUT: ["DEPOSIT", "CONSUMER"],
  REFUND: ["PROVIDER", "CONSUMER"],
  FINE: ["PROVIDER", "PLATFORM"],
  DEPOSIT: ["PROVIDER", "DEPOSIT"],
  REPAYMENT: ["CONSUMER", "DEPOSIT"],
  HOLD: null,
  RELEASE: null,
};

/** What the payment side is told: the same bytes each time. */
export async function messageOf(reader: Reader, instruction: PaymentInstruction): Promise<string> {
  const { id, kind, amount, currency, providerId, complaintId, remedyId, penaltyId, paymentId } = instruction;
  const complaint = await reader.byId(Complaint, complaintId);
  const order = complaint && (await reader.byId(Order, complaint.orderId));
  const way = WAYS[kind];
  return JSON.stringify({
    type: "payment.instruction",
    timestamp: new Date(instruction.requestedAt).toISOString(),
    data: {
      ...{ id, kind, amount, currency },
      ...{ from: way?.[0] ?? null, to: way?.[1] ?? null },
      providerId,
      consumerId: complaint?.consumerId ?? null,
      ...{ orderId: order?.id ?? null, orderNumber: order?.externalNumber ?? null },
      orderSource: order && (await sourceOfOrder(reader, order.id)),
      ...{ complaintId, externalComplaintId: complaint?.externalId ?? null },
      ...{ paymentId, remedyId, penaltyId },
    },
  });
}
