import { maySeeAudience, sideOf } from "../complaints/complaint.policy";
import type { Side } from "../complaints/complaint-guards.pure";
import { isStaff, type Actor } from "../../accounts/actor/actor";
import { hasArrived } from "./evidence.pure";

interface Parties {
  consumerId: string;
  providerId: string;
}

interface Piece {
  side: Side;
  visibility: "PARTIES" | "CONSUMER_SIDE" | "PROVIDER_SIDE";
  status: "PENDING" | "STORED" | "REFUSED" | "SUPERSEDED";
  submittedById: string;
}

/** A moderator who is a party of the case sees it as that party. */
export function maySeeEvidence(actor: Actor | null, parties: Parties, piece: Piece): boolean {
  const side = sideOf(actor, parties);
  if (!hasArrived(piece)) return actor?.accountId === piece.submittedById && side === piece.side;
  return maySeeAudience(piece.visibility, { side, isStaff: side === null && isStaff(actor) });
}

/** The other side gets the copy without metadata; its own side and the platform get what was submitted. */
export const getsCopy = (reader: Side | null, { side }: Pick<Piece, "side">): boolean =>
  reader !== null && reader !== side;

/** A side shows its evidence to all parties, or keeps it between itself and the platform. */
export const mayChooseVisibility = (side: Side, visibility: Piece["visibility"]): boolean =>
  visibility === "PARTIES" || visibility === `${side}_SIDE`;

/** A piece the other side has seen must not be replaced by one it cannot see. */
export const maySupersede = (side: Side, earlier: Piece, visibility: Piece["visibility"]): boolean =>
  earlier.side === side &&
  earlier.status === "STORED" &&
  (earlier.visibility !== "PARTIES" || visibility === "PARTIES");
