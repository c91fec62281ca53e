import { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { Ruling } from "../rulings/ruling.entity";
import type { Remedy } from "./remedy.entity";

/** Nothing orders any longer what a reversed ruling did, what was contested, and what another agreement or a ruling has replaced. */
export async function isOrderedStill(
  reader: Pick<Reader, "byId">,
  { isCancelled, rulingId, complaintId }: Remedy,
): Promise<boolean> {
  if (isCancelled) return false;
  if (rulingId !== null) return (await reader.byId(Ruling, rulingId))?.status !== "REVERSED";
  return (await reader.byId(Complaint, complaintId))?.currentRulingId === null;
}
