import { maySeeAudience, sideOf } from "../complaints/complaint.policy";
import type { Side } from "../complaints/complaint.guards";
import { isStaff, type Actor } from "../platform/identity/actor";

interface Parties {
  consumerId: string;
  providerId: string;
}

interface Piece {
  side: Side;
  visibility: "PARTIES" | "CONSUMER_SIDE" | "PROVIDER_SIDE";
  status: "PENDING" | "STORED" | "SUPERSEDED";
  submittedById: string;
}

export const evidencePolicy = {
  /** A moderator who is a party of the case sees it as that party. */
  see(actor: Actor | null, parties: Parties, piece: Piece): boolean {
    if (piece.status === "PENDING")
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
