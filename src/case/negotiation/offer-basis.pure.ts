import type { CompensationBasis } from "../complaints/compensation.pure";
import type { Offer } from "./offer.entity";

/** For the events of an offer: only compensation has a basis. */
export const basisOf = ({ basis }: Pick<Offer, "basis">): Partial<Record<"basis", CompensationBasis>> =>
  basis ? { basis } : {};
