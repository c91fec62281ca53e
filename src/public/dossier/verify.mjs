#!/usr/bin/env node
// 校验卷宗：node verify.mjs [卷宗文件夹] [--key 平台公钥指纹]
// Checks a dossier: node verify.mjs [FOLDER] [--key FINGERPRINT]. Needs Node 18 or newer, nothing else, and no network.
// 退出码 exit code: 0 完好 intact · 1 有改动 altered · 2 无法校验 not a dossier
import { Buffer } from "node:buffer";
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TextDecoder } from "node:util";

const FORMAT = "redress-dossier/1";
const MOST_SHOWN = 100;
/** What Finder and Explorer leave in every folder that a person opens. */
const BY_THE_SYSTEM = /(^|\/)(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/;
const args = process.argv.slice(2);
const keyAt = args.indexOf("--key");
const expectedKey = keyAt < 0 ? null : args.splice(keyAt, 2)[1];
const folder = resolve(args[0] ?? dirname(fileURLToPath(import.meta.url)));

const problems = [];
const problem = (place, zh, en) => problems.push(`✗ ${place}: ${zh} · ${en}`);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const isHex = (text, length) => typeof text === "string" && text.length === length && /^[0-9a-f]*$/.test(text);
const read = (name) => readFileSync(join(folder, name));

async function* lines(name) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of createReadStream(join(folder, name))) {
    const found = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = found.pop();
    yield* found;
  }
  if (rest) yield rest;
}

/** The manifest, and whether the platform signed exactly these bytes. */
function readManifest() {
  const bytes = read("manifest.json");
  try {
    const [, key, signature, digest] = /^ed25519\n([0-9a-f]{88})\n([0-9a-f]{128})\n([0-9a-f]{64})\n$/.exec(
      read("manifest.sig").toString("latin1"),
    );
    const publicKey = createPublicKey({ key: Buffer.from(key, "hex"), format: "der", type: "spki" });
    const fingerprint = sha256(Buffer.from(key, "hex")).slice(0, 40);
    const isSame = sha256(bytes) === digest; // says which of the two was changed
    const isSigned = verify(null, bytes, publicKey, Buffer.from(signature, "hex"));
    if (!isSigned && !isSame) problem("manifest.json", "清单已被改动", "the manifest was changed");
    else if (!isSigned || !isSame) problem("manifest.sig", "签名已被改动", "the signature was changed");
    if (expectedKey !== null && fingerprint !== expectedKey.toLowerCase())
      problem("manifest.sig", "不是由您指定的公钥签名", "not signed with the key you named");
    console.log(`签名公钥指纹 · fingerprint of the signing key: ${fingerprint}`);
  } catch {
    problem("manifest.sig", "签名缺失或已被改动", "the signature is missing or was changed");
  }
  const manifest = JSON.parse(bytes.toString("utf8"));
  if (manifest.format !== FORMAT) throw new Error(`unknown format ${manifest.format}`);
  return manifest;
}

function listFiles(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? listFiles(path) : [relative(folder, path).split(sep).join("/")];
  });
}

async function digestOfFile(path) {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(join(folder, path))) hash.update(bytes);
  return hash.digest("hex");
}

/** Every file is listed, there, and what it was. */
async function checkFiles({ files }) {
  const listed = new Map(files.map((file) => [file.path, file]));
  const found = new Set(listFiles(folder));
  for (const path of found) {
    if (listed.has(path) || path === "manifest.json" || path === "manifest.sig") continue;
    if (BY_THE_SYSTEM.test(path))
      console.log(`忽略操作系统留下的文件 · left by the operating system, ignored: ${path}`);
    else problem(path, "多出的文件，不属于卷宗", "this file does not belong to the dossier");
  }
  for (const { path, size, sha256: digest } of files) {
    if (!found.has(path)) problem(path, "文件缺失", "the file is missing");
    else if (statSync(join(folder, path)).size !== size || (await digestOfFile(path)) !== digest)
      problem(path, "文件内容已被改动", "the file was changed");
  }
}

