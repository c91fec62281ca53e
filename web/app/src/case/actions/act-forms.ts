import type { ComplaintAction } from "../../api/schema.generated";
import type { PlacedAction } from "../action-places";
import { deskActs } from "./desk-acts";
import { negotiationActs } from "./negotiation-acts";
import { partyActs } from "./party-acts";
import type { ActForm } from "./ask";

/** A form for every action that has no place of its own; if an action of the schema is missing here, the code does not compile. */
export const ACT_FORMS: Record<Exclude<ComplaintAction, PlacedAction>, ActForm> = {
  ...negotiationActs,
  ...partyActs,
  ...deskActs,
};
