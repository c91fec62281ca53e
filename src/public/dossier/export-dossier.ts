import { randomBytes } from "node:crypto";
import { lockAccount } from "../../accounts/account/account.queries";
import { recordAccess } from "../../case/access-log/record-access";
import { lockCase } from "../../case/complaints/lock-case";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { Locale } from "../../platform/identity/actor";
import { newId } from "../../platform/ids";
import { startJob } from "../../platform/jobs/job";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { CaseSalt } from "./case-salt.entity";
import { Dossier } from "./dossier.entity";
import type { ExportDossierInput } from "./dossier.types";
import { exporterOf, mayExportFor, type Exporter } from "./dossier.policy";
import { dossierJob } from "./dossier-job";

/** Allowed in every state of the case: by law, the consumer chooses where to take it. */
export async function exportDossier(
  tx: Tx,
  actor: Actor,
  input: ExportDossierInput,
  viewerLocale: Locale,
): Promise<{ dossierId: string }> {
  const { complaintId, reader } = input;
  const complaint = await lockCase(tx, actor, complaintId);
  const exporter = exporterOf(actor, complaint);
  if (!exporter || !mayExportFor({ exporter, reader }))
    throw new Refusal("FORBIDDEN", { reason: "dossier.reader", field: "input.reader", params: { reader } });
  const purpose = purposeOf(exporter, input);
  const rules = await HouseRules.inForce(tx, tx.now);
  await refuseTooMany(tx, actor, rules);
  await ensureSalt(tx, complaintId);
  const id = newId(Dossier);
  const job = await startJob(tx, { kind: dossierJob.kind, subject: { dossierId: id }, requestedById: actor.accountId });
  tx.insert(Dossier, {
    id,
    complaintId,
    reader,
    exporter,
    locale: input.locale ?? viewerLocale,
    redactions: input.redactions.map(({ id: target, fields }) => ({ id: target, fields: fields ?? null })),
    purpose,
    requestedById: actor.accountId,
    requestedAt: tx.now,
    jobId: job.id,
    keptUntil: tx.now + rules.number("dossier.kept", "days") * DAY,
  });
  recordAccess(tx, actor, complaint, { kind: "DOSSIER_EXPORT", targetId: id, reader, purpose });
  return { dossierId: id };
}

/** Anyone who reads other people's cases must say why. */
function purposeOf(exporter: Exporter, { purpose }: ExportDossierInput): string | null {
  if (exporter === "STAFF" && !purpose)
    throw new Refusal("BAD_USER_INPUT", { reason: "dossier.purposeNeeded", field: "input.purpose" });
  return purpose || null;
}

/** Under the person's lock: dossiers of several cases that are asked for at once count one after the other. */
async function refuseTooMany(tx: Tx, { accountId }: Actor, rules: HouseRules): Promise<void> {
  await lockAccount(tx, accountId, "input");
  const most = rules.number("dossier.count", "perPersonAndDay");
  const recent = await tx.query<{ requested_at: number }>(
    sql`SELECT requested_at FROM dossier WHERE requested_by_id = ${accountId} AND requested_at > ${tx.now - DAY} ORDER BY requested_at DESC LIMIT ${most}`,
  );
  const oldest = recent.at(-1);
  if (recent.length >= most && oldest)
    throw new Refusal("LIMIT_REACHED", {
      reason: "dossier.tooMany",
      params: { most },
      availableAt: oldest.requested_at + DAY,
    });
}

/** Under the case's lock, so that a case has only one. */
async function ensureSalt(tx: Tx, complaintId: string): Promise<void> {
  if (await tx.byId(CaseSalt, complaintId)) return;
  tx.insert(CaseSalt, { id: complaintId, secret: randomBytes(32).toString("hex"), createdAt: tx.now });
}
