import { maySeeAudience, sideOf } from "../complaints/complaint.policy";
import type { Side } from "../complaints/complaint-guards.pure";
import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import { isStaff, type Actor } from "../../accounts/actor";

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

interface Arrival {
  status: ComplaintStatus;
  /** The evidence was opened again to ask somebody for something. */
  laterRound: boolean;
  /** Its own side was asked, and has not answered yet. */
  asked: boolean;
}

export const evidencePolicy = {
  /** Its bytes have come, and were taken. */
  isThere: ({ status }: Pick<Piece, "status">): boolean => status === "STORED" || status === "SUPERSEDED",
  /** The other side gets the copy that tells nothing besides the picture; the own side and the platform get what was submitted. */
  getsCopy: (reader: Side | null, { side }: Pick<Piece, "side">): boolean => reader !== null && reader !== side,
  /** Late: after the seal, or in a round that was opened for the other side. */
  isLate: ({ status, laterRound, asked }: Arrival): boolean => status === "UNDER_REVIEW" || (laterRound && !asked),
  /** A decision is founded on what came in time, and on late pieces that were admitted by a reasoned order. */
  counts: ({ late, lateDecision }: { late: boolean; lateDecision: "ADMITTED" | "NOT_ADMITTED" | null }): boolean =>
    !late || lateDecision === "ADMITTED",
  /** A moderator who is a party of the case sees it as that party. */
  see(actor: Actor | null, parties: Parties, piece: Piece): boolean {
    if (!evidencePolicy.isThere(piece))
      return actor?.accountId === piece.submittedById && sideOf(actor, parties) === piece.side;
    const side = sideOf(actor, parties);
    return maySeeAudience(piece.visibility, { side, isStaff: side === null && isStaff(actor) });
  },
  /** A side shows its evidence to everybody concerned, or keeps it between itself and the platform. */
  mayHide: (side: Side, visibility: Piece["visibility"]): boolean =>
    visibility === "PARTIES" || visibility === `${side}_SIDE`,
  /** What the other side has seen must not be replaced by something it cannot see. */
  maySupersede: (side: Side, earlier: Piece, visibility: Piece["visibility"]): boolean =>
    earlier.side === side &&
    earlier.status === "STORED" &&
    (earlier.visibility !== "PARTIES" || visibility === "PARTIES"),
};
