import type { CaseFile } from "../../case/complaints/case-file";
import { Evidence } from "../../case/evidence/evidence.entity";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { actingRole } from "../../market/providers/provider.policy";
import { claimPayment, type Claim } from "../payments/claim-payment";
import type { Remedy } from "./remedy.entity";
import type { ProofInput } from "./remedy.types";

/** Whether it names something that can be verified. */
export const namesProof = (input: ProofInput): boolean => input.evidenceIds.length > 0 || namesRefund(input);

/** Paid by a reference that finance can look for, or to be paid by the platform's payment side. */
const namesRefund = ({ refundChannel, refundReference }: ProofInput): boolean =>
  Boolean(refundReference) || refundChannel === "PLATFORM";

/** The provider's proof of what was ordered or agreed. Once one was doubted, words are none. */
export async function proveRemedy(
  caseFile: CaseFile,
  actor: Actor,
  remedy: Remedy,
  input: ProofInput & { text: string },
): Promise<void> {
  const { tx } = caseFile;
  const evidenceIds = await ownEvidence(caseFile, input.evidenceIds);
  const mustBeVerifiable = remedy.verificationRequestedAt !== null;
  if (mustBeVerifiable && !namesProof(input))
    throw new Refusal("BAD_USER_INPUT", { reason: "remedy.verifiableNeeded", field: "input.evidenceIds" });
  tx.change(remedy, {
    proof: input.text,
    proofEvidence: evidenceIds,
    proofFiledAt: tx.now,
    checkSince: mustBeVerifiable ? tx.now : null,
  });
  if (namesRefund(input))
    await claimRefund(caseFile, actor, remedy, { channel: input.refundChannel, reference: input.refundReference });
}

async function ownEvidence({ tx, complaint }: CaseFile, ids: readonly string[]): Promise<string[]> {
  const field = "input.evidenceIds";
  const found = await tx.find(Evidence, { complaintId: complaint.id, side: "PROVIDER", status: "STORED" });
  const unknown = ids.find((each) => !found.some(({ id }) => id === each));
  if (unknown !== undefined) throw new Refusal("NOT_FOUND", { field });
  return [...new Set(ids)];
}

type Refund = Pick<Claim, "channel" | "reference">;

/** Finance confirms or rejects it: see settle-refund.ts. */
async function claimRefund({ tx, complaint }: CaseFile, actor: Actor, remedy: Remedy, refund: Refund): Promise<void> {
  if (remedy.outstanding <= 0 || remedy.insteadCurrency === null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.nothingDue", field: "input.refundReference" });
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} not found`);
  await claimPayment(tx, actor, provider, actingRole(actor, provider.id), {
    purpose: "REFUND",
    amount: remedy.outstanding,
    currency: remedy.insteadCurrency,
    ...refund,
    complaintId: complaint.id,
    remedyId: remedy.id,
  });
}
