import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { MarketplaceSource } from "./marketplace-source.entity";

/** The row of a source, without checks. */
export function makeSource(tx: Tx, source: Pick<MarketplaceSource, "name" | "title" | "createdById">): string {
  const id = newId(MarketplaceSource);
  tx.insert(MarketplaceSource, { id, ...source, createdAt: tx.now });
  return id;
}
