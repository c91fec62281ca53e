import type { ReactNode } from "react";
import { Link } from "react-router";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { Measure } from "./measure";
import { OutcomeBadge } from "./outcome-badge";
import type { EntryBriefFragment } from "./register.generated";

const text = defineText("entryStatement", {
  en: {
    late: "The platform itself was late: {{clock}} was due",
    interim: "A grave case is being examined. Nothing has been decided, so no one is named.",
    from: "From",
    until: "Until",
    final: "Final since",
    appealable: "May be appealed until",
    rules: "Rules cited",
  },
  zh: {
    late: "平台自身逾期：{{clock}} 应完成于",
    interim: "严重案件正在审理。目前尚未作出任何认定，因此不公布当事人。",
    from: "自",
    until: "至",
    final: "生效时间",
    appealable: "可申诉至",
    rules: "适用规则",
  },
});

/** The statement of the entry, as of the time it was entered; personal data is masked already. */
export function EntryStatement({ entry }: { entry: EntryBriefFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { ruling, penalty, interim, lateness } = entry.stated;
  return (
    <>
      {ruling && <StatedRuling ruling={ruling} />}
      {penalty && (
        <Measure measure={penalty}>
          <span className="small muted">{label("PenaltyCause", penalty.cause)}</span>
        </Measure>
      )}
      {interim && (
        <>
          <p>
            {label("InterimMeasureKind", interim.kind)} · {say("from")} <Time at={interim.startsAt} /> {say("until")}{" "}
            <Time at={interim.endsAt} />
          </p>
          <p className="small muted">
            {interim.endedBecause ? label("InterimMeasureEnd", interim.endedBecause) : say("interim")}
          </p>
        </>
      )}
      {lateness && (
        <p>
          {say("late", { clock: label("RegisteredClock", lateness.clock) })} <Time at={lateness.dueAt} />
        </p>
      )}
    </>
  );
}

function StatedRuling({ ruling }: { ruling: NonNullable<EntryBriefFragment["stated"]["ruling"]> }): ReactNode {
  const say = useText(text);
  return (
    <>
      <div className="row">
        <OutcomeBadge outcome={ruling.outcome} />
        {ruling.rules.length > 0 && (
          <span className="row small" role="group" aria-label={say("rules")}>
            {ruling.rules.map((code) => (
              <Link key={code} to={`/rules/${code}`}>
                {code}
              </Link>
            ))}
          </span>
        )}
      </div>
      <p className="prose">{ruling.publicText}</p>
      <Until final={ruling.finalAt} appealable={ruling.appealableUntil} />
    </>
  );
}

function Until({ final, appealable }: { final: string | null; appealable: string | null }): ReactNode {
  const say = useText(text);
  const at = final ?? appealable;
  if (!at) return null;
  return (
    <p className="small muted">
      {say(final ? "final" : "appealable")} <Time at={at} />
    </p>
  );
}
