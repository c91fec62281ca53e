import { nameAt } from "../../accounts/account/former-name.queries";
import { Breach } from "../../case/complaints/breach.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Listing } from "../../market/listings/listing.entity";
import { Penalty } from "../../adjudication/penalties/penalty.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { Reader } from "../../platform/database/reader";
import { raw, sql } from "../../platform/database/sql";
import type { EventOf } from "../../platform/database/event.entity";
import { Provider } from "../../market/providers/provider.entity";
import { redact } from "../../adjudication/register/redact.pure";
import { RuleVersion } from "../../adjudication/rules/rule-version.entity";
import { RulingFinding } from "../../adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { callsOf } from "../../adjudication/register/private-names.pure";
import type { StatementFacts } from "./statement.pure";

/** More members than any provider has; keeps the statement bounded. */
const MOST_NAMES = 500;

type Told = Pick<EventOf<"PENALTY_STARTED">, "data" | "at">;

/** The rows from which the facts come, but the names. */
export async function rowsOf(known: Loaders, { penaltyId }: Told["data"]) {
  const penalty = await known.byId(Penalty, penaltyId);
  const [ruling, complaint, provider, listing] = await Promise.all([
    known.byId(Ruling, penalty?.rulingId ?? null),
    known.byId(Complaint, penalty?.complaintId ?? null),
    known.byId(Provider, penalty?.providerId ?? null),
    known.byId(Listing, penalty?.listingId ?? null),
  ]);
  return { penalty, ruling, complaint, provider, listing, broken: ruling && (await brokenBy(known, ruling)) };
}

/** The facts of a measure that has begun, from the rows, with the end given by the event: the row may have changed since. */
export async function readFacts(reader: Reader, known: Loaders, { data, at }: Told): Promise<StatementFacts> {
  const { penalty, ruling, complaint, provider, listing, broken } = await rowsOf(known, data);
  if (!penalty || !ruling || !complaint || !provider || !broken)
    throw new Error(`no ruling, complaint or provider for penalty ${data.penaltyId}`);
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
    ...broken,
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

/** The kinds of promises that were broken, and the rules. */
async function brokenBy(
  known: Loaders,
  { id, complaintId }: Ruling,
): Promise<Pick<StatementFacts, "promiseKinds" | "rules">> {
  const [findings, breaches] = await Promise.all([
    known.manyBy(RulingFinding, "rulingId", id),
    known.manyBy(Breach, "complaintId", complaintId),
  ]);
  const graded = findings.filter(({ severity }) => severity !== null);
  const ids = [...new Set(graded.map(({ ruleVersionId }) => ruleVersionId))];
  const rules = (await Promise.all(ids.map((each) => known.byId(RuleVersion, each)))).filter((rule) => rule !== null);
  const broken = breaches.filter((breach) => graded.some(({ breachId }) => breachId === breach.id));
  return {
    promiseKinds: [...new Set(broken.map(({ kind }) => kind))].sort(),
    rules: rules.sort((one, other) => (one.code < other.code ? -1 : 1)),
  };
}
