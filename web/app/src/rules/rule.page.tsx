import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useRead } from "../api/use-read";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Time, useNow } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { RuleChanges } from "./rule-changes";
import { RuleMeasures } from "./rule-measures";
import { RuleHistoryDocument, type RuleHistoryQuery } from "./rules.generated";

const text = defineText("rule", {
  en: {
    title: "Rule {{code}}",
    all: "All rules",
    none: "There is no rule with this code",
    version: "Version {{version}}",
    inForce: "in force",
    announced: "announced",
    past: "no longer in force",
    from: "In force from",
    until: "Until",
    notice: "Announced",
    always: "the beginning",
    cited: "Rulings that cite it",
  },
  zh: {
    title: "规则 {{code}}",
    all: "全部规则",
    none: "没有这个代码的规则",
    version: "第 {{version}} 版",
    inForce: "现行有效",
    announced: "已公告，尚未生效",
    past: "已失效",
    from: "生效时间",
    until: "失效时间",
    notice: "公告时间",
    always: "自始有效",
    cited: "引用它的处理决定",
  },
});

type Version = RuleHistoryQuery["ruleHistory"][number];

export { RulePage as Component };

function RulePage(): ReactNode {
  const say = useText(text);
  const { code = "" } = useParams();
  const read = useRead(RuleHistoryDocument, { code });
  const named = read.data?.ruleHistory[0];
  return (
    <Page
      title={named ? `${code} · ${named.title.text}` : say("title", { code })}
      way={[{ to: "/rules", text: say("all") }]}
    >
      <p>
        <Link to={`/public-register?${new URLSearchParams({ rule: code })}`}>{say("cited")}</Link>
      </p>
      <Loaded {...read}>
        {({ ruleHistory }) =>
          ruleHistory.length === 0 ? (
            <Empty title={say("none")} />
          ) : (
            <ol className="stack" reversed>
              {ruleHistory.map((version) => (
                <VersionShown key={version.id} version={version} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Page>
  );
}

function VersionShown({ version }: { version: Version }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const state = useForce(version);
  return (
    <li className="card stack-tight">
      <div className="row">
        <h2 className="large">{say("version", { version: version.version })}</h2>
        <Badge tone={state === "inForce" ? "good" : "muted"}>{say(state)}</Badge>
        <Badge>{label("Severity", version.severity)}</Badge>
      </div>
      <p className="prose">{version.text.text}</p>
      <RuleMeasures measures={version.measures} />
      <dl className="facts small">
        {!isEver(version.noticeAt) && (
          <>
            <dt>{say("notice")}</dt>
            <dd>
              <Time at={version.noticeAt} />
            </dd>
          </>
        )}
        <dt>{say("from")}</dt>
        <dd>{isEver(version.effectiveFrom) ? say("always") : <Time at={version.effectiveFrom} />}</dd>
        {version.effectiveUntil && (
          <>
            <dt>{say("until")}</dt>
            <dd>
              <Time at={version.effectiveUntil} />
            </dd>
          </>
        )}
      </dl>
      <RuleChanges changes={version.changes} />
    </li>
  );
}

function useForce({ effectiveFrom, effectiveUntil }: Version): "announced" | "inForce" | "past" {
  const now = useNow();
  if (Date.parse(effectiveFrom) > now) return "announced";
  return effectiveUntil && Date.parse(effectiveUntil) <= now ? "past" : "inForce";
}

/** The rulebook that comes with an installation has always been in force. */
const isEver = (at: string): boolean => Date.parse(at) <= 0;
