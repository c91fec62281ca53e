import { activeLeads } from "../../accounts/account/leads.queries";
import { HouseRules } from "../../house-rules/house-rules";
import { kindsWith } from "../../house-rules/measures.table";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import {
  approvalShortages,
  signedBefore,
  type ApprovalRule,
  type ApprovalShortage,
  type ApprovedKind,
} from "./approval-reach.pure";
import { needsApproval } from "./standing.pure";

const approvalRule = async (reader: Reader, now: number): Promise<ApprovalRule> =>
  toApprovalRule(await HouseRules.inForce(reader, now));

export function toApprovalRule(rules: HouseRules): ApprovalRule {
  const people = kindsWith("approval", ["ALWAYS"]).filter(needsApproval);
  return {
    people: Object.fromEntries(people.map((kind) => [kind, rules.number(`approvals.${kind}`, "people")])) as Record<
      ApprovedKind,
      number
    >,
    exclusionFrom: rules.number("approvals.exclusion", "leads"),
  };
}

/** Who signed the ruling and so may not decide on the penalty; the leads are counted only where that makes a difference. */
export async function barredFromPenalty(
  reader: Reader,
  ruling: { decidedById: string | null; approvedById: string | null },
  accountId: string,
  now: number,
): Promise<string[]> {
  const leads = ruling.approvedById === accountId ? (await activeLeads(reader)).length : Infinity;
  return signedBefore(ruling, leads, await approvalRule(reader, now));
}

interface Barring {
  /** The penalty, case or provider. */
  whose: string;
  who: string;
}

interface Row {
  id: string;
  kind: ApprovedKind;
  complaintId: string;
  providerId: string;
  consumerId: string;
  decidedById: string | null;
  approvedById: string | null;
}

/** Those that wait longest. */
const MOST = 200;

/** What cannot be approved by anybody any more, or never could be: for the operator and the leads. Ties by granted roles are not counted. */
export async function readApprovalShortages(reader: Reader, now: number): Promise<ApprovalShortage[]> {
  const rule = await approvalRule(reader, now);
  const leads = await activeLeads(reader);
  const rows = await reader.query<Row>(
    sql`SELECT p.id, p.kind, p.complaint_id AS complaintId, p.provider_id AS providerId, g.consumer_id AS consumerId,
       g.decided_by_id AS decidedById, g.approved_by_id AS approvedById
     FROM penalty p JOIN ruling g ON g.id = p.ruling_id WHERE p.status = 'AWAITING_APPROVAL' ORDER BY p.created_at, p.id LIMIT ${MOST}`,
  );
  if (rows.length === 0) return approvalShortages(leads, [], rule);
  const [approvals, recusals, members] = [
    await reader.query<Barring>(
      sql`SELECT a.penalty_id AS whose, a.account_id AS who FROM penalty_approval a WHERE a.penalty_id IN (${list(rows.map(({ id }) => id))})`,
    ),
    await reader.query<Barring>(
      sql`SELECT z.complaint_id AS whose, z.account_id AS who FROM case_recusal z WHERE z.complaint_id IN (${list(rows.map(({ complaintId }) => complaintId))})`,
    ),
    await reader.query<Barring>(
      sql`SELECT m.provider_id AS whose, m.account_id AS who FROM provider_member m WHERE m.provider_id IN (${list(rows.map(({ providerId }) => providerId))})`,
    ),
  ];
  const of = (found: Barring[], id: string): string[] =>
    found.filter((each) => each.whose === id).map(({ who }) => who);
  const waiting = rows.map((row) => ({
    penaltyId: row.id,
    kind: row.kind,
    approvedBy: of(approvals, row.id),
    barred: [
      ...signedBefore(row, leads.length, rule),
      ...of(recusals, row.complaintId),
      ...of(members, row.providerId),
      row.consumerId,
    ],
  }));
  return approvalShortages(leads, waiting, rule);
}
