import type { ReactNode } from "react";
import { Link } from "react-router";
import { Stamp } from "lucide-react";
import { Badge, type Tone } from "../design/badge";
import { Icon } from "../design/icon";
import { Countdown, Time } from "../design/time";
import { colon, formatList, formatMoney } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { useCase } from "./case-context";
import type { RulingInEffectFragment, RulingShownFragment } from "./case.generated";
import styles from "./case.module.css";
import { Penalties, Remedies } from "./measures";
import { rulingText } from "./ruling.text";
import { Facts } from "../design/facts";
import { Section } from "./section";

/** The ruling in effect, with all its parts. */
export function RulingInEffect(): ReactNode {
  const say = useText(rulingText);
  const { ruling } = useCase().complaint;
  if (!ruling) return null;
  return (
    <Section id="ruling" title={say("title")}>
      <Hero ruling={ruling} />
      <Remedies remedies={ruling.remedies ?? []} />
      <ActionsHere
        of={[
          "FILE_REMEDY_PROOF",
          "CONFIRM_REMEDY",
          "CONTEST_REMEDY",
          "CHECK_REMEDY",
          "WAIVE_REMEDY",
          "CLOSE_UNREMEDIED",
        ]}
      />
      <RulingBody ruling={ruling} />
      <Penalties penalties={ruling.penalties} />
      <ActionsHere of={["APPEAL", "WAIVE_APPEAL"]} />
    </Section>
  );
}

/** First what it means for the reader, then why. The same outcome is good news for one side and bad for the other. */
function Hero({ ruling }: { ruling: RulingInEffectFragment }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  const { viewerSide, provider } = useCase().complaint;
  const [first] = ruling.remedies ?? [];
  const what =
    first && [label("RemedyKind", first.kind), first.amount && formatMoney(first.amount)].filter(Boolean).join(" ");
  const heading = (): string => {
    if (!what) return label("RulingOutcome", ruling.outcome);
    return say(viewerSide === "CONSUMER" ? "youGet" : viewerSide === "PROVIDER" ? "youOwe" : "theyOwe", {
      what,
      provider: provider.legalName,
    });
  };
  return (
    <div className={styles.hero} data-tone={toneFor(ruling.outcome, viewerSide)}>
      <span className={styles.seal} aria-hidden="true">
        <Icon of={Stamp} size={22} />
      </span>
      <div className="stack-tight">
        <p className="row">
          <Badge tone={toneFor(ruling.outcome, viewerSide)}>{label("RulingOutcome", ruling.outcome)}</Badge>
          <Badge>{label("RulingStatus", ruling.status)}</Badge>
          <span className="muted small">{say("round", { round: ruling.round })}</span>
        </p>
        <h3 className="larger">{heading()}</h3>
        {first?.dueAt && (
          <p className="muted">
            {say("by")} <Time at={first.dueAt} />
          </p>
        )}
        <p className="prose">{ruling.publicText}</p>
      </div>
    </div>
  );
}

function toneFor(outcome: RulingShownFragment["outcome"], side: "CONSUMER" | "PROVIDER" | null): Tone {
  if (side === null) return outcome === "DISMISSED" ? "muted" : "info";
  return (outcome === "DISMISSED") === (side === "PROVIDER") ? "good" : "bad";
}

/** For platform staff: what a second person must approve. */
export function RulingAwaiting(): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  const { rulingAwaitingApproval: ruling } = useCase().complaint;
  if (!ruling) return null;
  return (
    <Section id="awaiting" title={say("awaiting")}>
      {ruling.decidedAt && (
        <p className="muted small">
          {say("decidedAt")} <Time at={ruling.decidedAt} />
        </p>
      )}
      <p className="row">
        <Badge tone={ruling.outcome === "DISMISSED" ? "muted" : "info"}>{label("RulingOutcome", ruling.outcome)}</Badge>
        <span className="muted small">{say("round", { round: ruling.round })}</span>
      </p>
      <p className="prose">{ruling.publicText}</p>
      <RulingBody ruling={ruling} />
      <Remedies remedies={ruling.planned?.remedies ?? []} />
      <Penalties penalties={ruling.planned?.penalties ?? []} />
      <ActionsHere of={["APPROVE_RULING", "DECLINE_RULING"]} />
    </Section>
  );
}

