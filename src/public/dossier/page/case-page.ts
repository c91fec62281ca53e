import type { DossierReader } from "../../../case/access-log/access-enums.types";
import type { Locale } from "../../../platform/identity/actor";
import type { RecordLine } from "../archive/case-json";
import type { EventLine } from "../archive/event-lines";
import { outsideSection, timelineSection } from "./course-section";
import { evidenceSection } from "./evidence-section";
import { Gathered } from "./gathered";
import { Html, markup } from "./html";
import { complaintSection, partiesSection, promisesSection } from "./matter-section";
import { facts, Pen } from "./pen";
import { rulingsSection } from "./rulings-section";
import { STYLE } from "./style";
import { threadSection } from "./thread-section";
import type { Words } from "./words";

export interface PageFacts {
  locale: Locale;
  dossierId: string;
  complaintId: string;
  reader: DossierReader;
  madeAt: number;
  platform: string;
  fingerprint: string;
  recordsRoot: string;
  chainHead: string;
  eventCount: number;
  hiddenRecords: number;
  hiddenEvents: number;
  /** Built from the archive's own lines: nothing withheld can get onto the page. */
  records: () => AsyncIterable<RecordLine>;
  events: () => AsyncIterable<EventLine>;
}

const READER: Record<DossierReader, Words> = {
  CONSUMER: ["消费者", "the consumer"],
  PROVIDER: ["服务商", "the provider"],
  ASSOCIATION: ["消费者协会或主管部门", "a consumer association or authority"],
  COURT: ["法院或仲裁机构", "a court or tribunal"],
};

/** `index.markup`, piece by piece. No scripts, and no other files than the pictures beside it. */
export async function* casePage(page: PageFacts): AsyncGenerator<string> {
  for await (const part of parts(page)) yield part.text;
}

async function* parts(page: PageFacts): AsyncGenerator<Html> {
  const pen = new Pen(page.locale, page.hiddenRecords === 0);
  const gathered = await Gathered.from(page.records());
  yield opening(pen, page);
  yield partiesSection(pen, gathered);
  yield complaintSection(pen, gathered);
  yield promisesSection(pen, gathered);
  yield* threadSection(pen, gathered, page.records());
  yield* evidenceSection(pen, gathered, page.records());
  yield rulingsSection(pen, gathered);
  yield outsideSection(pen, gathered);
  yield* timelineSection(pen, page.events());
  yield integrity(pen, page);
}

function opening(pen: Pen, page: PageFacts): Html {
  const title = pen.say(["消费纠纷卷宗", "Dossier of a consumer dispute"]);
  return markup`<!doctype html>
    <html lang="${page.locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:"
        />
        <title>${title} ${page.complaintId}</title>
        <style>
          ${STYLE_TEXT}
        </style>
      </head>
      <body>
        <header><h1>${title}</h1></header>
        ${facts(pen, [
          [["案件标识", "Case id"], page.complaintId],
          [["卷宗编号", "Dossier"], page.dossierId],
          [["供谁阅读", "Made for"], pen.say(READER[page.reader])],
          [["制作时间", "Made"], pen.when(page.madeAt)],
        ])}
        <p class="small">
          ${pen.say([
            "时间均为北京时间（UTC+8）。标有“〔已遮盖〕”之处不向本卷宗的阅读者公开；其承诺值仍在卷宗内，完整性可以核验。",
            "Times are China Standard Time (UTC+8). What is marked [redacted] is not for the reader of this dossier; commitments to it are, and the whole can still be verified.",
          ])}
        </p>`;
}

/** Our own text, without any user's. */
const STYLE_TEXT = new Html(STYLE);

function integrity(pen: Pen, page: PageFacts): Html {
  const digest = (text: string): Html => markup`<span class="digest">${text}</span>`;
  return markup`<h2>${pen.say(["九、完整性", "9. Integrity"])}</h2>
        <p>
          ${pen.say([
            "在卷宗文件夹中运行 node verify.mjs，即可离线核验全部文件、字段与事件，任何改动都会被指出。无需网络，只需 Node.js。",
            "Run node verify.mjs in the dossier's folder: it checks every file, field and event without a network and names whatever was altered. It needs nothing but Node.js.",
          ])}
        </p>
        ${facts(pen, [
          [["全部记录的摘要", "Root of all records"], digest(page.recordsRoot)],
          [["事件链尾", "Head of the chain of events"], digest(page.chainHead)],
          [["事件总数", "Number of events"], String(page.eventCount)],
          [["其中未公开的事件", "Of these withheld"], String(page.hiddenEvents)],
          [["未公开的记录", "Records withheld altogether"], String(page.hiddenRecords)],
          [["签名公钥指纹", "Fingerprint of the signing key"], digest(page.fingerprint)],
          [["公布的公钥", "Published keys"], `${page.platform}/dossiers/keys.json`],
        ])}
      </body>
    </html>`;
}
