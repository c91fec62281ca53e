import type { Order } from "../../market/orders/order.entity";
import { CHECKED_BY_REQUESTS, type OrderRecord } from "../../market/orders/order-record.pure";
import type { Reader } from "../../platform/database/reader";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { Complaint } from "./complaint.entity";

/** The platform's own records of an order, as far as promises of these kinds are checked against them. */
export async function readOrderRecord(
  reader: Reader,
  order: Order,
  kinds: readonly PromiseKind[],
): Promise<OrderRecord> {
  const asksCases = kinds.some((kind) => CHECKED_BY_REQUESTS.has(kind));
  return toOrderRecord(order, asksCases ? await reader.find(Complaint, { orderId: order.id }) : []);
}

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
