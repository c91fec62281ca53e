import { SYSTEM } from "../../accounts/account/record-on-account";
import { SEVERITIES } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { list, sql } from "../../platform/database/sql";
import { sweepDue } from "../../platform/database/sweep-due";
import type { Tx } from "../../platform/database/tx";
import type { SweptServices } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { cancelInstruction } from "./cancel-instruction";
import { PaymentInstruction } from "./payment-instruction.entity";
import { PaymentSide } from "./payment-side";
import { PayoutHold } from "./payout-hold.entity";
import { requestInstruction } from "./request-instruction";

/** Accepted by a moderator: a consumer's word alone holds nobody's money. */
const HOLDING = ["EVIDENCE", "UNDER_REVIEW", "RULED", "APPEALED", "ENFORCING"] as const;

/**
 * A provider is paid nothing out while a case as grave as the house rule says is open: held with the first such case, released with the last;
 * also once a case is found to be less grave, or the house rule says otherwise.
 */
export async function sweepPayoutHolds({ database, clock, log }: SweptServices): Promise<void> {
  if (!PaymentSide.of(database)) return;
  const rules = await HouseRules.inForce(database, clock.now());
  const grave = SEVERITIES.slice(rules.number("payout.hold", "fromLevel") - 1);
  const isGrave = grave.length > 0 ? sql`c.severity IN (${list([...grave])})` : sql`1 = 0`;
  const idsOf = async (query: ReturnType<typeof sql>): Promise<string[]> =>
    (await database.query<{ id: string }>(query)).map(({ id }) => id);
  if (grave.length > 0)
    await sweepDue(database, log, {
      find: (limit) =>
        idsOf(sql`SELECT c.id FROM complaint c WHERE c.status IN (${list([...HOLDING])}) AND ${isGrave}
          AND NOT EXISTS (SELECT 1 FROM payout_hold h WHERE h.complaint_id = c.id AND h.released_at IS NULL)
          ORDER BY c.id LIMIT ${limit}`),
      act: (tx, id) => hold(tx, id, grave),
      what: "a provider's payouts could not be held",
    });
  await sweepDue(database, log, {
    find: (limit) =>
      idsOf(sql`SELECT h.complaint_id AS id FROM payout_hold h JOIN complaint c ON c.id = h.complaint_id
        WHERE h.released_at IS NULL AND (c.status = 'CLOSED' OR NOT (${isGrave})) ORDER BY h.complaint_id LIMIT ${limit}`),
    act: (tx, id) => release(tx, id, grave),
    what: "a provider's payouts could not be released",
  });
}

async function hold(tx: Tx, complaintId: string, grave: readonly string[]): Promise<boolean> {
  const complaint = await tx.lock(Complaint, complaintId);
  const provider = complaint && (await tx.lock(Provider, complaint.providerId));
  if (!provider || !HOLDING.some((each) => each === complaint.status) || !grave.includes(complaint.severity))
    return false;
  const known = await tx.findOne(PayoutHold, { complaintId });
  if (known && known.releasedAt === null) return false;
  const others = await tx.find(PayoutHold, { providerId: provider.id, releasedAt: null });
  if (known) tx.change(known, { heldAt: tx.now, releasedAt: null });
  else
    tx.insert(PayoutHold, {
      ...{ id: newId(PayoutHold), providerId: provider.id, complaintId },
      ...{ heldAt: tx.now, releasedAt: null },
    });
  if (others.length > 0) return true;
  recordOnProvider(tx, provider, "PAYOUTS_HELD", SYSTEM, "MEMBERS", { complaintId }, [provider.id]);
  await requestInstruction(tx, { kind: "HOLD", providerId: provider.id, complaintId });
  return true;
}

async function release(tx: Tx, complaintId: string, grave: readonly string[]): Promise<boolean> {
  const complaint = await tx.lock(Complaint, complaintId);
  const provider = complaint && (await tx.lock(Provider, complaint.providerId));
  if (!provider || (complaint.status !== "CLOSED" && grave.includes(complaint.severity))) return false;
  const known = await tx.findOne(PayoutHold, { complaintId, releasedAt: null });
  if (!known) return false;
  tx.change(known, { releasedAt: tx.now });
  const others = await tx.find(PayoutHold, { providerId: provider.id, releasedAt: null });
  if (others.length > 0) return true;
  recordOnProvider(tx, provider, "PAYOUTS_RELEASED", SYSTEM, "MEMBERS", { complaintId }, [provider.id]);
  const held = await tx.findOne(
    PaymentInstruction,
    { providerId: provider.id, kind: "HOLD" },
    "ORDER BY requested_at DESC, id DESC",
  );
  // Nobody was told to hold: there is nothing to release.
  if (held?.state === "REQUESTED" && held.attempts === 0) await cancelInstruction(tx, provider, held);
  else await requestInstruction(tx, { kind: "RELEASE", providerId: provider.id, complaintId });
  return true;
}
