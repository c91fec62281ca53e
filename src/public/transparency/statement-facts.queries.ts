import { nameAt } from "../../accounts/former-name.queries";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import type { Reader } from "../../platform/database/reader";
import { raw, sql } from "../../platform/database/sql";
import type { EventOf } from "../../platform/database/event.entity";
import { Provider } from "../../market/providers/provider.entity";
import { redact } from "../../adjudication/register/redact.pure";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { callsOf } from "./private-names.pure";
import type { StatementFacts } from "./statement.pure";

/** More members than any provider has; keeps the statement bounded. */
const MOST_NAMES = 500;

/** The facts of a measure that has begun, from the rows, with the end given by the event: the row may have changed since. */
export async function readFacts(
  reader: Reader,
  { data, at }: Pick<EventOf<"PENALTY_STARTED">, "data" | "at">,
): Promise<StatementFacts> {
  const penalty = await reader.byId(Penalty, data.penaltyId);
  const ruling = penalty && (await reader.byId(Ruling, penalty.rulingId));
  const complaint = penalty && (await reader.byId(Complaint, penalty.complaintId));
  const provider = penalty && (await reader.byId(Provider, penalty.providerId));
  if (!ruling || !complaint || !provider)
    throw new Error(`no ruling, complaint or provider for penalty ${data.penaltyId}`);
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

/** Everyone whom the case's public texts may name, under their names at its opening: both sides, the provider itself, and those who decided. */
async function namesAround(reader: Reader, ruling: Ruling, openedAt: number): Promise<string[]> {
  const { consumerId, providerId, decidedById, approvedById } = ruling;
  const rows = await reader.query<{ name: string }>(
    sql`SELECT ${raw(nameAt("a", openedAt))} AS name FROM account a WHERE a.id IN (${consumerId}, ${decidedById}, ${approvedById ?? decidedById})
     UNION ALL SELECT login FROM account WHERE id = ${consumerId}
     UNION ALL SELECT ${raw(nameAt("a", openedAt))} FROM provider_member m JOIN account a ON a.id = m.account_id WHERE m.provider_id = ${providerId}
     UNION ALL SELECT legal_name FROM provider WHERE id = ${providerId} LIMIT ${MOST_NAMES}`,
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
  return reader.select(
    RuleVersion,
    sql`FROM rule_version v
     WHERE v.id IN (SELECT f.rule_version_id FROM ruling_finding f WHERE f.ruling_id = ${rulingId} AND f.severity IS NOT NULL)
     ORDER BY v.code`,
    "v",
  );
}
