import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { AsOf, useAsOf } from "../design/as-of";
import { Badge } from "../design/badge";
import { ButtonLink } from "../design/button";
import { Folded } from "../design/folded";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { Page } from "../design/page";
import { DataTable } from "../design/data-table";
import { Time } from "../design/time";
import { useWide } from "../design/use-wide";
import { useIsOpen } from "../shell/viewer";
import { formatDate, formatTime } from "../text/format";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { HouseRuleChange } from "./house-rule-change";
import {
  AnnouncedHouseRulesDocument,
  HouseRulesDocument,
  type AnnouncedHouseRulesQuery,
  type HouseRulesQuery,
} from "./house-rules.generated";
import { numbersInWords } from "../text/numbers-in-words";

const text = defineText("houseRules", {
  en: {
    title: "Time limits and numbers",
    about:
      "How long everything takes, from when on it counts, and how much. A number that changes keeps what was decided under the old one.",
    change: "Propose or decide on changes",
    announced: "Announced changes",
    noneAnnounced: "No change is announced.",
    before: "Changes so far",
    day: "In force at the end of",
    then: "These are the numbers in force on {{day}}.",
    meaning: "What it means",
    numbers: "Value",
    since: "In force since",
    always: "the beginning",
    until: "changes on {{at}}",
    calendar: "Working days",
    certain:
      "Working days follow China's official holidays, which are known until {{day}}. Time limits end at 18:00 (UTC+8).",
    date: "Day",
    kind: "What it is",
    working: "working day",
    holiday: "holiday",
    reason: "Why",
    from: "For time limits that begin from",
  },
  zh: {
    title: "时限与标准",
    about: "各项时限、数量和计分标准。标准变更后，此前按原标准作出的决定不受影响。",
    change: "提议或审批变更",
    announced: "已公告的变更",
    noneAnnounced: "目前没有已公告的变更。",
    before: "历次变更",
    day: "查看某日结束时有效的标准",
    then: "以下是 {{day}} 有效的标准。",
    meaning: "含义",
    numbers: "标准",
    since: "生效时间",
    always: "自始有效",
    until: "{{at}} 起变更",
    calendar: "工作日",
    certain: "工作日依照国家法定节假日安排，目前已公布至 {{day}}。时限于当日 18:00（北京时间）届满。",
    date: "日期",
    kind: "安排",
    working: "工作日",
    holiday: "休息日",
    reason: "依据",
    from: "适用于自此开始的时限",
  },
});

type Rule = HouseRulesQuery["houseRules"][number];

export { HouseRulesPage as Component };

function HouseRulesPage(): ReactNode {
  const say = useText(text);
  const { moment } = useAsOf();
  const read = useRead(HouseRulesDocument, { at: moment });
  const changes = useRead(AnnouncedHouseRulesDocument, {});
  const mayDecide = useIsOpen("approveHouseRuleChange");
  return (
    <Page
      title={say("title")}
      actions={mayDecide && <ButtonLink to="/house-rules/changes">{say("change")}</ButtonLink>}
    >
      <p className="prose">{say("about")}</p>
      <Loaded {...changes}>
        {({ announced }) => (
          <section className="stack-tight">
            <h2>{say("announced")}</h2>
            {announced.nodes.length === 0 ? (
              <p className="muted">{say("noneAnnounced")}</p>
            ) : (
              <Changes changes={announced.nodes} />
            )}
          </section>
        )}
      </Loaded>
      <AsOf label={say("day")} />
      {moment && <Notice>{say("then", { day: formatDate(moment) })}</Notice>}
      <Loaded {...read}>
        {({ houseRules, workingCalendar }) => (
          <>
            {valuesOf("HouseRuleSubject").map((subject) => (
              <Subject key={subject} subject={subject} rules={houseRules.filter((rule) => rule.subject === subject)} />
            ))}
            <Calendar calendar={workingCalendar} />
          </>
        )}
      </Loaded>
      <Loaded {...changes}>
        {({ before }) =>
          before.nodes.length > 0 && (
            <section className="stack-tight">
              <h2>{say("before")}</h2>
              <Changes changes={before.nodes} />
            </section>
          )
        }
      </Loaded>
    </Page>
  );
}

const Changes = ({ changes }: { changes: AnnouncedHouseRulesQuery["announced"]["nodes"] }): ReactNode => (
  <ul className="stack-tight" role="list">
    {changes.map((change) => (
      <li key={change.id} className="card stack-tight">
        <HouseRuleChange change={change} />
      </li>
    ))}
  </ul>
);

function Subject({ subject, rules }: { subject: Rule["subject"]; rules: Rule[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <Part title={label("HouseRuleSubject", subject)}>
      <DataTable label={label("HouseRuleSubject", subject)} heads={[say("meaning"), say("numbers"), say("since")]}>
        {rules.map((rule) => (
          <tr key={rule.code} id={rule.code}>
            <td className="sentence">
              {rule.meaning} <code className="small muted">{rule.code}</code>
            </td>
            <td>{numbersInWords(rule.numbers)}</td>
            <td className="nowrap">
              {rule.since ? <Time at={rule.since} /> : say("always")}
              {rule.until && <Badge tone="warn">{say("until", { at: formatTime(rule.until) })}</Badge>}
            </td>
          </tr>
        ))}
      </DataTable>
    </Part>
  );
}

/** Two hundred numbers are a long way on a phone: there one opens what one looks for. */
function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const wide = useWide("48rem");
  if (!wide)
    return (
      <Folded className="card" summary={<h2>{title}</h2>}>
        <div className="stack-tight">{children}</div>
      </Folded>
    );
  return (
    <section className="stack-tight">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Calendar({ calendar: { certainUntil, days } }: { calendar: HouseRulesQuery["workingCalendar"] }): ReactNode {
  const say = useText(text);
  return (
    <Part title={say("calendar")}>
      <p className="prose">{say("certain", { day: certainUntil })}</p>
      {days.length > 0 && (
        <DataTable label={say("calendar")} heads={[say("date"), say("kind"), say("reason"), say("from")]}>
          {days.map(({ date, working, reason, effectiveFrom }) => (
            <tr key={`${date} ${effectiveFrom}`}>
              <td className="numeric">{date}</td>
              <td>{say(working ? "working" : "holiday")}</td>
              <td>{reason}</td>
              <td>
                <Time at={effectiveFrom} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Part>
  );
}
