import type { Actor } from "../../accounts/actor/actor";
import { lockAccount } from "../../accounts/account/account.queries";
import { oneself, recordOnAccount } from "../../accounts/account/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { startJob } from "../../platform/jobs/job";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { dataExportJob } from "./data-export-job";
import { DataExport } from "./data-export.entity";

/** Of oneself only; the operator of the server has a command of its own. */
export async function requestDataExport(tx: Tx, actor: Actor): Promise<{ dataExportId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  const rules = await HouseRules.inForce(tx, tx.now);
  await refuseTooMany(tx, account.id, rules);
  const id = newId(DataExport);
  const job = await startJob(tx, {
    kind: dataExportJob.kind,
    subject: { dataExportId: id },
    requestedById: account.id,
  });
  tx.insert(DataExport, {
    id,
    accountId: account.id,
    requestedAt: tx.now,
    jobId: job.id,
    keptUntil: tx.now + rules.number("dataExport.kept", "days") * DAY,
  });
  recordOnAccount(tx, account, "DATA_EXPORT_REQUESTED", oneself(account), { exportId: id });
  return { dataExportId: id };
}

async function refuseTooMany(tx: Tx, accountId: string, rules: HouseRules): Promise<void> {
  const most = rules.number("dataExport.count", "perPersonAndDay");
  const recent = await tx.query<{ requested_at: number }>(
    sql`SELECT requested_at FROM data_export WHERE account_id = ${accountId} AND requested_at > ${tx.now - DAY} ORDER BY requested_at DESC LIMIT ${most}`,
  );
  const oldest = recent.at(-1);
  if (recent.length >= most && oldest)
    throw new Refusal("LIMIT_REACHED", {
      reason: "dataExport.tooMany",
      params: { most },
      availableAt: oldest.requested_at + DAY,
    });
}
