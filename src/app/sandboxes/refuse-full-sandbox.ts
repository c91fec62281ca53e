import { DatabaseFull } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import { MOST_BYTES } from "./sandbox-limits.table";

/**
 * Before each transaction of what people and programs do in a sandbox, and of what falls due there: one request, or one connection, may make any number
 * of them, and its door (sandbox-host.ts) looks at the first only.
 */
export async function refuseFullSandbox(tx: Tx): Promise<void> {
  const [row] = await tx.query<{ bytes: number }>(
    "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
  );
  if (row && row.bytes > MOST_BYTES) throw new DatabaseFull("LIMIT_REACHED", { reason: "sandbox.full" });
}
