import { refuseConflict } from "../../accounts/refuse-conflict";
import { refuseDuplicates } from "../../accounts/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import { isMemberOf, isOwnerOf, type Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { manageProvider } from "../providers/manage-provider";
import { Provider } from "../providers/provider.entity";
import { isAdmitted } from "../providers/provider.policy";
import { letGoLicence } from "../providers/hold-licence";
import { LicenceContest } from "./licence-contest.entity";
import { recordVetting } from "./record-vetting";
import { settleStanding } from "./settle-standing";

type Done = Promise<{ contestId: string }>;

/** The provider that was admitted with this provider's licence; null when there is none. */
export const holderOf = (
  reader: Pick<Tx, "findOne">,
  { id, licenceNo, licenceKey }: Provider,
): Promise<Provider | null> =>
  licenceKey === licenceNo
    ? Promise.resolve(null)
    : reader.findOne(Provider, { licenceKey: licenceNo }).then((held) => (held?.id === id ? null : held));

/** An applicant claims that another was admitted with its licence. Nothing changes for either until it is decided. */
export async function contestLicence(
  tx: Tx,
  actor: Actor,
  { providerId, reason }: { providerId: string; reason: string },
): Done {
  const { provider: claimant, author } = await manageProvider(tx, actor, providerId);
  const holder = await holderOf(tx, claimant);
  if (!holder || !isAdmitted(holder))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "licenceContest.nobody", field: "input.providerId" });
  const days = (await HouseRules.inForce(tx, tx.now)).number("licenceContest.answer", "days");
  const contest = Object.assign(new LicenceContest(), {
    id: newId(LicenceContest),
    claimantId: claimant.id,
    holderId: holder.id,
    status: "OPEN",
    openKey: claimant.id,
    reason,
    openedById: actor.accountId,
    openedAt: tx.now,
    answerUntil: tx.now + days * DAY,
  } satisfies Partial<LicenceContest>);
  tx.insert(LicenceContest, contest);
  await refuseDuplicates(tx, { uq_licence_contest_open_key: "input.providerId" });
  recordVetting(tx, claimant, "LICENCE_CONTESTED", author, { contestId: contest.id });
  const held = await tx.lock(Provider, holder.id);
  if (held) recordVetting(tx, held, "LICENCE_CONTESTED", author, { contestId: contest.id }, [held.id]);
  return { contestId: contest.id };
}

/** The holder's answer, given once. */
export async function answerLicenceContest(
  tx: Tx,
  actor: Actor,
  { contestId, text }: { contestId: string; text: string },
): Done {
  const contest = await open(tx, contestId, ({ holderId }) => isMemberOf(actor, holderId));
  if (!isOwnerOf(actor, contest.holderId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field: "input.contestId" });
  if (contest.answeredAt !== null) throw closed("licenceContest.answered");
  tx.change(contest, { answer: text, answeredAt: tx.now });
  const author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  for (const provider of await both(tx, contest))
    recordVetting(tx, provider, "LICENCE_CONTEST_ANSWERED", author, { contestId });
  return { contestId };
}

/** A holder that loses the licence is suspended until it proves one of its own; the claimant is vetted like any applicant. */
export async function decideLicenceContest(
  tx: Tx,
  actor: Actor,
  { contestId, upheld, reason }: { contestId: string; upheld: boolean; reason: string },
): Done {
  const contest = await open(tx, contestId, () => true);
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
  const author = { actorId: actor.accountId, actorRole: "INSPECTOR" };
  for (const provider of await both(tx, contest)) {
    recordVetting(tx, provider, "LICENCE_CONTEST_DECIDED", author, { contestId, upheld: upheld ? 1 : 0 }, [
      provider.id,
    ]);
    if (!upheld || provider.id !== contest.holderId) continue;
    letGoLicence(tx, provider);
    await settleStanding(tx, provider, author);
  }
  return { contestId };
}

async function open(tx: Tx, id: string, sees: (contest: LicenceContest) => boolean): Promise<LicenceContest> {
  const found = isIdOf(LicenceContest, id) ? await tx.byId(LicenceContest, id) : null;
  if (!found || !sees(found)) throw new Refusal("NOT_FOUND", { field: "input.contestId" });
  // Read again under the providers' locks: two inspectors may decide at once.
  await both(tx, found);
  const contest = await tx.byId(LicenceContest, id);
  if (contest?.status !== "OPEN") throw closed("licenceContest.decided");
  return contest;
}

/** Locked in a fixed order, regardless of their roles. */
async function both(tx: Tx, { claimantId, holderId }: LicenceContest): Promise<Provider[]> {
  const providers = [];
  for (const id of [claimantId, holderId].sort()) providers.push(await tx.lock(Provider, id));
  return providers.flatMap((provider) => provider ?? []);
}

const closed = (reason: string): Refusal => new Refusal("NOT_IN_THIS_STATE", { reason, field: "input.contestId" });
