import { useState, type FormEvent, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useAct } from "../api/use-act";
import { serverNow } from "../api/server-clock";
import { may } from "../api/may";
import { Button } from "../design/button";
import { TextInput } from "../design/field";
import { Pager } from "../design/pager";
import { Refused } from "../design/refused";
import { Time } from "../design/time";
import { DataTable } from "../design/data-table";
import { formatDate } from "../text/format";
import { defineText, useText } from "../text/language";
import { ReplayRuleDraftDocument, type RuleDraftQuery } from "./rule-drafts.generated";

const text = defineText("replays", {
  en: {
    title: "Tried on past rulings",
    none: "Not tried yet.",
    from: "Decided from",
    to: "To",
    toHint: "Left empty: until now.",
    start: "Try it",
    asked: "Asked for",
    revision: "Revision",
    period: "Rulings of",
    span: "{{from}} – {{to}}",
    result: "Would change",
    open: "{{changed}} of {{rulings}}",
    running: "under way",
  },
  zh: {
    title: "用以往处理决定试算",
    none: "尚未试算。",
    from: "处理决定日期起",
    to: "处理决定日期止",
    toHint: "留空则到现在。",
    start: "开始试算",
    asked: "发起时间",
    revision: "修订",
    period: "处理决定期间",
    span: "{{from}} 至 {{to}}",
    result: "将会改变",
    open: "{{rulings}} 份中 {{changed}} 份",
    running: "进行中",
  },
});

type Draft = NonNullable<RuleDraftQuery["ruleDraft"]>;

export function Replays({ draft }: { draft: Draft }): ReactNode {
  const say = useText(text);
  const { nodes, pageInfo } = draft.replays;
  return (
    <section className="card stack">
      <h2>{say("title")}</h2>
      {may(draft.availableActions, "REPLAY") && <ReplayForm draftId={draft.id} />}
      {nodes.length === 0 ? (
        <p className="muted">{say("none")}</p>
      ) : (
        <DataTable
          label={say("title")}
          heads={(["asked", "revision", "period", "result"] as const).map((column) =>
            column === "revision" ? { numeric: say(column) } : say(column),
          )}
        >
          {nodes.map(({ id, createdAt, draftRevision, decidedFrom, decidedBefore, report }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/rule-replays/${id}`}>
                  <Time at={createdAt} />
                </Link>
              </th>
              <td className="numeric">{draftRevision}</td>
              <td>{say("span", { from: formatDate(decidedFrom), to: formatDate(decidedBefore) })}</td>
              <td>{report ? say("open", report) : say("running")}</td>
            </tr>
          ))}
        </DataTable>
      )}
      <Pager pageInfo={pageInfo} />
    </section>
  );
}

const aYearAgo = (): string => {
  const day = new Date(serverNow());
  day.setFullYear(day.getFullYear() - 1);
  return day.toISOString().slice(0, 10);
};

function ReplayForm({ draftId }: { draftId: string }): ReactNode {
  const say = useText(text);
  const navigate = useNavigate();
  const { act, busy, refusal } = useAct(ReplayRuleDraftDocument);
  const [from, setFrom] = useState(aYearAgo);
  const [to, setTo] = useState("");
  const placed = refusal?.at("decidedAt.from") ?? refusal?.at("decidedAt.to");

  async function start(event: FormEvent): Promise<void> {
    event.preventDefault();
    const done = await act({
      ruleDraftId: draftId,
      decidedAt: {
        from: new Date(`${from}T00:00:00`).toISOString(),
        to: to === "" ? null : new Date(`${to}T23:59:59.999`).toISOString(),
      },
    });
    if (done) await navigate(`/rule-replays/${done.replayRuleDraft.replay.id}`);
  }

  return (
    <form className="stack-tight" onSubmit={(event) => void start(event)}>
      <div className="row row-end">
        <TextInput
          label={say("from")}
          type="date"
          required
          value={from}
          error={refusal?.at("decidedAt.from")}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextInput
          label={say("to")}
          hint={say("toHint")}
          type="date"
          value={to}
          error={refusal?.at("decidedAt.to")}
          onChange={({ target }) => setTo(target.value)}
        />
        <Button kind="primary" type="submit" busy={busy}>
          {say("start")}
        </Button>
      </div>
      <Refused refusal={placed ? null : refusal} />
    </form>
  );
}
