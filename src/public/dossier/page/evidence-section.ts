import type { RecordLine } from "../archive/case-json";
import { EVIDENCE, EVIDENCE_STATUS, LATE, REQUEST, SEEN_BY, SIDE } from "./case-words";
import { onlyOf, type Gathered } from "./gathered";
import { markup, type Html } from "./html";
import { facts, type Pen, type Shown } from "./pen";

const PICTURE = /\.(png|jpg|webp|gif)$/;

export async function* evidenceSection(
  pen: Pen,
  gathered: Gathered,
  records: AsyncIterable<RecordLine>,
): AsyncGenerator<Html> {
  yield markup`<h2>${pen.say(["五、证据", "5. The evidence"])}</h2>
    ${gathered.all("request").map((request) => requestFacts(pen, request))}`;
  let number = 0;
  for await (const piece of onlyOf("evidence", records)) yield pieceEntry(pen, piece, (number += 1));
  if (number === 0) yield pen.none();
  const complaint = gathered.one("complaint");
  if (complaint?.fields.evidenceRoot)
    yield markup`<p class="small">
      ${pen.say(["举证结束时封存的证据清单摘要", "Seal of the list of evidence, made when its stage ended"])}:
      <span class="digest">${pen.field(complaint, "evidenceRoot")}</span>
    </p>`;
}

function requestFacts(pen: Pen, request: Shown): Html {
  const kind = pen.code(REQUEST, request.fields.kind) ?? "";
  return markup`<h3>${pen.say([`平台要求：${kind}`, `Asked by the platform: ${kind}`])}</h3>
    ${facts(pen, [
      [["对象", "Of whom"], pen.field(request, "addressedTo", (side) => pen.code(SIDE, side))],
      [["要求", "What"], pen.field(request, "text")],
      [["期限", "Due"], pen.field(request, "dueAt", (at) => pen.when(at))],
      [["答复", "Answer"], pen.field(request, "answer")],
      [["答复时间", "Answered"], pen.field(request, "answeredAt", (at) => pen.when(at))],
      [["逾期未答复", "Missed"], pen.field(request, "missedAt", (at) => pen.when(at))],
    ])}`;
}

function pieceEntry(pen: Pen, piece: Shown, number: number): Html {
  const { file, fields } = piece;
  const title = pen.field(piece, "title");
  return markup`<h3>${pen.say([`证据 ${number}`, `Piece ${number}`])} ${title}</h3>
    ${facts(pen, [
      [["种类", "Kind"], pen.field(piece, "kind", (code) => pen.code(EVIDENCE, code))],
      [["提交方", "Submitted by"], pen.person(fields.by, SIDE)],
      [["提交时间", "Submitted"], pen.field(piece, "storedAt", (at) => pen.when(at))],
      [["证明内容", "What it shows"], pen.field(piece, "description")],
      [["可见范围", "Seen by"], pen.field(piece, "visibility", (code) => pen.code(SEEN_BY, code))],
      [["状态", "State"], pen.field(piece, "status", (code) => pen.code(EVIDENCE_STATUS, code))],
      [["逾期证据", "Late"], late(pen, piece)],
      [["逾期决定理由", "Reasons for that"], pen.field(piece, "lateReason")],
      [["文件", "File"], file ? markup`<a href="${file}">${file}</a>` : pen.mark()],
      [["原文件名", "Its own name"], pen.field(piece, "fileName")],
      [["SHA-256", "SHA-256"], digest(pen, piece, "sha256")],
      [["副本（不含元数据）SHA-256", "SHA-256 of the copy without metadata"], digest(pen, piece, "shownSha256")],
    ])}
    ${file && PICTURE.test(file) ? markup`<figure><img src="${file}" alt="${title}" /></figure>` : null}`;
}

const digest = (pen: Pen, piece: Shown, name: string): Html | null =>
  (piece.fields[name] ?? null) === null && !(name in piece.redacted)
    ? null
    : markup`<span class="digest">${pen.field(piece, name)}</span>`;

function late(pen: Pen, piece: Shown): Html | string | null {
  if (piece.fields.late !== 1) return null;
  return pen.field(
    piece,
    "lateDecision",
    (code) => pen.code(LATE, code) ?? pen.say(["封存后提交，不在封存清单内", "after the seal, and not part of it"]),
  );
}
