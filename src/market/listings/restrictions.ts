import {
  kindsWith,
  measureOf,
  RESTRICTION_KINDS,
  type MarketRestriction,
  type RestrictionKind,
} from "../../house-rules/measures.table";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal, type Obstacle, type RefusalCode } from "../../platform/refusal";
import { actsAt, isOfKind } from "../providers/penalty-acts.queries";
import { Provider } from "../providers/provider.entity";
import type { ProviderStatus } from "../providers/provider-status.types";
import { canWrite } from "./listing.pure";

/** A penalty in force now. */
export interface Restriction {
  kind: RestrictionKind;
  /** The one listing it freezes; null when it concerns the whole provider. */
  listingId: string | null;
  /** Epoch milliseconds; null when it does not end automatically. */
  until: number | null;
}

/** What a provider may not do at one moment, and for how long. */
export class Restrictions {
  constructor(readonly acting: readonly Restriction[]) {}

  /** Suspended or terminated: neither publishes nor sells, and is out of search. May still defend itself and perform. */
  get hidden(): boolean {
    return this.expelling.length > 0;
  }

  get mayPublish(): boolean {
    return !this.hidden;
  }

  get maySell(): boolean {
    return !this.hidden;
  }

  get demoted(): boolean {
    return this.those("PLACE").length > 0;
  }

  get frozenListingIds(): string[] | "ALL" {
    const ids = this.those("ORDERS").map(({ listingId }) => listingId);
    return ids.includes(null) ? "ALL" : [...new Set(ids as string[])];
  }

  /** The gravest kind in force. */
  get by(): RestrictionKind | null {
    return (
      RESTRICTION_KINDS.filter((kind) => this.acting.some((restriction) => restriction.kind === kind)).at(-1) ?? null
    );
  }

  /** When the gravest kind ends. */
  get until(): number | null {
    return lastEnd(this.acting.filter(({ kind }) => kind === this.by));
  }

  isFrozen(listingId: string): boolean {
    return this.freezing(listingId).length > 0;
  }

  whyNotPublish(): Obstacle | null {
    return obstacleOf("PROVIDER_RESTRICTED", this.expelling);
  }

  whyNotSell(listingId: string): Obstacle | null {
    return obstacleOf("LISTING_UNAVAILABLE", [...this.expelling, ...this.freezing(listingId)]);
  }

  private get expelling(): Restriction[] {
    return this.those("TRADE", "COOPERATION");
  }

  private freezing(listingId: string): Restriction[] {
    return this.those("ORDERS").filter((restriction) => (restriction.listingId ?? listingId) === listingId);
  }

  private those(...what: MarketRestriction[]): Restriction[] {
    const kinds: readonly RestrictionKind[] = kindsWith("restricts", what);
    return this.acting.filter(({ kind }) => kinds.includes(kind));
  }
}

export async function restrictionsOf(reader: Reader, providerId: string, now: number): Promise<Restrictions> {
  return (await restrictionsByProvider(reader, [providerId], now)).get(providerId) ?? new Restrictions([]);
}

/** Providers without any restriction are left out. */
export async function restrictionsByProvider(
  reader: Reader,
  providerIds: readonly string[],
  now: number,
): Promise<Map<string, Restrictions>> {
  const rows = await reader.query<Restriction & { provider_id: string }>(
    sql`SELECT p.provider_id, p.kind, p.listing_id AS listingId, p.ends_at AS until FROM penalty p
     WHERE p.provider_id IN (${list(providerIds)}) AND ${isOfKind(RESTRICTION_KINDS)} AND ${actsAt(now)}`,
  );
  const acting = new Map<string, Restriction[]>(rows.map((row) => [row.provider_id, []]));
  for (const { provider_id, ...restriction } of rows) acting.get(provider_id)?.push(restriction);
  return new Map([...acting].map(([providerId, restrictions]) => [providerId, new Restrictions(restrictions)]));
}

const BARRED: readonly ProviderStatus[] = ["SUSPENDED", "TERMINATED"];

/** Suspended or terminated at this moment, by its vetting or by a penalty. */
export async function isBarred(reader: Reader, providerId: string, now: number): Promise<boolean> {
  const provider = await reader.byId(Provider, providerId);
  if (provider && isBarredBy(provider)) return true;
  return (await restrictionsOf(reader, providerId, now)).hidden;
}

export const isBarredBy = ({ status }: Pick<Provider, "status">): boolean => BARRED.includes(status);

/** Every command that publishes asks this, under the provider's lock. */
export async function refuseRestrictedPublishing(tx: Tx, provider: Provider): Promise<void> {
  const obstacle = (await restrictionsOf(tx, provider.id, tx.now)).whyNotPublish();
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  if (!canWrite(provider.status)) throw new Refusal("PROVIDER_RESTRICTED", { reason: "restricted.notActive" });
}

function obstacleOf(code: RefusalCode, standing: Restriction[]): Obstacle | null {
  const { by } = new Restrictions(standing);
  if (by === null) return null;
  const until = lastEnd(standing);
  // Of the restrictions that can end, only a freeze until debts are paid has no date.
  const unpaid = until === null && measureOf(by).restricts !== "COOPERATION" ? ".unpaid" : "";
  return { code, reason: `restricted.${by}${unpaid}`, ...(until === null ? {} : { availableAt: until }) };
}

/** When all of them are over; null when one never is. */
function lastEnd(restrictions: readonly Restriction[]): number | null {
  if (restrictions.length === 0 || restrictions.some(({ until }) => until === null)) return null;
  return Math.max(...restrictions.map(({ until }) => until ?? 0));
}