/** Shown fields match their commitments; answers the digest of all commitments. */
function checkLeaves(place, { fields = {}, proof = {}, redacted = {} }) {
  for (const [name, value] of Object.entries(fields)) {
    const [salt, commitment] = proof[name] ?? [];
    if (typeof salt !== "string" || sha256(Buffer.from(salt, "hex"), JSON.stringify(value)) !== commitment)
      problem(`${place} › ${name}`, "字段与其承诺值不符", "the field does not match its commitment");
  }
  for (const name of Object.keys(proof))
    if (!(name in fields)) problem(`${place} › ${name}`, "字段被删去", "the field was taken out");
  for (const [name, commitment] of Object.entries(redacted))
    if (name in fields || !isHex(commitment, 64))
      problem(`${place} › ${name}`, "遮盖标记已被改动", "the redaction mark was changed");
  return commitmentList({ proof, redacted });
}

function commitmentList({ proof = {}, redacted = {} }) {
  const commitments = Object.fromEntries(Object.entries(proof).map(([name, [, commitment]]) => [name, commitment]));
  return Object.entries({ ...commitments, ...redacted }).sort(([a], [b]) => (a < b ? -1 : 1));
}

async function checkRecords(manifest) {
  const digests = [];
  const hidden = [];
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const described = new Set();
  let stated;
  for await (const line of lines("case.json")) {
    if (line.startsWith('"')) hidden.push(JSON.parse(line.replace(/,$/, "")));
    else if (line.startsWith('],"root"')) stated = JSON.parse(`{${line.slice(2)}`).root;
    if (!line.startsWith('{"digest"')) continue;
    const record = JSON.parse(line.replace(/,$/, ""));
    const place = `case.json › ${record.fields?.record} ${record.fields?.id}`;
    if (sha256(JSON.stringify(checkLeaves(place, record))) !== record.digest)
      problem(place, "记录或其遮盖标记已被改动", "the record or one of its redaction marks was changed");
    digests.push(record.digest);
    if (record.fields?.record === "promise") checkPromise(place, record.fields);
    if (record.file === undefined) continue;
    described.add(record.file);
    // The other side's images are included as copies without the metadata of their files.
    const { sha256: original, shownSha256: copy } = record.fields;
    const digest = files.get(record.file)?.sha256;
    if (digest === undefined || (digest !== original && digest !== copy))
      problem(record.file, "不是记录中的那个证据文件", "this is not the file that its record describes");
  }
  for (const { path } of manifest.files)
    if (path.startsWith("evidence/") && !described.has(path))
      problem(path, "没有对应的证据记录", "no record describes this file");
  const root = sha256(
    [...digests, ...hidden]
      .sort()
      .map((digest) => `${digest}\n`)
      .join(""),
  );
  const { records } = manifest;
  if (root !== records.root || stated !== root)
    problem("case.json", "有记录被增加、删去或改动", "records were added, taken out or changed");
  if (digests.length !== records.shown || hidden.length !== records.hidden)
    problem("case.json", "记录数与清单不符", "there are more or fewer records than the manifest says");
}

/** The promise frozen into the order is the one published: canonical JSON, as in RFC 8785. */
function checkPromise(place, { promiseId, version, kind, text, terms, digest, ...rest }) {
  const parts = { promiseId, version, kind, text, terms, digest };
  if (Object.values(parts).includes(undefined)) return; // withheld in part
  const { platformPromise, bilingual, effectiveFrom } = rest;
  const ofPlatform = platformPromise === undefined ? {} : { platformPromise, bilingual, effectiveFrom };
  if (sha256(canonical({ promiseId, version, kind, text, terms, ...ofPlatform })) !== digest)
    problem(place, "承诺内容与下单时封存的摘要不符", "the promise is not the one frozen into the order");
}

function canonical(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}

