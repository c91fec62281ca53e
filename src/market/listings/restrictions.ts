import {
  kindsWith,
  RESTRICTION_KINDS,
  type MarketRestriction,
  type RestrictionKind,
} from "../../house-rules/measures.table";
import type { Reader } from "../../platform/database/reader";
import { list, sql, type Sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal, type Obstacle, type RefusalCode } from "../../platform/refusal";
import { actsAt, isOfKind, pausesAt } from "../providers/penalty-acts.queries";
import { Provider } from "../providers/provider.entity";
import type { ProviderStatus } from "../providers/provider-status.types";
import { canWrite } from "./listing.pure";

/** The kinds that suspend or terminate. */
const EXPELLING: readonly RestrictionKind[] = kindsWith("restricts", ["TRADE", "COOPERATION"]);

/** A penalty in force now. */
export interface Restriction {
  kind: RestrictionKind;
  /** The one listing it freezes; null when it concerns the whole provider. */
  listingId: string | null;
  /** Epoch milliseconds; null when it does not end automatically. */
  until: number | null;
}

/**
 * New orders are paused although nothing is decided: by an interim measure, or while a penalty waits for approval. No penalty, and
 * shown to no one as one.
 */
export interface Pause {
  /** The one listing it concerns; null when it concerns the whole provider. */
  listingId: string | null;
  /** Epoch milliseconds; null when a decision ends it. */
  until: number | null;
}

/** What a provider may not do at one moment, and for how long. */
export class Restrictions {
  constructor(
    readonly acting: readonly Restriction[],
    private readonly pauses: readonly Pause[] = [],
  ) {}

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

  isPaused(listingId: string): boolean {
    return this.pausing(listingId).length > 0;
  }

  whyNotPublish(): Obstacle | null {
    return obstacleOf("PROVIDER_RESTRICTED", this.expelling);
  }

  /**
   * What is frozen alone would be sold on as another listing: while one of them is, or its orders are paused, no other is listed. Those that are
   * listed already go on.
   */
  whyNotListBeside(listingId: string): Obstacle | null {
    const named = [...this.those("ORDERS"), ...this.pauses].filter(
      (each) => each.listingId !== null && each.listingId !== listingId,
    );
    if (named.length === 0) return null;
    const until = lastEnd(named);
    return until === null
      ? { code: "PROVIDER_RESTRICTED", reason: "restricted.beside.undecided" }
      : { code: "PROVIDER_RESTRICTED", reason: "restricted.beside", availableAt: until };
  }

  whyNotSell(listingId: string): Obstacle | null {
    return (
      obstacleOf("LISTING_UNAVAILABLE", [...this.expelling, ...this.freezing(listingId)]) ??
      pausedBy(this.pausing(listingId))
    );
  }

  private get expelling(): Restriction[] {
    return this.acting.filter(({ kind }) => EXPELLING.includes(kind));
  }

  private freezing(listingId: string): Restriction[] {
    return this.those("ORDERS").filter((restriction) => (restriction.listingId ?? listingId) === listingId);
  }

  private pausing(listingId: string): Pause[] {
    return this.pauses.filter((pause) => (pause.listingId ?? listingId) === listingId);
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
  const mine = sql`p.provider_id IN (${list(providerIds)})`;
  const acting = sql`SELECT p.provider_id, p.kind, p.listing_id AS listingId, p.ends_at AS until FROM penalty p
     WHERE ${mine} AND ${isOfKind(RESTRICTION_KINDS)} AND ${actsAt(now)}
     UNION ALL SELECT x.provider_id, NULL, x.listing_id, x.until FROM (${pausesAt(now, mine)}) x`;
  const ofPenalties = reader.knownBy(acting, "penalty", "provider_id", providerIds);
  const rows = await reader.query<Pause & { provider_id: string; kind: RestrictionKind | null }>(
    reader.knownBy(ofPenalties, "interim_measure", "provider_id", providerIds),
  );
  const byProvider = new Map<string, { acting: Restriction[]; pauses: Pause[] }>();
  for (const { provider_id: id, kind, ...rest } of rows) {
    const known = byProvider.get(id) ?? { acting: [], pauses: [] };
    if (kind === null) known.pauses.push(rest);
    else known.acting.push({ kind, ...rest });
    byProvider.set(id, known);
  }
  return new Map([...byProvider].map(([id, known]) => [id, new Restrictions(known.acting, known.pauses)]));
}

/** SQL: whether a penalty in force makes the provider `hidden`, for statements that read other things beside. */
export const isHiddenAt = (at: number, providerId: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM penalty p WHERE p.provider_id = ${providerId} AND ${isOfKind(EXPELLING)} AND ${actsAt(at)})`;

const BARRED: readonly ProviderStatus[] = ["SUSPENDED", "TERMINATED"];

/** Suspended or terminated by its vetting; `Restrictions.hidden` says whether a penalty does the same. */
export const isBarredBy = ({ status }: Pick<Provider, "status">): boolean => BARRED.includes(status);

/** Every command that publishes asks this, under the provider's lock. */
export async function refuseRestrictedPublishing(tx: Tx, provider: Provider): Promise<void> {
  const obstacle = (await restrictionsOf(tx, provider.id, tx.now)).whyNotPublish();
  if (obstacle) throw new Refusal(obstacle.code, obstacle);
  if (!canWrite(provider.status)) throw new Refusal("PROVIDER_RESTRICTED", { reason: "restricted.notActive" });
}

/** The kinds that keep a provider from selling something, the mildest first. */
const BARRING = kindsWith("restricts", ["ORDERS", "TRADE", "COOPERATION"]);

function obstacleOf(code: RefusalCode, standing: Restriction[]): Obstacle | null {
  const by = BARRING.filter((kind) => standing.some((restriction) => restriction.kind === kind)).at(-1);
  if (by === undefined) return null;
  const until = lastEnd(standing);
  if (until !== null) return { code, reason: `restricted.${by}` as const, availableAt: until };
  // Of the restrictions that can end, only a freeze until debts are paid has no date.
  return { code, reason: by === "TERMINATION" ? `restricted.${by}` : (`restricted.${by}.unpaid` as const) };
}

function pausedBy(pauses: readonly Pause[]): Obstacle | null {
  if (pauses.length === 0) return null;
  const until = lastEnd(pauses);
  const reason = until === null ? "restricted.paused.undecided" : "restricted.paused";
  return { code: "LISTING_UNAVAILABLE", reason, ...(until === null ? {} : { availableAt: until }) };
}

/** When all of them are over; null when one never is. */
function lastEnd(restrictions: readonly { until: number | null }[]): number | null {
  if (restrictions.length === 0 || restrictions.some(({ until }) => until === null)) return null;
  return Math.max(...restrictions.map(({ until }) => until ?? 0));
}
