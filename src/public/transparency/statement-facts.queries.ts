import { nameAt } from "../../accounts/former-name.queries";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import type { EventOf } from "../../platform/database/event.entity";
import { Provider } from "../../market/providers/provider.entity";
import { redact } from "../../adjudication/register/redact.pure";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { callsOf } from "./private-names.pure";
import type { StatementFacts } from "./statement.pure";

/** More members than any provider has; the statement is kept bounded all the same. */
const MOST_NAMES = 500;

/** What the rows say of a measure that has begun, and when the event says that it ends: the row may have moved on. */
export async function readFacts(
  reader: Reader,
  { data, at }: Pick<EventOf<"PENALTY_STARTED">, "data" | "at">,
): Promise<StatementFacts> {
  const penalty = await reader.byId(Penalty, data.penaltyId);
  const ruling = penalty && (await reader.byId(Ruling, penalty.rulingId));
  const complaint = penalty && (await reader.byId(Complaint, penalty.complaintId));
  const provider = penalty && (await reader.byId(Provider, penalty.providerId));
  if (!ruling || !complaint || !provider) throw new Error(`nobody knows what ${data.penaltyId} is about`);
  const listing = penalty.listingId === null ? null : await reader.byId(Listing, penalty.listingId);
  const names = await namesAround(reader, ruling, complaint.openedAt);
  const withoutNames = (text: string): string => redact(text, { names });
  const { amount, currency } = penalty;
  return {
    penaltyId: penalty.id,
    kind: penalty.kind,
    cause: penalty.cause,
    isOfListing: listing !== null,
    startsAt: data.startsAt ?? at,
    endsAt: data.endsAt,
    amount: amount === null || currency === null ? null : { amount, currency },
    reason: withoutNames(penalty.reason),
    breachClass: complaint.breachClass,
    promiseKinds: await brokenKinds(reader, ruling.id),
    rules: await rulesBroken(reader, ruling.id),
    publicText: withoutNames(ruling.publicText),
    hostedSince: (listing ?? provider).createdAt,
  };
}

/** Everybody whom the case's public words may call by name, as they were called when it was opened: both sides, the provider itself, and those who decided. */
async function namesAround(reader: Reader, ruling: Ruling, openedAt: number): Promise<string[]> {
  const { consumerId, providerId, decidedById, approvedById } = ruling;
  const rows = await reader.query<{ name: string }>(
    `SELECT ${nameAt("a", openedAt)} AS name FROM account a WHERE a.id IN (?, ?, ?)
     UNION ALL SELECT login FROM account WHERE id = ?
     UNION ALL SELECT ${nameAt("a", openedAt)} FROM provider_member m JOIN account a ON a.id = m.account_id WHERE m.provider_id = ?
     UNION ALL SELECT legal_name FROM provider WHERE id = ? LIMIT ${MOST_NAMES}`,
    [consumerId, decidedById, approvedById ?? decidedById, consumerId, providerId, providerId],
  );
  return rows.flatMap(({ name }) => callsOf(name));
}

async function brokenKinds(reader: Reader, rulingId: string): Promise<string[]> {
  const rows = await reader.query<{ kind: string }>(
    `SELECT DISTINCT b.kind FROM ruling_finding f JOIN breach b ON b.id = f.breach_id
     WHERE f.ruling_id = ? AND f.severity IS NOT NULL ORDER BY b.kind`,
    [rulingId],
  );
  return rows.map(({ kind }) => kind);
}

async function rulesBroken(reader: Reader, rulingId: string): Promise<RuleVersion[]> {
  const mapper = reader.mapper(RuleVersion);
  const rows = await reader.query(
    `SELECT ${mapper.select("v")} FROM rule_version v
     WHERE v.id IN (SELECT f.rule_version_id FROM ruling_finding f WHERE f.ruling_id = ? AND f.severity IS NOT NULL)
     ORDER BY v.code`,
    [rulingId],
  );
  return rows.map((row) => mapper.hydrate(row));
}
