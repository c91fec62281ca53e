import type { ReactNode } from "react";
import type { FactUnit } from "../api/schema.generated";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Notice } from "../design/notice";
import { formatMoney, formatStake, formatNumber, formatTime } from "../text/format";
import { useText } from "../text/language";
import { useLabel } from "../text/labels";
import { promiseName } from "../text/promise-name";
import { useCase, type Case } from "./case-context";
import type { BreachShownFragment } from "./case.generated";
import { caseText } from "./case.text";
import { Facts } from "../design/facts";
import { Section } from "./section";
import styles from "./case.module.css";

/** What was promised, beside what was delivered. */
export function Breaches(): ReactNode {
  const say = useText(caseText);
  const { complaint } = useCase();
  return (
    <Section id="breaches" title={say("breaches")}>
      <p className="prose">{complaint.story}</p>
      <NewFacts />
      {complaint.breaches.map((breach) => (
        <BreachCard key={breach.id} breach={breach} ruling={complaint.ruling} />
      ))}
    </Section>
  );
}

/** In a case about what another decided before. */
function NewFacts(): ReactNode {
  const say = useText(caseText);
  const { newFacts, decidedCaseId } = useCase().complaint;
  if (!newFacts) return null;
  return (
    <Notice>
      <strong>{say("newFacts")}</strong>
      <p className="prose">{newFacts}</p>
      <Link to={`/cases/${decidedCaseId}`}>{say("decidedBefore")}</Link>
    </Notice>
  );
}

function BreachCard({ breach, ruling }: { breach: BreachShownFragment; ruling: Case["ruling"] }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const { promiseVersion: version } = breach;
  const finding = ruling?.findings?.find((one) => one.breach?.id === breach.id);
  return (
    <article className={styles.part}>
      <h3 className="row">
        {promiseName(version, breach.kind, label)}
        {finding && (
          <Badge tone={finding.result === "BROKEN" || finding.result === "PARTLY_BROKEN" ? "bad" : "muted"}>
            {label("FindingResult", finding.result)}
          </Badge>
        )}
      </h3>
      <div className="beside">
        <figure className="stack-tight">
          <figcaption className="muted small">
            {say(version.platformPromise ? "promisedByPlatform" : "promised")} ·{" "}
            {say("version", { version: version.version, at: formatTime(version.publishedAt) })}
          </figcaption>
          <blockquote className={styles.promise}>{version.bilingual?.text ?? version.text}</blockquote>
          <details className="small muted">
            <summary>{say("sealed")}</summary>
            {say("digest")} <code>{version.digest}</code>
          </details>
        </figure>
        <Facts
          facts={[
            [say("expected"), <span className="prose">{breach.expected}</span>],
            [say("delivered"), <span className="prose">{breach.delivered}</span>],
            [say("amount"), <span className="numeric">{formatStake(breach.atStake)}</span>],
            [say("machine"), breach.machineFinding && <Machine breach={breach} />],
          ]}
        />
      </div>
    </article>
  );
}

function Machine({ breach }: { breach: BreachShownFragment }): ReactNode {
  const say = useText(caseText);
  const label = useLabel();
  const finding = breach.machineFinding;
  if (!finding) return null;
  const { promised, observed, unit } = finding.facts;
  const read = (value: number): string => factOf(value, unit, breach.atStake.currency, label("FactUnit", unit));
  return (
    <span className="row">
      <span>
        {label("Shortfall", finding.shortfall)}
        {" · "}
        {say("machineFacts", { promised: read(promised), observed: read(observed) })}
      </span>
      <Badge tone={finding.certain ? "info" : "muted"}>
        {say(finding.certain ? "machineCertain" : "machineUncertain")}
      </Badge>
    </span>
  );
}

const factOf = (value: number, unit: FactUnit, currency: string, unitLabel: string): string =>
  unit === "MINOR_UNITS" ? formatMoney({ amount: value, currency }) : `${formatNumber(value, 1)} ${unitLabel}`;
