import { lockAccount } from "../../accounts/account/account.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf, newId } from "../../platform/ids";
import { spanOf } from "../../platform/graphql/date-time-range";
import { startJob } from "../../platform/jobs/job";
import { Refusal } from "../../platform/refusal";
import { RuleDraft } from "../rules/rule-draft.entity";
import { replayJob } from "./replay-job";
import { RuleReplay } from "./rule-replay.entity";
import type { ReplayRuleDraftInput } from "./replay.types";

/** Queues a replay of the draft as it is now. */
export async function replayRuleDraft(
  tx: Tx,
  actor: Actor,
  { ruleDraftId: draftId, decidedAt }: ReplayRuleDraftInput,
): Promise<{ replayId: string }> {
  const draft = isIdOf(RuleDraft, draftId) ? await tx.byId(RuleDraft, draftId) : null;
  if (!draft) throw new Refusal("NOT_FOUND", { field: "input.ruleDraftId" });
  if (draft.status !== "OPEN") throw new Refusal("NOT_IN_THIS_STATE", { reason: "rule.draftNotOpen" });
  const until = Math.min(decidedAt.to ?? tx.now, tx.now);
  const { from, to } = spanOf({ from: decidedAt.from, to: until }, "input.decidedAt", { from: 0, to: until });
  const { code, severity, measures, revision } = draft;
  const id = newId(RuleReplay);
  const requestedById = actor.accountId;
  // How many jobs a person has under way is counted.
  await lockAccount(tx, requestedById, "input");
  const job = await startJob(tx, { kind: replayJob.kind, subject: { replayId: id }, requestedById });
  tx.insert(RuleReplay, {
    id,
    draftId,
    draftRevision: revision,
    code,
    severity,
    measures,
    requestedById,
    jobId: job.id,
    decidedFrom: from,
    decidedBefore: to,
    createdAt: tx.now,
  });
  return { replayId: id };
}
