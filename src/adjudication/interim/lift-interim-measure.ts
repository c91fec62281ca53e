import type { Actor } from "../../accounts/actor/actor";
import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { INTERIM_CLOCKS } from "../../case/complaints/clock-names.pure";
import type { Tx } from "../../platform/database/tx";
import { writeEnd } from "./end-interim";
import type { LiftInterimMeasureInput } from "./interim.types";

/** LIFT_INTERIM_MEASURE. What acts is over, and what was only asked for is refused: for less restriction one person is enough. */
export async function liftInterimMeasure(
  tx: Tx,
  actor: Actor,
  input: LiftInterimMeasureInput,
): Promise<CaseResult<"interimMeasureId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "LIFT_INTERIM_MEASURE");
  const { complaint, facts, timers } = caseFile;
  const { proposed, acting } = facts.interim;
  const { reason } = input;
  const lifted = acting ?? proposed;
  if (!lifted) throw new Error(`${complaint.id} has no interim measure to lift`);
  for (const clock of INTERIM_CLOCKS) timers.stop(clock);
  if (proposed)
    tx.execute("UPDATE interim_measure SET status = 'DECLINED', end_reason = ?, waits_since = NULL WHERE id = ?", [
      reason,
      proposed.id,
    ]);
  if (acting) writeEnd(tx, acting.id, "LIFTED", reason);
  if (acting && proposed)
    caseFile.alongside({ type: "INTERIM_DECLINED", audience: "STAFF", data: { interimId: proposed.id, reason } });
  if (acting)
    caseFile.apply({
      type: "INTERIM_ENDED",
      audience: "PROVIDER_SIDE",
      data: { interimId: acting.id, because: "LIFTED" },
    });
  else if (proposed)
    caseFile.apply({ type: "INTERIM_DECLINED", audience: "STAFF", data: { interimId: proposed.id, reason } });
  return { complaintId: complaint.id, interimMeasureId: lifted.id };
}
