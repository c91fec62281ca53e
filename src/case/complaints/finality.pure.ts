import type { RefusalGround } from "./case-enums.types";
import type { Complaint } from "./complaint.entity";
import type { ClosureReason } from "./complaint.lifecycle";

/** Closings that decide a dispute, by the platform, an outside body or the sides themselves. */
const DECISIONS: ReadonlySet<ClosureReason> = new Set([
  "SETTLED",
  "DISMISSED",
  "REMEDIED",
  "UNREMEDIED",
  "EXTERNAL",
  "COMPENSATED",
]);

/** Grounds that will hold however often the complaint is made. The others find it wanting, or one too many. */
const FINAL_GROUNDS: ReadonlySet<RefusalGround> = new Set([
  "NOT_COVERED",
  "OUT_OF_TIME",
  "NO_PROMISE",
  "ALREADY_DECIDED",
  "DECIDED_ELSEWHERE",
  "ABUSIVE",
]);

type Closed = Pick<Complaint, "status" | "closureReason" | "currentRulingId" | "refusalGround">;

/** Whether what it complains of is decided. A case that was withdrawn or expired is not, unless a ruling on it is in force. */
export function isDecided({ status, closureReason, currentRulingId, refusalGround }: Closed): boolean {
  if (status !== "CLOSED" || closureReason === null) return false;
  if (currentRulingId !== null || DECISIONS.has(closureReason)) return true;
  return closureReason === "NOT_ACCEPTED" && refusalGround !== null && FINAL_GROUNDS.has(refusalGround);
}
