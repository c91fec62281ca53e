import { createHash } from "node:crypto";
import type { StoryCase } from "./story-case";
import type { Person } from "./story-person";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const FILES = {
  SCREENSHOT: {
    title: "收件时间截图",
    fileName: "screenshot.png",
    mediaType: "image/png",
    bytes: PNG,
  },
  PROMISE_CAPTURE: {
    title: "The samples I was shown",
    fileName: "samples.png",
    mediaType: "image/png",
    bytes: PNG,
  },
  CHAT_LOG: {
    title: "与客户的聊天记录",
    fileName: "chat.txt",
    mediaType: "text/plain",
    bytes: Buffer.from("10:02 商家：48 小时内出初稿，送三张海报！\n10:05 买家：好的\n"),
  },
};

/** Announces a file, uploads its bytes to the signed address it was given, and waits until everyone has received the event. */
export async function uploadEvidence(
  theCase: StoryCase,
  who: Person,
  kind: keyof typeof FILES,
  told: readonly Person[],
): Promise<void> {
  const { bytes, ...file } = FILES[kind];
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { uploadUrl, evidence } = await who.act<{ uploadUrl: string; evidence: { id: string } }>(
    "createEvidenceUpload",
    { complaintId: theCase.id, kind, ...file, size: bytes.length, sha256 },
    "{ uploadUrl evidence { id } }",
  );
  const answer = await fetch(uploadUrl, { method: "PUT", body: bytes, headers: who.credentials() });
  if (!answer.ok)
    throw new Error(`the upload of ${file.fileName} was answered ${answer.status}: ${await answer.text()}`);
  who.says(`PUT ${bytes.length} bytes, sha256 ${sha256.slice(0, 16)}…`);
  const stored = await who.ask<{ evidence: { status: string; sha256: string } }>(
    `query Stored($id: ID!) { evidence(id: $id) { status sha256 } }`,
    { id: evidence.id },
  );
  if (stored.evidence.status !== "STORED" || stored.evidence.sha256 !== sha256)
    throw new Error(`${file.fileName} is not stored as it was sent`);
  await theCase.told("EVIDENCE_SUBMITTED", told);
}
