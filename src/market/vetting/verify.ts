import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { kindRules } from "./kind-rules.pure";
import { Verification } from "./verification.entity";
import type { VerificationDocument } from "./verification-document.entity";
import { datesOf, nextStep } from "./verification.pure";
import type { VettingFile } from "./vetting-file";
import type { VerificationDatesInput } from "./vetting-inputs.types";

/** Verifies each kind in the application from now on, replacing earlier verifications. */
export async function verify(vetting: VettingFile, wanted: readonly VerificationDatesInput[]): Promise<void> {
  const { tx, provider, current, documents, rules } = vetting;
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  if (wanted.some(({ kind }) => !kinds.includes(kind))) throw new Refusal("NOT_FOUND", { field: "input.dates" });
  for (const before of await tx.find(Verification, { providerId: provider.id, kind: kinds, endedAt: null }))
    tx.change(before, { endedAt: tx.now, nextStepAt: null });
  for (const kind of kinds) {
    const until = firstEnd(documents.filter((document) => document.kind === kind));
    const dates = datesOf(
      tx.now,
      until,
      kindRules(rules, kind),
      wanted.find((one) => one.kind === kind),
    );
    if (!dates)
      throw new Refusal("BAD_USER_INPUT", { reason: "vetting.dates", field: "input.dates", params: { kind } });
    tx.insert(Verification, {
      id: newId(Verification),
      providerId: provider.id,
      applicationId: current.id,
      kind,
      ...dates,
      nextStepAt: nextStep(dates, tx.now),
    });
  }
}

function firstEnd(documents: readonly VerificationDocument[]): number | null {
  const ends = documents.flatMap(({ validUntil }) => validUntil ?? []);
  return ends.length > 0 ? Math.min(...ends) : null;
}
