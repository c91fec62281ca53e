import { lockAccount } from "../../accounts/account/account.queries";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY, HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { manageProvider } from "../providers/manage-provider";
import { Provider } from "../providers/provider.entity";
import { LicenceContest } from "./licence-contest.entity";
import { recordVetting } from "./record-vetting";
import { holderOf } from "./licence-contest.queries";

/** An applicant claims that another was admitted with its licence. Nothing changes for either until it is decided. */
export async function contestLicence(
  tx: Tx,
  actor: Actor,
  { providerId, reason }: { providerId: string; reason: string },
): Promise<{ contestId: string }> {
  const { provider: claimant, author } = await manageProvider(tx, actor, providerId);
  const holder = await holderOf(tx, claimant);
  if (!holder) throw new Refusal("NOT_IN_THIS_STATE", { reason: "licenceContest.nobody", field: "input.providerId" });
  const rules = await HouseRules.inForce(tx, tx.now);
  await refuseAgain(tx, actor, claimant, rules);
  const answerUntil = tx.now + rules.number("licenceContest.answer", "days") * DAY;
  const contest = Object.assign(new LicenceContest(), {
    id: newId(LicenceContest),
    claimantId: claimant.id,
    holderId: holder.id,
    status: "OPEN",
    openKey: claimant.id,
    reason,
    openedById: actor.accountId,
    openedAt: tx.now,
    answerUntil,
    remindAt: answerUntil - rules.number("reminder.before", "hours") * HOUR,
  } satisfies Partial<LicenceContest>);
  tx.insert(LicenceContest, contest);
  await refuseDuplicates(tx, { uq_licence_contest_open_key: "input.providerId" });
  recordVetting(tx, claimant, "LICENCE_CONTESTED", author, { contestId: contest.id });
  const held = await tx.lock(Provider, holder.id);
  if (held)
    recordVetting(tx, held, "LICENCE_CONTESTED", author, { contestId: contest.id, answerDueAt: answerUntil }, [
      held.id,
    ]);
  return { contestId: contest.id };
}

/**
 * Anybody registers with any number: each contest has a holder answer and an inspector decide. So a person has one at a time, whomever it is about, and
 * after one in vain may bring the next, by whichever provider, only with time to find what was missing.
 */
async function refuseAgain(tx: Tx, { accountId }: Actor, claimant: Provider, rules: HouseRules): Promise<void> {
  const field = "input.providerId";
  // Counted under their lock, also of several at once.
  await lockAccount(tx, accountId, field);
  const [byClaimant, byPerson] = await Promise.all([
    tx.find(LicenceContest, { claimantId: claimant.id }),
    tx.find(LicenceContest, { openedById: accountId }),
  ]);
  const own = [...byClaimant, ...byPerson];
  const open = own.find(({ status }) => status === "OPEN");
  if (open) throw new Refusal("ALREADY_EXISTS", { reason: "licenceContest.open", field, existingId: open.id });
  const dismissed = own.flatMap(({ status, decidedAt }) => (status === "DISMISSED" ? (decidedAt ?? 0) : []));
  const last = Math.max(...dismissed);
  const availableAt = last + rules.at(last).number("licenceContest.again", "days") * DAY;
  if (tx.now < availableAt) throw new Refusal("NOT_YET", { reason: "licenceContest.dismissed", availableAt, field });
}
