import { createHash } from "node:crypto";
import { creditCodeDigit } from "../../market/providers/credit-code.pure";
import type { Print } from "./story-listener";
import type { Person } from "./story-person";

type Paper = { kind: string; number: string; issuer: string };

/** The person is the same in every run; the business is new. */
const papersOf = (licenceNo: string): Paper[] => [
  { kind: "IDENTITY", number: "11010519491231002X", issuer: "杭州市公安局" },
  { kind: "LICENCE", number: licenceNo, issuer: "杭州市市场监督管理局" },
  { kind: "ADDRESS", number: `租赁备案 ${licenceNo}`, issuer: "杭州市住房保障和房产管理局" },
  { kind: "PAYMENT_ACCOUNT", number: `6222 ${licenceNo}`, issuer: "中国工商银行杭州分行" },
];

interface Check {
  code: string;
  automatic: boolean;
  result: string | null;
  note: string | null;
}

/** A valid licence number that no other run has. */
export function licenceOfRun(run: string): string {
  const first17 = `91330100MAD${run}`;
  return `${first17}${creditCodeDigit(first17) ?? ""}`;
}

/** Documents, an inspector's checks and an approval: only then may a provider sell. */
export async function admission(
  { wang, he, print }: { wang: Person; he: Person; print: Print },
  providerId: string,
  licenceNo: string,
): Promise<void> {
  print({ kind: "scene", who: null, text: "The provider is vetted before it sells anything" });
  const note = (text: string): void => print({ kind: "note", who: null, text });
  for (const paper of papersOf(licenceNo)) await sendPaper(wang, providerId, paper);
  const { application } = await wang.act<{ application: { id: string } }>(
    "submitProviderApplication",
    { providerId },
    "{ application { id } }",
  );
  const which = { applicationId: application.id };
  const taken = await he.act<{ application: { checks: Check[] } }>(
    "takeProviderApplication",
    which,
    "{ application { checks { code automatic result note } } }",
  );
  const { checks } = taken.application;
  const byMachine = checks.filter(({ automatic }) => automatic);
  note(`The machine checked: ${byMachine.map(({ code, result }) => `${code} ${result ?? ""}`).join(" · ")}`);
  for (const { code } of checks.filter(({ automatic }) => !automatic))
    await he.act("recordApplicationCheck", { ...which, check: code, result: "PASSED" }, "{ clientMutationId }");
  const reason = "证照真实有效，与登记信息一致，准予入驻。";
  const { application: approved } = await he.act<{ application: { provider: { status: string } } }>(
    "approveProviderApplication",
    { ...which, reason },
    "{ application { provider { status } } }",
  );
  note(`The provider is ${approved.provider.status}`);
}

async function sendPaper(wang: Person, providerId: string, paper: Paper): Promise<void> {
  const bytes = Buffer.from(`${paper.kind}: 演示用扫描件\n`);
  const { uploadUrl } = await wang.act<{ uploadUrl: string }>(
    "createVerificationUpload",
    {
      providerId,
      ...paper,
      fileName: "scan.txt",
      mediaType: "text/plain",
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    },
    "{ uploadUrl }",
  );
  const answer = await fetch(uploadUrl, { method: "PUT", body: bytes, headers: wang.credentials() });
  if (!answer.ok) throw new Error(`the upload was answered ${answer.status}: ${await answer.text()}`);
}
