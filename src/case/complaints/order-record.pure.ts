import type { OrderRecord } from "../../market/orders/order-record.pure";
import type { Complaint } from "./complaint.entity";

/** What of a complaint an order's record needs. */
export type Asked = Pick<
  Complaint,
  "openedAt" | "providerFirstResponseAt" | "status" | "demandKind" | "providerRefusedAt"
>;

/** A complaint is how a consumer asks something of a provider through the platform. */
export const toOrderRecord = (order: Omit<OrderRecord, "requests">, cases: readonly Asked[]): OrderRecord => ({
  ...order,
  requests: cases.map((complaint) => ({
    askedAt: complaint.openedAt,
    answeredAt: complaint.providerFirstResponseAt,
    waits: complaint.status === "NEGOTIATING",
    returnAsked: complaint.demandKind === "RETURN_AND_REFUND",
    returnRefused: complaint.demandKind === "RETURN_AND_REFUND" && complaint.providerRefusedAt !== null,
  })),
});
