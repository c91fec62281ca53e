import type { Reader } from "../../platform/database/reader";
import { MarketplaceRecord } from "./marketplace-record.entity";
import { MarketplaceSource } from "./marketplace-source.entity";

/** What the source of that name calls so: another's order of the same number is another order. */
export async function orderOfSource(reader: Reader, sourceName: string, externalId: string): Promise<string | null> {
  const source = await reader.findOne(MarketplaceSource, { name: sourceName });
  const record =
    source && (await reader.findOne(MarketplaceRecord, { sourceId: source.id, kind: "ORDER", externalId }));
  return record?.targetId ?? null;
}

/** The name of the source that an order came from; null for one that was placed here. */
export async function sourceOfOrder(reader: Reader, orderId: string): Promise<string | null> {
  const record = await reader.findOne(MarketplaceRecord, { kind: "ORDER", targetId: orderId });
  return record && ((await reader.byId(MarketplaceSource, record.sourceId))?.name ?? null);
}
