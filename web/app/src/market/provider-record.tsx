import type { ReactNode } from "react";
import { Link } from "react-router";
import { useChanges } from "../api/use-changes";
import { present, useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { Measure } from "../register/measure";
import { OutcomeBadge } from "../register/outcome-badge";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ProviderRecordDocument, type ProviderRecordQuery } from "./provider.generated";
import styles from "./provider.module.css";

const text = defineText("providerRecord", {
  en: {
    rulings: "Rulings",
    noRulings: "No ruling has been published.",
    penalties: "Penalties",
    noPenalties: "No penalty is or has been in force.",
    conclusions: "Inspections",
    noConclusions: "No conclusion of an inspection has been published.",
    statement: "What the provider says to it",
    silent: "The provider was asked for its view and stated nothing.",
    ruledOn: "Ruled on",
    breach: "breach found",
    noBreach: "no breach found",
    final: "final since",
    notFinal: "not final yet",
    inRegister: "In the register",
  },
  zh: {
    rulings: "处理决定",
    noRulings: "没有公布的处理决定。",
    penalties: "处理措施",
    noPenalties: "没有生效或曾经生效的处理措施。",
    conclusions: "巡查结论",
    noConclusions: "没有公布的巡查结论。",
    statement: "服务商陈述",
    silent: "平台已征求服务商意见，服务商未陈述。",
    ruledOn: "相关处理决定",
    breach: "发现违约",
    noBreach: "未发现违约",
    final: "生效时间",
    notFinal: "尚未生效",
    inRegister: "查看公示",
  },
});

type Record = NonNullable<ProviderRecordQuery["provider"]>;

export function ProviderRecord({ id, changes }: { id: string; changes: number }): ReactNode {
  const say = useText(text);
  const afterRuling = usePlace("afterRuling");
  const afterPenalty = usePlace("afterPenalty");
  const afterConclusion = usePlace("afterConclusion");
  const read = present(useRead(ProviderRecordDocument, { id, afterRuling, afterPenalty, afterConclusion }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <Loaded {...read}>
      {({ provider: { rulings, penalties, inspectionConclusions } }) => (
        <>
          <Part title={say("rulings")} none={say("noRulings")} list={rulings} place="afterRuling">
            {rulings.nodes.map((ruling) => (
              <Ruling key={ruling.id} ruling={ruling} />
            ))}
          </Part>
          <Part title={say("penalties")} none={say("noPenalties")} list={penalties} place="afterPenalty">
            {penalties.nodes.map((penalty) => (
              <Penalty key={penalty.id} penalty={penalty} />
            ))}
          </Part>
          <Part
            title={say("conclusions")}
            none={say("noConclusions")}
            list={inspectionConclusions}
            place="afterConclusion"
          >
            {inspectionConclusions.nodes.map((each) => (
              <Conclusion key={each.id} conclusion={each} />
            ))}
          </Part>
        </>
      )}
    </Loaded>
  );
}

function Part({
  title,
  none,
  list: { nodes, pageInfo },
  place,
  children,
}: {
  title: string;
  none: string;
  list: { nodes: readonly unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  place: string;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="stack-tight">
      <h2>{title}</h2>
      {nodes.length === 0 ? <p className="muted">{none}</p> : <ul className={styles.rows}>{children}</ul>}
      <Pager pageInfo={pageInfo} name={place} />
    </section>
  );
}

function Ruling({ ruling }: { ruling: Record["rulings"]["nodes"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [entry] = ruling.registerEntries;
  return (
    <li className="stack-tight">
      <div className="row spread">
        <span className="row">
          <OutcomeBadge outcome={ruling.outcome} />
          {ruling.status === "REVERSED" && (
            <Badge tone="warn">
              {label("RulingStatus", ruling.status)}
              {ruling.reversedBecause && <> · {label("ReversalReason", ruling.reversedBecause)}</>}
            </Badge>
          )}
          {ruling.ruleVersions.map(({ id, code, title }) => (
            <Link key={id} to={`/rules/${code}`} title={title.text}>
              {code}
            </Link>
          ))}
        </span>
        {ruling.issuedAt && <Time at={ruling.issuedAt} />}
      </div>
      <p className="prose">{ruling.publicText}</p>
      <div className="row small">
        {ruling.finalAt ? (
          <span className="muted">
            {say("final")} <Time at={ruling.finalAt} />
          </span>
        ) : (
          ruling.status === "ISSUED" && <span className="muted">{say("notFinal")}</span>
        )}
        {entry && <Link to={`/public-register/${entry.id}`}>{say("inRegister")}</Link>}
      </div>
    </li>
  );
}

/** What an inspection concluded, what the provider says to it, and what was ruled on it. */
function Conclusion({ conclusion }: { conclusion: Record["inspectionConclusions"]["nodes"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { at, breachFound, statement, providerSilent, rulings } = conclusion;
  return (
    <li className="stack-tight">
      <div className="row spread">
        <Badge tone={breachFound ? "bad" : "good"}>{say(breachFound ? "breach" : "noBreach")}</Badge>
        <Time at={at} />
      </div>
      <p className="prose">{conclusion.conclusion}</p>
      {statement && (
        <div>
          <p className="small muted">{say("statement")}</p>
          <p className="prose">{statement}</p>
        </div>
      )}
      {providerSilent && <p className="small muted">{say("silent")}</p>}
      {rulings.map(({ id, outcome, status, finalAt, registerEntries: [entry] }) => (
        <div key={id} className="row small">
          <span className="muted">{say("ruledOn")}</span>
          <OutcomeBadge outcome={outcome} />
          {status === "REVERSED" && <Badge tone="warn">{label("RulingStatus", status)}</Badge>}
          {status === "ISSUED" && !finalAt && <span className="muted">{say("notFinal")}</span>}
          {entry && <Link to={`/public-register/${entry.id}`}>{say("inRegister")}</Link>}
        </div>
      ))}
    </li>
  );
}

function Penalty({ penalty }: { penalty: Record["penalties"]["nodes"][number] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const entry = penalty.ruling?.registerEntries[0];
  return (
    <li className="stack-tight">
      <Measure measure={penalty}>
        <Badge tone={penalty.status === "ACTIVE" ? "warn" : "muted"}>{label("PenaltyStatus", penalty.status)}</Badge>
        <span className="small muted">{label("PenaltyCause", penalty.cause)}</span>
      </Measure>
      <div className="row small">
        {penalty.listing && <Link to={`/listings/${penalty.listing.id}`}>{penalty.listing.title}</Link>}
        {entry && <Link to={`/public-register/${entry.id}`}>{say("inRegister")}</Link>}
      </div>
    </li>
  );
}
