import { announceDocument } from "../../../market/vetting/announce-document";
import { approveApplication } from "../../../market/vetting/approve-application";
import { awaitedDocument } from "../../../market/vetting/awaited-document";
import { ChecklistItem } from "../../../market/vetting/checklist-item.entity";
import { recordApplicationCheck } from "../../../market/vetting/record-application-check";
import { submitApplication } from "../../../market/vetting/submit-application";
import { takeApplication } from "../../../market/vetting/take-application";
import { VettingCheck } from "../../../market/vetting/vetting-check.entity";
import { creditCodeDigit } from "../../../market/providers/credit-code.pure";
import { HOUR } from "../../../platform/time";
import { fileStep } from "./file-step";
import { act, made, type Scene, type Step } from "./market-story";

const PAPERS = ["IDENTITY", "LICENCE", "ADDRESS", "PAYMENT_ACCOUNT"] as const;
const INSPECTOR = "he.inspect";

/** A number that no other of the market's providers has. */
export function licenceOf(number: number): string {
  const first17 = `91330100MA2D${String(10_000 + number)}`;
  return `${first17}${creditCodeDigit(first17) ?? ""}`;
}

/** The provider of the story sends its papers and is looked at, as far as that. */
export function vettingSteps(
  at: number,
  { number, owner, until }: { number: number; owner: string; until: "SUBMITTED" | "TAKEN" | "APPROVED" },
): Step[] {
  const licence = licenceOf(number);
  const papers = PAPERS.map((kind, index) =>
    fileStep(at + (index + 1) * 60_000, {
      piece: "INVOICE",
      facts: { expected: "", delivered: "", number: 100_000 + number * 10 + index },
      who: () => owner,
      awaited: awaitedDocument,
      announce: async (scene, file) => {
        const ofKind = {
          IDENTITY: `E${40_000_000 + number}`,
          LICENCE: licence,
          ADDRESS: `杭房租证 2025-${10_000 + number}`,
          PAYMENT_ACCOUNT: String(6_222_021_202_000_000 + number),
        };
        const paper = { kind, number: ofKind[kind] };
        const about = { providerId: made(scene, "provider"), ...paper, issuer: "市场监督管理局", ...file };
        return (await act(scene, owner, announceDocument, about)).documentId;
      },
    }),
  );
  const submit = async (scene: Scene): Promise<void> => {
    const providerId = made(scene, "provider");
    scene.made.application = (await act(scene, owner, submitApplication, { providerId })).applicationId;
  };
  const take = (scene: Scene): Promise<unknown> =>
    act(scene, INSPECTOR, takeApplication, { applicationId: made(scene, "application") });
  return [
    ...papers,
    { at: at + HOUR, play: submit },
    ...(until === "SUBMITTED" ? [] : [{ at: at + 3 * HOUR, play: take }]),
    ...(until === "APPROVED" ? [{ at: at + 5 * HOUR, play: approve }] : []),
  ];
}

/** What no machine answers is looked at by the inspector. */
async function approve(scene: Scene): Promise<void> {
  const applicationId = made(scene, "application");
  const checks = await scene.tx.find(VettingCheck, { applicationId });
  const items = await scene.tx.find(ChecklistItem, { id: checks.map(({ itemId }) => itemId) });
  for (const { code: check } of items.filter(({ automatic }) => automatic === null))
    await act(scene, INSPECTOR, recordApplicationCheck, { applicationId, check, result: "PASSED" });
  const reason = "证照真实有效，与登记信息一致。";
  await act(scene, INSPECTOR, approveApplication, { applicationId, reason, despite: [], dates: [] });
}
