import type { Order } from "./order.entity";

/** The feeds on which an order's events appear. */
export const orderTopics = ({ providerId, consumerId }: Pick<Order, "providerId" | "consumerId">): string[] => [
  `orders:${providerId}`,
  `orders:${consumerId}`,
];