async function checkEvents({ complaintId, events }) {
  let count = 0;
  let links = 0;
  // After an altered event the next one is judged by what was stated and by what was found: only the altered one is named.
  let before = ["0".repeat(64)];
  let last = "";
  for await (const line of lines("events.ndjson")) {
    count += 1;
    const event = JSON.parse(line);
    const place = `events.ndjson › ${complaintId}/${event.seq}`;
    if (event.seq !== count)
      problem(place, `顺序有误，此处应为第 ${count} 条`, `out of order: event ${count} belongs here`);
    const content = contentOf(event, place, complaintId);
    if (content === null) links += 1;
    const computed = content === null ? [event.hash] : before.map((hash) => sha256(hash, content));
    if (!isHex(event.hash, 64) || !computed.includes(event.hash))
      problem(
        place,
        "事件已被改动，或与前一事件不衔接",
        "the event was changed, or does not follow from the one before",
      );
    before = [event.hash, ...computed];
    last = event.hash;
  }
  if (count !== events.count)
    problem(
      "events.ndjson",
      `应有 ${events.count} 条事件，实有 ${count} 条`,
      `${events.count} events expected, ${count} found`,
    );
  if (last !== events.head)
    problem("events.ndjson", "链尾与清单不符", "the chain does not end where the manifest says");
  if (links > 0)
    console.log(
      `其中 ${links} 条旧格式且未公开的事件仅由签名保证 · ${links} withheld events of the old format are vouched for by the signature alone`,
    );
}

/** What the hash of an event covers in addition to the previous hash; null if that cannot be known (old format, withheld). */
function contentOf(event, place, complaintId) {
  if (event.version === 2 && event.fields === undefined) return event.digest;
  const commitments = event.fields === undefined ? null : checkLeaves(place, event);
  const head = event.version === 2 ? event.fields?.head : event.head;
  if (head !== undefined && (head[0] !== complaintId || head[1] !== event.seq))
    problem(place, "事件不属于本案或序号不符", "the event is of another case or place");
  if (event.version === 2) return sha256(JSON.stringify(commitments));
  return commitments && JSON.stringify([...event.head, commitments]);
}

/** What is stamped are the digests that the manifest lists, too. Whether the service may be trusted is checked with openssl: TIMESTAMP.txt. */
function checkTimeStamp({ files }) {
  const listed = new Map(files.map(({ path, sha256: digest }) => [path, digest]));
  if (!listed.has("SHA256SUMS.tsr")) {
    if (listed.has("TIMESTAMP.txt"))
      console.log("没有时间戳，原因见 TIMESTAMP.txt · there is no time stamp; why, says TIMESTAMP.txt");
    return;
  }
  const sums = read("SHA256SUMS");
  const { imprint, at } = readTimeStamp(read("SHA256SUMS.tsr"));
  if (imprint !== sha256(sums))
    problem("SHA256SUMS.tsr", "时间戳不属于此清单", "the time stamp is not of this list of files");
  const lines = sums.toString("utf8").split("\n").slice(0, -1);
  if (lines.some((line) => listed.get(line.slice(66)) !== line.slice(0, 64)))
    problem("SHA256SUMS", "与清单不符", "it does not agree with the manifest");
  const stamped = new Set(lines.map((line) => line.slice(66)));
  for (const path of listed.keys())
    if (!stamped.has(path) && !["SHA256SUMS", "SHA256SUMS.tsr", "TIMESTAMP.txt"].includes(path))
      problem(path, "不在加盖时间戳的清单内", "it is not in the list that was stamped");
  console.log(
    `时间戳 · time stamp: ${at}（服务方的签名请用 openssl 核验，见 TIMESTAMP.txt · check the service's signature with openssl, see TIMESTAMP.txt）`,
  );
}

