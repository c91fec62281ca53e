import type { Tx } from "../../platform/database/tx";
import { Evidence } from "./evidence.entity";

/** The piece counts, and takes the place of the one that it names. Of two late ones that name the same, the first that is admitted does. */
export async function supersedeEarlier(tx: Tx, { id, supersedesId }: Evidence): Promise<void> {
  const earlier = supersedesId === null ? null : await tx.byId(Evidence, supersedesId);
  if (earlier?.status === "STORED") tx.change(earlier, { status: "SUPERSEDED", supersededById: id });
}
