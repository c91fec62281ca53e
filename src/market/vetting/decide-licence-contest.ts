import type { Author } from "../../accounts/account/record-on-account";
import { refuseConflict } from "../../accounts/actor/refuse-conflict";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { letGoLicence } from "../providers/hold-licence";
import { recordVetting } from "./record-vetting";
import { settleStanding } from "./settle-standing";
import { openContest } from "./open-contest";

/** A holder that loses the licence is suspended until it proves one of its own; the claimant is vetted like any applicant. */
export async function decideLicenceContest(
  tx: Tx,
  actor: Actor,
  { contestId, upheld, reason }: { contestId: string; upheld: boolean; reason: string },
): Promise<{ contestId: string }> {
  const { contest, providers } = await openContest(tx, contestId, () => true);
  for (const providerId of [contest.claimantId, contest.holderId]) refuseConflict(actor, providerId, "input.contestId");
  if (upheld && contest.answeredAt === null && tx.now < contest.answerUntil)
    throw new Refusal("NOT_YET", { reason: "licenceContest.notHeard", availableAt: contest.answerUntil });
  tx.change(contest, {
    status: upheld ? "UPHELD" : "DISMISSED",
    openKey: null,
    decidedById: actor.accountId,
    decidedAt: tx.now,
    decisionReason: reason,
  });
  const author: Author = { actorId: actor.accountId, actorRole: "INSPECTOR" };
  const claimed = providers.find(({ id }) => id === contest.claimantId)?.licenceNo;
  for (const provider of providers) {
    recordVetting(tx, provider, "LICENCE_CONTEST_DECIDED", author, { contestId, upheld: upheld ? 1 : 0 }, [
      provider.id,
    ]);
    // Either may have shown another licence meanwhile.
    if (!upheld || provider.id !== contest.holderId || provider.licenceKey !== claimed) continue;
    letGoLicence(tx, provider);
    await settleStanding(tx, provider, author);
  }
  return { contestId };
}
