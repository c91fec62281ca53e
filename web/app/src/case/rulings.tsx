import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Countdown, Time } from "../design/time";
import { formatList } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { ActionsHere } from "./actions-now";
import { useCase } from "./case-context";
import type { RulingShownFragment } from "./case.generated";
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
      <RulingBody ruling={ruling} />
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
      <Penalties penalties={ruling.penalties} />
      <ActionsHere of={["APPEAL", "WAIVE_APPEAL"]} />
    </Section>
  );
}

/** For platform staff: what a second person must approve. */
export function RulingAwaiting(): ReactNode {
  const say = useText(rulingText);
  const { rulingAwaitingApproval: ruling } = useCase().complaint;
  if (!ruling) return null;
  return (
    <Section id="awaiting" title={say("awaiting")}>
      {ruling.decidedAt && (
        <p className="muted small">
          {say("decidedAt")} <Time at={ruling.decidedAt} />
        </p>
      )}
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
      <p className="row">
        <Badge tone={ruling.outcome === "DISMISSED" ? "muted" : "bad"}>{label("RulingOutcome", ruling.outcome)}</Badge>
        <Badge>{label("RulingStatus", ruling.status)}</Badge>
        <span className="muted small">{say("round", { round: ruling.round })}</span>
      </p>
      <p className="prose">{ruling.publicText}</p>
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
          {say("restsOn")}: {formatList(finding.evidence.map(({ title }) => title))}
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
