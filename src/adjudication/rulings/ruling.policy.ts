import { isStaff, type Actor } from "../../accounts/actor/actor";
import { maySee, sideOf } from "../../case/complaints/complaint.policy";
import type { Ruling } from "./ruling.entity";

/** Drafts, and who decided, are internal to the platform. */
export const maySeeInsideOfRuling = (actor: Actor | null, ruling: Ruling): boolean =>
  isStaff(actor) && sideOf(actor, ruling) === null;

/** The reasons in full are between the parties and the platform. */
export const maySeeFullText = (actor: Actor | null, ruling: Ruling): boolean => maySee(actor, ruling);
