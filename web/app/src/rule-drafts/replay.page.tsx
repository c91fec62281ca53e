import type { ReactNode } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useFollow } from "../api/use-live";
import { present, useRead } from "../api/use-read";
import { useAtOnce } from "../design/address";
import { Button } from "../design/button";
import { Checkbox } from "../design/field";
import { Page } from "../design/page";
import { usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { formatDate } from "../text/format";
import { RuleMeasures } from "../rules/rule-measures";
import { navigationText } from "../shell/navigation";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { Progress } from "./progress";
import { ReplayedProviders } from "./replayed-providers";
import { ReplayedRulings } from "./replayed-rulings";
import { Report } from "./report";
import { RuleReplayDocument, WatchReplayJobDocument, type RuleReplayQuery } from "./replay.generated";

const text = defineText("ruleReplay", {
  en: {
    title: "Trial",
    of: "Trial of the draft of {{code}}",
    draft: "To the draft",
    period: "Rulings of {{from}} – {{to}}",
    revision: "Revision {{revision}}",
    older: "The draft has changed since; this is what its revision {{revision}} would have done.",
    notMine: "A colleague has asked for it; it is not finished yet.",
    look: "Refresh",
    also: "Also rulings that could only have ordered more",
  },
  zh: {
    title: "试算",
    of: "{{code}} 草案试算",
    draft: "查看草案",
    period: "处理决定期间：{{from}} 至 {{to}}",
    revision: "第 {{revision}} 次修订",
    older: "草案此后又有修改；以下是第 {{revision}} 次修订的试算结果。",
    notMine: "由同事发起，尚未完成。",
    look: "再看一次",
    also: "包括仅“可以采取更多措施”的处理决定",
  },
});

type Replay = NonNullable<RuleReplayQuery["ruleReplay"]>;

export { ReplayPage as Component };

function ReplayPage(): ReactNode {
  const { id = "" } = useParams();
  return <ReplayById key={id} id={id} />;
}

function ReplayById({ id }: { id: string }): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const read = present(
    useRead(RuleReplayDocument, {
      id,
      filter: { newlyAllowedToo: params.has("also") },
      afterRulings: usePlace("rulings"),
      afterProviders: usePlace("providers"),
    }),
    "ruleReplay",
  );
  const job = read.data?.ruleReplay.job;
  useFollow({
    updates: WatchReplayJobDocument,
    variables: { id: job?.id ?? "" },
    after: job?.cursor ?? null,
    pause: !job || Boolean(job.finishedAt),
    onUpdate: ({ jobUpdated }) => jobUpdated.job.finishedAt && read.onAgain(),
  });
  const replay = read.data?.ruleReplay;
  const drafts = { to: "/rule-drafts", text: useText(navigationText)("drafts") };
  return (
    <Page
      dense
      title={replay ? say("of", { code: replay.code }) : say("title")}
      way={[drafts, ...(replay ? [{ to: `/rule-drafts/${replay.draft.id}`, text: say("draft") }] : [])]}
    >
      <Loaded {...read}>{({ ruleReplay }) => <ReplayShown replay={ruleReplay} onAgain={read.onAgain} />}</Loaded>
    </Page>
  );
}

function ReplayShown({ replay, onAgain }: { replay: Replay; onAgain: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { job, report, draft, draftRevision, decidedFrom, decidedBefore } = replay;
  return (
    <>
      <div className="row">
        <Link to={`/rule-drafts/${draft.id}`}>{draft.title.text}</Link>
        <span>{say("revision", { revision: draftRevision })}</span>
        <Badge>{label("Severity", replay.severity)}</Badge>
        <span className="muted">{say("period", { from: formatDate(decidedFrom), to: formatDate(decidedBefore) })}</span>
      </div>
      <RuleMeasures measures={replay.measures} />
      {draft.revision > draftRevision && <Notice tone="warn">{say("older", { revision: draftRevision })}</Notice>}
      {!report && job && <Progress job={job} />}
      {!report && !job && (
        <Notice>
          <p>{say("notMine")}</p>
          <div>
            <Button onClick={onAgain}>{say("look")}</Button>
          </div>
        </Notice>
      )}
      {report && (
        <>
          <Report report={report} />
          <Also />
          <ReplayedRulings rulings={replay.rulings} />
          <ReplayedProviders providers={replay.providers} />
        </>
      )}
    </>
  );
}

function Also(): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const [also, choose] = useAtOnce(params.has("also"));
  return (
    <Checkbox
      label={say("also")}
      checked={also}
      onChange={({ target }) => {
        choose(target.checked);
        setParams(target.checked ? { also: "" } : {});
      }}
    />
  );
}
