import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Complaint } from "./complaint.entity";

type OnCase = (tx: Tx, complaint: Complaint) => void;

/**
 * A closed case waits for nobody, and one that is reopened must not find anything open from before: no offer, question, draft
 * or return, and no promise that may not be complained about again. Runs before the case itself is written.
 */
export const ON_CLOSE = new Hook<OnCase>("ON_CLOSE");

/** The time for agreeing is over. */
export const ON_ESCALATE = new Hook<OnCase>("ON_ESCALATE");
