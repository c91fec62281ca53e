import {
  BookOpen,
  CircleDollarSign,
  FileQuestion,
  Gift,
  Landmark,
  Lock,
  Power,
  RotateCcw,
  ShieldCheck,
  Sparkles,
  Truck,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import type { PromiseKind } from "../api/schema.generated";
import { Badge } from "../design/badge";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Facts } from "../design/facts";
import { Icon } from "../design/icon";
import { later } from "../design/later";
import { Notice } from "../design/notice";
import { Countdown, Time } from "../design/time";
import { isStaff, useViewer } from "../shell/viewer";
import { formatMoney, formatNumber, formatStake } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { promiseName } from "../text/promise-name";
import { useCase } from "./case-context";
import type { BreachShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { outsideText } from "./outside.text";
import { Section } from "./section";

const Outside = later(() => import("./outside"));

export const PROMISE_ICONS: Record<PromiseKind, LucideIcon> = {
  PRICE: CircleDollarSign,
  GIFT_OR_DISCOUNT: Gift,
  QUALITY: Sparkles,
  DELIVERY_TIME: Truck,
  AFTER_SALES: Wrench,
  RETURN_REFUND: RotateCcw,
  CONFIDENTIALITY: Lock,
  AVAILABILITY: Power,
  OTHER: FileQuestion,
};

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
          ...complaint.repayments.map(
            ({ amount, status }) =>
              [say("repayment"), `${formatMoney(amount)} · ${label("PaymentStatus", status)}`] as const,
          ),
          [say("queue"), complaint.queue],
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
  const { complaint } = useCase();
  return (
    <Section id="promised" title={say("whatWasPromised")}>
      <ul className={styles.slips} role="list">
        {complaint.breaches.map((breach) => (
          <Slip key={breach.id} breach={breach} />
        ))}
      </ul>
      <Link to="#breaches" className="row small">
        <Icon of={ShieldCheck} size={14} />
        {say("sealed")}
      </Link>
    </Section>
  );
}

function Slip({ breach }: { breach: BreachShownFragment }): ReactNode {
  const label = useLabel();
  const { promiseVersion: version, machineFinding } = breach;
  const observed = machineFinding?.facts;
  return (
    <li className={styles.slip}>
      <span className={styles.slipIcon}>
        <Icon of={PROMISE_ICONS[breach.kind]} size={16} />
      </span>
      <span>
        <span className="muted small">{promiseName(version, breach.kind, label)}</span>
        <br />
        {version.bilingual?.text ?? version.text}
      </span>
      {observed && (
        <Badge tone={machineFinding.certain ? "bad" : "warn"}>
          {observed.unit === "MINOR_UNITS"
            ? formatMoney({ amount: observed.observed, currency: breach.atStake.currency })
            : `${formatNumber(observed.observed, 1)} ${label("FactUnit", observed.unit)}`}
        </Badge>
      )}
    </li>
  );
}

function GoodToKnow(): ReactNode {
  const say = useText(caseText);
  const sayOutside = useText(outsideText);
  const [outside, setOutside] = useState(false);
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
        <Button kind="quiet" onClick={() => setOutside(true)}>
          <Icon of={Landmark} size={16} />
          {sayOutside("title")}
        </Button>
      </div>
      {outside && (
        <Dialog title={sayOutside("title")} wide onClose={() => setOutside(false)}>
          <Outside />
        </Dialog>
      )}
    </Section>
  );
}
