import { raw, sql } from "../../platform/database/sql";
import type { Services } from "../../platform/graphql/context";
import type { JobWork, RunningJob } from "../../platform/jobs/job";
import { RuleVersion } from "../rules/rule-version.entity";
import { concernedProviders } from "./past-rulings.queries";
import { ReplayRun } from "./replay-run";
import { RuleReplay } from "./rule-replay.entity";

/**
 * Recomputes past rulings, one provider after the other, so that memory holds only one provider's history. Only the replay's own
 * tables are written, and a run's rows are visible only once it has ended.
 */
export const replayJob: JobWork = {
  kind: "RULE_REPLAY",
  says: "Applies the draft of a rule to past rulings: `replayRuleDraft`.",
  async run({ database, clock }: Services, job: RunningJob): Promise<void> {
    const replay = await database.byId(RuleReplay, String(job.subject.replayId));
    if (!replay) throw new Error(`no replay for job ${job.id}`);
    const replayedAt = clock.now();
    const versionIds = (await database.find(RuleVersion, { code: replay.code })).map(({ id }) => id);
    const providers = await concernedProviders(database.longReads, versionIds, replay);
    const total = providers.reduce((sum, { rulings }) => sum + rulings, 0);
    const run = new ReplayRun(database, replay, versionIds, replayedAt);
    let done = 0;
    for (const { providerId, rulings } of providers) {
      await job.progress(done, total);
      await run.tryAgain(providerId);
      done += rulings;
    }
    await job.progress(done, total);
    await job.finish(async (tx) => {
      tx.change(replay, { run: run.id, replayedAt, totals: run.totals });
      for (const table of ["replayed_ruling", "replayed_provider"])
        tx.execute(sql`DELETE FROM ${raw(table)} WHERE replay_id = ${replay.id} AND run <> ${run.id}`);
    });
  },
};
