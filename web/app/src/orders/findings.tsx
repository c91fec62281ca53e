import type { ReactNode } from "react";
import { ButtonLink } from "../design/button";
import { Notice } from "../design/notice";
import { useNow } from "../design/time";
import { colon, formatMoney } from "../text/format";
import { defineText, useText } from "../text/language";
import { openCaseAbout } from "./open-case-about";
import type { FindingShownFragment, OrderShownFragment } from "./orders.generated";

const text = defineText("findings", {
  en: {
    title: "The platform's own records show",
    uncertain: "Only a person can say whether the promise was about this.",
    atStake: "At stake: {{amount}}",
    promised: "The promise itself says what is paid",
    complain: "Open a case with this",
  },
  zh: {
    title: "平台记录显示",
    uncertain: "是否属于该承诺的范围，需要由您来判断。",
    atStake: "涉及金额：{{amount}}",
    promised: "承诺自带赔偿",
    complain: "据此投诉",
  },
});

/** Breaches that the records show, with a link that opens a case with them. */
export function Findings({ order }: { order: OrderShownFragment }): ReactNode {
  const say = useText(text);
  const now = useNow();
  const { machineFindings, complainableUntil: until } = order;
  if (machineFindings.length === 0) return null;
  const isNew = machineFindings.some(({ promiseVersion }) => !openCaseAbout(order, promiseVersion.id));
  return (
    <Notice tone="warn">
      <p>
        <strong>{say("title")}</strong>
      </p>
      <ul className="stack-tight" role="list">
        {machineFindings.map((finding) => (
          <li key={`${finding.promiseVersion.id} ${finding.shortfall}`}>
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
      {isNew && until && Date.parse(until) >= now && (
        <div>
          <ButtonLink kind="primary" to="complain">
            {say("complain")}
          </ButtonLink>
        </div>
      )}
    </Notice>
  );
}

export function FindingText({ finding }: { finding: FindingShownFragment }): ReactNode {
  const say = useText(text);
  const { expected, delivered, certain, amountAtStake, compensation } = finding;
  return (
    <>
      <p>
        {expected} <strong>{delivered}</strong>
      </p>
      {amountAtStake && <p className="small">{say("atStake", { amount: formatMoney(amountAtStake) })}</p>}
      {compensation && (
        <p className="small">
          {say("promised")}
          {colon()}
          {compensation.explanation}
        </p>
      )}
      {!certain && <p className="small muted">{say("uncertain")}</p>}
    </>
  );
}
