import type { Order } from "../../market/orders/order.entity";
import { DAY } from "../../platform/time";
import type { HouseRules } from "../../house-rules/house-rules";

export const fileableUntil = ({ placedAt }: Pick<Order, "placedAt">, rules: HouseRules): number =>
  placedAt + rules.number("filing.window", "days") * DAY;