/** The digest and the time that a time stamp states: the beginning of the TSTInfo in it (RFC 3161). */
function readTimeStamp(reply) {
  const type = Buffer.from("060b2a864886f70d0109100104", "hex");
  const at = reply.indexOf(type);
  if (at < 0) throw new Error("no time stamp");
  let next = at + type.length;
  const enter = (tag) => {
    if (reply[next] !== tag) throw new Error(`byte ${next} is not ${tag}`);
    let length = reply[next + 1];
    next += 2;
    if (length > 127) {
      const bytes = length - 128;
      length = reply.readUIntBE(next, bytes);
      next += bytes;
    }
    return length;
  };
  const take = (tag) => {
    const length = enter(tag);
    next += length;
    return reply.subarray(next - length, next);
  };
  enter(0xa0); // eContent
  enter(0x04);
  enter(0x30); // TSTInfo
  take(0x02); // version
  take(0x06); // policy
  enter(0x30); // messageImprint
  take(0x30); // its algorithm: SHA-256, else the digest does not fit
  const imprint = take(0x04).toString("hex");
  take(0x02); // serial number
  const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(take(0x18).toString("latin1"));
  if (!time) throw new Error("no time");
  const [year, month, day, hour, minute, second] = time.slice(1);
  return { imprint, at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` };
}

/** The last event is in the log that the platform signed, whose checkpoints others may have kept (RFC 6962, C2SP tlog-checkpoint). */
function checkInclusion({ files, events }) {
  if (!files.some(({ path }) => path === "checkpoint.txt")) return;
  const [text, signed] = read("checkpoint.txt").toString("utf8").split("\n\n");
  const [origin, size, root] = text.split("\n");
  const publicKey = read("manifest.sig").toString("latin1").split("\n")[1];
  const signature = Buffer.from(/^— \S+ (\S+)\n$/.exec(signed)?.[1] ?? "", "base64").subarray(4);
  const key = createPublicKey({ key: Buffer.from(publicKey, "hex"), format: "der", type: "spki" });
  if (!verify(null, Buffer.from(`${text}\n`), key, signature))
    problem("checkpoint.txt", "检查点的签名不符", "the checkpoint is not what the platform signed");
  const { index, hash, path, ...proof } = JSON.parse(read("inclusion.json").toString("utf8"));
  const node = (mark, ...parts) => Buffer.from(sha256(Buffer.of(mark), ...parts), "hex");
  const steps = path.map((each) => Buffer.from(each, "hex"));
  const climb = (at, leaves) => {
    if (leaves === 1) return node(0, Buffer.from(hash, "hex"));
    let left = 1;
    while (left * 2 < leaves) left *= 2;
    const beside = steps.pop();
    return at < left ? node(1, climb(at, left), beside) : node(1, beside, climb(at - left, leaves - left));
  };
  const found = index < proof.size ? climb(index, proof.size).toString("base64") : "";
  if (String(proof.size) !== size || found !== root || steps.length > 0 || hash !== events.head)
    problem(
      "inclusion.json",
      "本案的事件不在检查点所签的日志中",
      "the case is not in the log that the checkpoint signs",
    );
  console.log(
    `检查点 · checkpoint: ${origin} ${size} ${root}（请与平台公布或他人留存的核对 · compare with what the platform publishes or others kept）`,
  );
}

async function attempt(name, check) {
  try {
    await check();
  } catch (error) {
    problem(name, "无法读取", `cannot be read (${error.message})`);
  }
}

let manifest;
try {
  manifest = readManifest();
} catch (error) {
  for (const line of problems) console.log(line);
  console.log(`✗ manifest.json: 清单缺失或已损坏 · the manifest is missing or damaged (${error.message})`);
  process.exit(2);
}
await attempt("manifest.json", () => checkFiles(manifest));
await attempt("case.json", () => checkRecords(manifest));
await attempt("events.ndjson", () => checkEvents(manifest));
await attempt("inclusion.json", () => checkInclusion(manifest));
await attempt("SHA256SUMS.tsr", () => checkTimeStamp(manifest));

console.log(
  `案件 · case: ${manifest.complaintId}   阅读者 · reader: ${manifest.reader}   制作时间 · made: ${manifest.madeAt}`,
);
console.log(`全部记录 · root of all records: ${manifest.records?.root}`);
console.log(`事件链尾 · head of the chain: ${manifest.events?.head} (${manifest.events?.count})`);
for (const line of problems.slice(0, MOST_SHOWN)) console.log(line);
if (problems.length > 0) {
  console.log(`✗ 卷宗已被改动：${problems.length} 处 · the dossier was altered: ${problems.length} problems`);
  process.exit(1);
}
console.log("✓ 卷宗完好 · the dossier is intact");
if (expectedKey === null)
  console.log(
    `请核对公钥指纹是否为平台所公布 · compare the fingerprint with those published at ${manifest.platform}/dossiers/keys.json`,
  );
