import type { SweptServices } from "../../platform/graphql/context";
import { KEPT_FOR } from "./sandbox-limits.table";

/** Forgets the sandboxes that nobody has used for long. */
export async function sweepSandboxes({ database, clock }: SweptServices): Promise<void> {
  const before = clock.now() - KEPT_FOR;
  const [unused] = await database.query("SELECT id FROM sandbox WHERE last_used_at < ? LIMIT 1", [before]);
  if (unused) await database.transact(async (tx) => tx.execute("DELETE FROM sandbox WHERE last_used_at < ?", [before]));
}
