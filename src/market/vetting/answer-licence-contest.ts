import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { isMemberOf, isOwnerOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { recordVetting } from "./record-vetting";
import { closedContest, openContest } from "./open-contest";

/** The holder's answer, given once. */
export async function answerLicenceContest(
  tx: Tx,
  actor: Actor,
  { contestId, text }: { contestId: string; text: string },
): Promise<{ contestId: string }> {
  const { contest, providers } = await openContest(tx, contestId, ({ holderId }) => isMemberOf(actor, holderId));
  if (!isOwnerOf(actor, contest.holderId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field: "input.contestId" });
  if (contest.answeredAt !== null) throw closedContest("licenceContest.answered");
  tx.change(contest, { answer: text, answeredAt: tx.now });
  const author: Author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  for (const provider of providers) recordVetting(tx, provider, "LICENCE_CONTEST_ANSWERED", author, { contestId });
  return { contestId };
}
