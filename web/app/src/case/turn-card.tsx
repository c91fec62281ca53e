import { Bell, CircleCheck, Hourglass, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { Countdown } from "../design/time";
import { formatMoney, formatTime } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionButton, useReadWhenPossible } from "./actions-now";
import { useCase, type Case } from "./case-context";
import styles from "./case.module.css";
import { caseText } from "./case.text";
import { nextByItself, turnOf, WHOSE } from "./turn";
import { turnText } from "./turn.text";

/** The one thing that matters now: what it is, until when, and what happens otherwise. */
export function TurnCard(): ReactNode {
  const say = useText(turnText);
  const { complaint } = useCase();
  const { mine, first, others } = turnOf(complaint);
  useReadWhenPossible();
  return (
    <section
      id="now"
      className={styles.turn}
      data-mine={mine || undefined}
      aria-label={useText(caseText)("now")}
      tabIndex={-1}
    >
      <span className={styles.turnIcon}>
        <Icon of={iconOf(complaint, mine)} size={22} />
      </span>
      <div className={styles.turnWords}>
        <p className={styles.kicker}>
          <Whose mine={mine} />
        </p>
        <h2>
          <Headline mine={mine} />
        </h2>
        <Otherwise />
      </div>
      {first.length > 0 && (
        <div className={styles.acts}>
          {first.map((one, at) => (
            <ActionButton
              key={one.action}
              available={one}
              kind={mine && at === 0 ? "primary" : at < 2 || !complaint.viewerSide ? "plain" : "quiet"}
            />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{say("others", { count: others.length })}</summary>
          <ul className="stack-tight" role="list">
            {others.map((one) => (
              <li key={one.action}>
                <ActionButton available={one} kind="plain" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function iconOf({ status }: Case, mine: boolean): LucideIcon {
  if (mine) return Bell;
  return status === "CLOSED" ? CircleCheck : Hourglass;
}

function useNames(): { consumer: string; provider: string; other: string } {
  const { consumerName, provider, viewerSide } = useCase().complaint;
  return {
    consumer: consumerName,
    provider: provider.legalName,
    other: viewerSide === "CONSUMER" ? provider.legalName : consumerName,
  };
}

function Whose({ mine }: { mine: boolean }): ReactNode {
  const say = useText(turnText);
  const sayCase = useText(caseText);
  const { complaint } = useCase();
  const { provider, other } = useNames();
  const mandatory = complaint.availableActions.find((one) => one.mandatory && !one.unavailableBecause);
  if (mine && complaint.viewerSide === null) return say("desk");
  if (mine)
    return (
      <span className="row">
        {say("yours")}
        {mandatory && <Badge tone="warn">{sayCase("mandatory")}</Badge>}
        {mandatory?.dueAt && <Countdown until={mandatory.dueAt} />}
      </span>
    );
  const whose = WHOSE[complaint.status];
  // What the provider has to do and has done is checked by the other side.
  return say(whose === "provider" && complaint.viewerSide === "PROVIDER" ? "other" : whose, { name: other, provider });
}

function Headline({ mine }: { mine: boolean }): ReactNode {
  const say = useText(turnText);
  const label = useLabel();
  const { complaint } = useCase();
  const { status, viewerSide, settlement, ruling, closureReason } = complaint;
  const { consumer, provider } = useNames();
  const offer = complaint.offers.nodes.find((one) => one.status === "OPEN");
  const demand = useDemand(complaint);
  const must = complaint.availableActions.find((one) => one.mandatory && !one.unavailableBecause);
  if (must && viewerSide !== null) return label("ComplaintAction", must.action);
  if (offer) {
    const words = [label("RemedyKind", offer.kind), offer.amount && formatMoney(offer.amount)]
      .filter(Boolean)
      .join(" ");
    if (offer.madeBySide === viewerSide) return say("youOffered", { offer: words });
    const names = { CONSUMER: consumer, PROVIDER: provider, PLATFORM: "Redress" };
    const offered = say("offered", { name: names[offer.madeBySide], offer: words });
    return viewerSide === "CONSUMER" ? `${offered} ${say("youAsked", { demand })}` : offered;
  }
  if (status === "NEGOTIATING" && complaint.providerFirstResponseAt === null)
    return say(viewerSide === "PROVIDER" ? "unansweredToProvider" : "unansweredToConsumer", {
      consumer,
      provider,
      demand,
    });
  if (status === "SETTLING" && settlement?.proofFiledAt && viewerSide === "CONSUMER")
    return say("proved", { provider });
  if (status === "EVIDENCE" && mine) return say("evidence");
  return say(status, {
    consumer,
    provider,
    outcome: ruling ? label("RulingOutcome", ruling.outcome) : "",
    reason: closureReason ? label("ClosureReason", closureReason) : "",
  });
}

function useDemand({ demandKind, demand }: Case): string {
  const label = useLabel();
  return [label("RemedyKind", demandKind), demand && formatMoney(demand)].filter(Boolean).join(" ");
}

function Otherwise(): ReactNode {
  const say = useText(turnText);
  const label = useLabel();
  const next = nextByItself(useCase().complaint);
  if (!next) return null;
  return <p>{say("otherwise", { at: formatTime(next.at), what: label("AutomaticAction", next.action) })}</p>;
}
