import type { Actor } from "../../accounts/actor/actor";
import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { CaseFacts } from "./complaint-guards.pure";
import type { Complaint } from "./complaint.entity";

/** What decides whether a person may open a complaint now. */
export type NewComplaint = Pick<Complaint, "consumerId" | "breachClass">;

/** A person is about to open a complaint, which a room may refuse. Not asked for cases that the platform opens for someone. */
export const ON_FILE = new Hook<(tx: Tx, complaint: NewComplaint) => Promise<void>>("ON_FILE");

/** Staff, who are no side of them, are about to be shown what these cases are about. */
export const ON_READ = new Hook<(tx: Tx, actor: Actor, complaints: readonly Complaint[]) => void>("ON_READ");

type OnCase = (tx: Tx, complaint: Complaint) => void;

/**
 * A closed case waits for no one, and a reopened one must not find anything left open from before: no offer, question, draft
 * or return, and no promise still blocked from a new complaint. Runs before the case itself is written.
 */
export const ON_CLOSE = new Hook<(tx: Tx, complaint: Complaint, facts: CaseFacts) => void>("ON_CLOSE");

/** The talks between the sides are over, see `endsTalks`. */
export const ON_TALKS_END = new Hook<OnCase>("ON_TALKS_END");

/** The sides have agreed: the platform waits for nothing that it asked them. */
export const ON_AGREE = new Hook<OnCase>("ON_AGREE");
