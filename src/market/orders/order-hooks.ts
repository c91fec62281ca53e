import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";

/** Reasons of other rooms why an order does not complete by itself now: each says whether it has one. */
export const ORDER_CONTESTS = new Hook<(tx: Tx, orderId: string) => Promise<boolean>>("ORDER_CONTESTS");
