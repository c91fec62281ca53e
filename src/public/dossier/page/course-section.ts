import type { EventLine } from "../archive/event-lines";
import { SIDE, STATUS } from "./case-words";
import { REFERRAL_RESULT, REFERRAL_STATUS, ROUTE, STAY_GROUND } from "./decision-words";
import { EVENT } from "./event-words";
import type { Gathered } from "./gathered";
import { markup, type Html } from "./html";
import { facts, type Pen, type Shown } from "./pen";

export function outsideSection(pen: Pen, gathered: Gathered): Html {
  const stays = gathered.all("stay");
  const referrals = gathered.all("referral");
  return markup`<h2>${pen.say(["七、外部程序与中止", "7. Outside procedures and stays"])}</h2>
    ${stays.length + referrals.length === 0 ? pen.none() : null}
    ${referrals.map((referral) => referralFacts(pen, referral))} ${stays.map((stay) => stayFacts(pen, stay))}`;
}

function referralFacts(pen: Pen, referral: Shown): Html {
  const when = (name: string) => pen.field(referral, name, (at) => pen.when(at));
  return markup`<h3>${pen.say(["外部程序", "Outside procedure"])}</h3>
    ${facts(pen, [
      [["途径", "Route"], pen.field(referral, "route", (code) => pen.code(ROUTE, code))],
      [["机构", "Body"], pen.field(referral, "body")],
      [["案号", "Reference"], pen.field(referral, "reference")],
      [["提交时间", "Filed"], when("filedAt")],
      [["受理时间", "Accepted"], when("acceptedAt")],
      [["状态", "State"], pen.field(referral, "status", (code) => pen.code(REFERRAL_STATUS, code))],
      [["结果", "Result"], pen.field(referral, "result", (code) => pen.code(REFERRAL_RESULT, code))],
      [["结果说明", "The result in words"], pen.field(referral, "outcome")],
      [["备注", "Remarks"], pen.field(referral, "note")],
    ])}`;
}

function stayFacts(pen: Pen, stay: Shown): Html {
  return markup`<h3>${pen.say(["中止", "Stay"])}</h3>
    ${facts(pen, [
      [["事由", "Ground"], pen.field(stay, "ground", (code) => pen.code(STAY_GROUND, code))],
      [["途径", "Route"], pen.field(stay, "route", (code) => pen.code(ROUTE, code))],
      [["外部案号", "Reference"], pen.field(stay, "reference")],
      [["说明", "In words"], pen.field(stay, "reason")],
      [["起", "From"], pen.field(stay, "stayedAt", (at) => pen.when(at))],
      [["止", "Until"], pen.field(stay, "endedAt", (at) => pen.when(at))],
      [["结果", "How it ended"], pen.field(stay, "outcome")],
    ])}`;
}

/** Everything that happened, in order. The complete data is in `events.ndjson`. */
export async function* timelineSection(pen: Pen, events: AsyncIterable<EventLine>): AsyncGenerator<Html> {
  yield markup`<h2>${pen.say(["八、事件经过", "8. What happened, event by event"])}</h2>
    <table>
      <thead>
        <tr>
          <th style="width: 8%">${pen.say(["序号", "No."])}</th>
          <th style="width: 29%">${pen.say(["时间", "When"])}</th>
          <th style="width: 16%">${pen.say(["行为人", "By"])}</th>
          <th>${pen.say(["事件", "What"])}</th>
        </tr>
      </thead>
      <tbody>`;
  for await (const event of events) yield eventRow(pen, event);
  yield markup`</tbody></table>`;
}

function eventRow(pen: Pen, event: EventLine): Html {
  const known = headOf(event);
  if (!known)
    return markup`<tr>
      <td>${event.seq}</td>
      <td colspan="3">${pen.mark()}</td>
    </tr>`;
  const { type, role, at } = known;
  return markup`<tr>
    <td>${event.seq}</td>
    <td>${pen.when(at)}</td>
    <td>${pen.code(SIDE, role)}</td>
    <td>${pen.code(EVENT, type)}${particulars(pen, event)}</td>
  </tr>`;
}

/** Version 1: stream, number, type, actor, role, time. Version 2: stream, number, type, role, time, audience. */
function headOf({ version, head, fields }: EventLine): { type: unknown; role: unknown; at: unknown } | null {
  const parts = version === 1 ? head : fields?.head;
  if (!Array.isArray(parts)) return null;
  const [type, role, at] = version === 1 ? [parts[2], parts[4], parts[5]] : (parts.slice(2, 5) as unknown[]);
  return { type, role, at };
}

/** Texts that people wrote, and the states between which the case moved. */
const WRITTEN = ["title", "text", "reason", "statement", "proof", "note", "outcome", "shipment"];

function particulars(pen: Pen, { version, fields = {} }: EventLine): Html | null {
  const data = (name: string): unknown => fields[version === 1 ? name : `data.${name}`];
  const states = [data("from"), data("to")].map((state) => pen.code(STATUS, state));
  const lines = [
    ...(states[0] && states[1] ? [`${states[0]} → ${states[1]}`] : []),
    ...(typeof data("clock") === "string" ? [pen.clockName(data("clock"))] : []),
    ...WRITTEN.map(data).filter((value) => typeof value === "string" && !/^[A-Z_]+$/.test(value)),
  ];
  return lines.length === 0 ? null : markup`<div class="small">${lines.join("\n")}</div>`;
}
