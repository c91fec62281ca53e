import { execFile } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { openCase, type WorldCase } from "../../case/complaints/world-case";
import { submit } from "../../case/evidence/evidence-case";
import { CHAT, PNG } from "../../case/evidence/samples";
import { fetchAsOwner } from "../../support/file-links";
import type { World } from "../../support/world";

/** Words of which each stands in one place of the case, and nowhere else. */
export const SAID = {
  toBoth: "约定四十八小时内交初稿,请今天给出时间。",
  consumerOnly: "我的电话是 13900000000,请不要告诉商家。",
  providerOnly: "设计师上周离职,此事请勿告知买家。",
  consumerEvidence: "与客服的聊天截图",
  providerEvidence: "内部排期表",
  caseNumber: "(2026)浙0108民初1234号",
  staffNote: "先由主管看一眼。",
  colleaguesNote: "排期表像是事后补做的。",
};

export interface RichCase {
  theCase: WorldCase;
  consumerEvidence: string;
  providerEvidence: string;
}

/** A case in which every reader sees something that another does not; ruled and appealed. */
export async function richCase(world: World): Promise<RichCase> {
  const theCase = await openCase(world, { breaches: 2 });
  const { consumer, provider } = theCase.people;
  await theCase.do(consumer, "sendMessage", { text: SAID.toBoth });
  await theCase.do(consumer, "sendMessage", { text: SAID.consumerOnly, visibility: "CONSUMER_SIDE" });
  await theCase.do(provider, "sendMessage", { text: SAID.providerOnly, visibility: "PROVIDER_SIDE" });
  const offerId = await theCase.offer();
  await theCase.do(consumer, "declineOffer", { offerId, reason: "退得太少。" });
  await theCase.walk("EVIDENCE");
  const consumerEvidence = await submit(await world.as(consumer), theCase.id, PNG, { title: SAID.consumerEvidence });
  const providerEvidence = await submit(await world.as(provider), theCase.id, CHAT, {
    ...{ kind: "CHAT_LOG", title: SAID.providerEvidence, visibility: "PROVIDER_SIDE" },
    ...{ fileName: "plan.txt", mediaType: "text/plain" },
  });
  await theCase.do(consumer, "closeEvidence");
  await theCase.do(provider, "closeEvidence");
  await theCase.do(theCase.people.moderator, "holdComplaint", {
    ...{ leaseToken: await theCase.take(), reason: SAID.staffNote },
    until: new Date(world.clock.now() + 3_600_000).toISOString(),
  });
  await theCase.do("liu.mod", "writeNote", { text: SAID.colleaguesNote });
  await theCase.do(theCase.people.moderator, "issueRuling", {
    leaseToken: await theCase.take(),
    ...(await theCase.ruling()),
  });
  await theCase.do(provider, "appealRuling", { ground: "WRONG_FACTS", text: "初稿已在第三天发出。" });
  await theCase.do(consumer, "createReferral", { route: "COURT", body: "滨江区人民法院", reference: SAID.caseNumber });
  return { theCase, consumerEvidence, providerEvidence };
}

export interface Exported {
  id: string;
  folder: string;
  files: Map<string, Buffer>;
  recordsRoot: string;
  chainHead: string;
}

const SHOWN =
  "id status size sha256 eventCount recordsRoot chainHead keptUntil download { url expiresAt } job { status done total failure }";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export async function dossier(world: World, who: string, id: string): Promise<any> {
  const person = await world.as(who);
  return (await person.ok(`query ($id: ID!) { dossier(id: $id) { ${SHOWN} } }`, { id })).dossier;
}

/** Asks for the dossier, waits for it, downloads and unpacks it. */
export async function exported(
  theCase: WorldCase,
  who: string,
  reader: string,
  input: Record<string, unknown> = {},
): Promise<Exported> {
  const { world } = theCase;
  const asked = await theCase.do(who, "exportDossier", { reader, ...input }, "{ dossier { id job { id } } }");
  await world.jobDone(asked.dossier.job.id);
  const { id, download, recordsRoot, chainHead } = await dossier(world, who, asked.dossier.id);
  const response = await fetchAsOwner(download.url);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const files = unzip(Buffer.from(await response.arrayBuffer()));
  return { id, files, folder: await unpacked(files), recordsRoot, chainHead };
}

export async function unpacked(files: ReadonlyMap<string, Buffer>): Promise<string> {
  const folder = await mkdtemp(join(process.env.TEST_RUN_FOLDER ?? tmpdir(), "dossier-"));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** The files of a small archive, by its central directory. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    files.set(name, zip.readUInt16LE(at + 10) === 0 ? Buffer.from(packed) : inflateRawSync(packed));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const VERIFIER = join(__dirname, "../../../src/public/dossier/verify.mjs");

/** Runs the script that the platform hands out over a folder. */
export function verify(folder: string, ...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [VERIFIER, folder, ...args], (error, stdout) =>
      done({ code: error ? Number(error.code) : 0, said: stdout }),
    );
  });
}