function RulingBody({ ruling }: { ruling: RulingShownFragment }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <>
      <Facts
        facts={[
          [say("issuedAt"), ruling.issuedAt && <Time at={ruling.issuedAt} />],
          [
            say("appealableUntil"),
            ruling.appealableUntil && !ruling.finalAt && (
              <span className="row">
                <Time at={ruling.appealableUntil} /> <Countdown until={ruling.appealableUntil} />
              </span>
            ),
          ],
          [say("finalAt"), ruling.finalAt && <Time at={ruling.finalAt} />],
          [
            say("reversedAt"),
            ruling.reversedAt && (
              <>
                <Time at={ruling.reversedAt} />{" "}
                {ruling.reversedBecause && label("ReversalReason", ruling.reversedBecause)}
              </>
            ),
          ],
          [say("rootCause"), ruling.rootCause && label("RootCause", ruling.rootCause)],
          [say("facts"), ruling.facts && <span className="prose">{ruling.facts}</span>],
          [say("reasoning"), ruling.reasoning && <span className="prose">{ruling.reasoning}</span>],
          [
            say("rebutted"),
            ruling.presumptionRebuttedBecause && <span className="prose">{ruling.presumptionRebuttedBecause}</span>,
          ],
          [say("departure"), ruling.departureReason && <span className="prose">{ruling.departureReason}</span>],
        ]}
      />
      {ruling.findings && ruling.findings.length > 0 && (
        <div className="stack-tight">
          <h3>{say("findings")}</h3>
          {ruling.findings.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </div>
      )}
      {ruling.adverseInferences && ruling.adverseInferences.length > 0 && (
        <div className="stack-tight">
          <h3>{say("inferences")}</h3>
          {ruling.adverseInferences.map(({ requestId, inference }) => (
            <div key={requestId}>
              <p className="muted small prose">{complaint.requests.nodes.find(({ id }) => id === requestId)?.text}</p>
              <p className="prose">{inference}</p>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function Finding({ finding }: { finding: NonNullable<RulingShownFragment["findings"]>[number] }): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  const { complaint } = useCase();
  const breach = complaint.breaches.find(({ id }) => id === finding.breach?.id);
  const rule = finding.ruleVersion;
  return (
    <article className={styles.part}>
      <p className="row">
        {breach && <strong>{label("PromiseKind", breach.kind)}</strong>}
        <Badge tone={finding.result === "BROKEN" || finding.result === "PARTLY_BROKEN" ? "bad" : "muted"}>
          {label("FindingResult", finding.result)}
        </Badge>
        {finding.severity && <Badge>{label("Severity", finding.severity)}</Badge>}
      </p>
      <p className="prose">{finding.reasoning}</p>
      {finding.evidence.length > 0 && (
        <p className="small muted">
          {say("restsOn")}
          {colon()}
          {formatList(finding.evidence.map(({ title }) => title))}
        </p>
      )}
      {rule && (
        <p className="small">
          <Link to={`/rules/${rule.code}`}>
            {say("rule", { code: rule.code, version: rule.version, title: rule.title.text })}
          </Link>
        </p>
      )}
    </article>
  );
}

/** The appeals, with their grounds and outcomes. */
export function Appeals(): ReactNode {
  const say = useText(rulingText);
  const label = useLabel();
  const { complaint } = useCase();
  return (
    <Section id="appeals" title={say("appeals")}>
      {complaint.appeals.map((appeal) => (
        <article key={appeal.id} className={styles.part}>
          <p className="row">
            <strong>{say("appealBy", { side: label("Side", appeal.bySide) })}</strong>
            <Badge tone="info">{label("AppealStatus", appeal.status)}</Badge>
            <span>{label("AppealGround", appeal.ground)}</span>
            <span className="muted small">
              <Time at={appeal.filedAt} />
            </span>
          </p>
          <p className="prose">{appeal.text}</p>
          {appeal.answer && (
            <blockquote className={styles.promise}>
              {appeal.answeredAt && (
                <p className="muted small">
                  {say("appealAnswer")} <Time at={appeal.answeredAt} />
                </p>
              )}
              {appeal.answer}
            </blockquote>
          )}
          {appeal.reason && (
            <blockquote className={styles.promise}>
              {appeal.decidedAt && (
                <p className="muted small">
                  {say("decidedAt")} <Time at={appeal.decidedAt} />
                </p>
              )}
              {appeal.reason}
            </blockquote>
          )}
        </article>
      ))}
      <ActionsHere of={["ANSWER_APPEAL", "WITHDRAW_APPEAL", "DECIDE_APPEAL"]} />
    </Section>
  );
}
