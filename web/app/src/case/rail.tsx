import { BookOpen, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Facts } from "../design/facts";
import { Icon } from "../design/icon";
import { Notice } from "../design/notice";
import { PROMISE_ICONS } from "../design/promise-icons";
import { SlipLines } from "../design/promise-slip";
import { Countdown, Time } from "../design/time";
import { isStaff, useViewer } from "../shell/viewer";
import { formatMoney, formatNumber, formatStake } from "../text/format";
import { useQueueName } from "../text/categories";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { promiseName } from "../text/promise-name";
import { useCase } from "./case-context";
import type { BreachShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { OutsideButton } from "./outside-button";
import { Section } from "./section";

/** What one looks up while reading: the sums and times, the promises, what else helps. */
export function Rail(): ReactNode {
  return (
    <>
      <AtStake />
      <Promised />
      <GoodToKnow />
    </>
  );
}

function AtStake(): ReactNode {
  const queueName = useQueueName();
  const say = useText(caseText);
  const label = useLabel();
  const staff = isStaff(useViewer());
  const { complaint } = useCase();
  const { demand, demandText, lease } = complaint;
  return (
    <Section id="facts" title={say("facts")}>
      <Facts
        facts={[
          [say("atStake"), <strong className="numeric">{formatStake(complaint.atStake)}</strong>],
          [
            say("demand"),
            <>
              {label("RemedyKind", complaint.demandKind)}
              {complaint.demandBasis && <span> {label("CompensationBasis", complaint.demandBasis)}</span>}
              {demand && <span className="numeric"> {formatMoney(demand)}</span>}
              {demandText && <span className="muted"> {demandText}</span>}
            </>,
          ],
          [say("consumer"), complaint.consumerName],
          [say("buyerKind"), label("BuyerKind", complaint.order.buyerKind)],
          [say("openedAt"), <Time at={complaint.openedAt} />],
          [
            say("dueAt"),
            complaint.dueAt && (
              <span className="row">
                <Time at={complaint.dueAt} /> <Countdown until={complaint.dueAt} />
              </span>
            ),
          ],
          [say("severity"), staff && label("Severity", complaint.severity)],
          [say("breachClass"), staff && label("BreachClass", complaint.breachClass)],
          [
            say("track"),
            <>
              {label("Track", complaint.track)}
              <span className="muted small"> {complaint.trackReason}</span>
            </>,
          ],
          ...complaint.order.refunds.map(
            ({ id, amount, settledAt }) =>
              [
                say("refunded"),
                <span key={id} className="row">
                  <span className="numeric">{formatMoney(amount)}</span> {settledAt && <Time at={settledAt} />}
                </span>,
              ] as const,
          ),
          ...complaint.repayments.map(
            ({ amount, status }) =>
              [say("repayment"), `${formatMoney(amount)} · ${label("PaymentStatus", status)}`] as const,
          ),
          [say("queue"), complaint.queue && queueName(complaint.queue)],
          [say("assignedTo"), complaint.assignedTo?.displayName],
          [say("heldBy"), lease?.holderName],
        ]}
      />
      {complaint.openedByPlatform && <Notice>{say("byPlatform")}</Notice>}
      {complaint.presumedBroken && <Notice tone="warn">{say("presumedBroken")}</Notice>}
      {complaint.reopenedCount > 0 && <p className="muted">{say("reopened", { count: complaint.reopenedCount })}</p>}
    </Section>
  );
}

function Promised(): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <Section id="promised" title={say("whatWasPromised")}>
      <SlipLines
        lines={complaint.breaches.map((breach) => ({
          key: breach.id,
          icon: PROMISE_ICONS[breach.kind],
          name: promiseName(breach.promiseVersion, breach.kind, label),
          text: breach.promiseVersion.bilingual?.text ?? breach.promiseVersion.text,
          badge: <Observed breach={breach} />,
        }))}
      />
      <Link to="#breaches" className="row small">
        <Icon of={ShieldCheck} size={14} />
        {say("sealed")}
      </Link>
    </Section>
  );
}

/** What the records show in place of what was promised. */
function Observed({ breach: { machineFinding: finding, atStake } }: { breach: BreachShownFragment }): ReactNode {
  const label = useLabel();
  if (!finding) return null;
  const { observed, unit } = finding.facts;
  return (
    <Badge tone={finding.certain ? "bad" : "warn"}>
      {unit === "MINOR_UNITS"
        ? formatMoney({ amount: observed, currency: atStake.currency })
        : `${formatNumber(observed, 1)} ${label("FactUnit", unit)}`}
    </Badge>
  );
}

function GoodToKnow(): ReactNode {
  const say = useText(caseText);
  const { suggestedGuides } = useCase().complaint;
  return (
    <Section id="guides" title={say("guides")}>
      <ul className="stack-tight" role="list">
        {suggestedGuides.map(
          ({ id, current }) =>
            current && (
              <li key={id} className={styles.guide}>
                <Icon of={BookOpen} size={16} />
                <Link to={`/guides/${id}`} title={current.summary.text}>
                  {current.title.text}
                </Link>
              </li>
            ),
        )}
      </ul>
      <div className="flush">
        <OutsideButton kind="quiet" />
      </div>
    </Section>
  );
}
