import type { ComplaintStatus } from "../complaints/complaint.lifecycle";

interface Arrival {
  status: ComplaintStatus;
  /** The evidence was reopened by a request. */
  laterRound: boolean;
  /** The request is to its own side, which has not answered yet. */
  asked: boolean;
}

/** Its bytes have arrived and were accepted. */
export const hasArrived = ({ status }: { status: "PENDING" | "STORED" | "REFUSED" | "SUPERSEDED" }): boolean =>
  status === "STORED" || status === "SUPERSEDED";

const SEALED: ReadonlySet<ComplaintStatus> = new Set(["UNDER_REVIEW", "RULED", "APPEALED"]);

/** Late: after the seal, or in a round that was opened for the other side. What is filed of an ordered remedy has no seal to miss. */
export const isLate = ({ status, laterRound, asked }: Arrival): boolean => SEALED.has(status) || (laterRound && !asked);

/** A decision is based on pieces in time, and on late pieces admitted by a reasoned decision. */
export const isCounted = ({
  late,
  lateDecision,
}: {
  late: boolean;
  lateDecision: "ADMITTED" | "NOT_ADMITTED" | null;
}): boolean => !late || lateDecision === "ADMITTED";

/** Whether that side sees it, beside its own and the platform. */
export const isShownTo = (
  { visibility }: { visibility: "PARTIES" | "CONSUMER_SIDE" | "PROVIDER_SIDE" },
  side: "CONSUMER" | "PROVIDER",
): boolean => visibility === "PARTIES" || visibility === `${side}_SIDE`;
