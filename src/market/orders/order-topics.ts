import type { Order } from "./order.entity";

/** The feeds on which the history of an order is told. */
export const orderTopics = ({ providerId, consumerId }: Pick<Order, "providerId" | "consumerId">): string[] => [
  `orders:${providerId}`,
  `orders:${consumerId}`,
];
