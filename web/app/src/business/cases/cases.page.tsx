import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import type { ComplaintStatus } from "../../api/schema.generated";
import { useLive } from "../../api/use-live";
import { MyCasesDocument, WatchMyCasesDocument, type CaseListedFragment } from "../../case/my-cases.generated";
import { Select } from "../../design/field";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Badge } from "../../design/badge";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { Countdown, Time } from "../../design/time";
import { formatStake } from "../../text/format";
import { useLabel, valuesOf } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { useBusiness } from "../use-business";

const text = defineText("casesAgainst", {
  en: {
    title: "Complaints",
    status: "Status",
    any: "Any",
    empty: "No complaints",
    emptyHint: "A new complaint appears here at once, with the time left to answer.",
    must: "Waits for you",
    opened: "Opened",
    atStake: "At stake",
    from: "From {{name}}",
    list: "Complaints against you",
  },
  zh: {
    title: "投诉",
    status: "状态",
    any: "全部",
    empty: "暂无投诉",
    emptyHint: "收到投诉后会立即显示在这里，并标明答复期限。",
    must: "等您处理",
    opened: "提出时间",
    atStake: "涉及金额",
    from: "投诉人：{{name}}",
    list: "针对本店的投诉",
  },
});

export { CasesPage as Component };

function CasesPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider } = useBusiness();
  const after = usePlace();
  const [params, setParams] = useSearchParams();
  const status = (params.get("status") || null) as ComplaintStatus | null;
  const cases = useLive({
    query: MyCasesDocument,
    variables: { filter: { providerId: provider.id, statuses: status ? [status] : null }, first: 30, after },
    cursorOf: ({ myComplaintsCursor }) => myComplaintsCursor,
    updates: WatchMyCasesDocument,
    updateVariables: {},
    onUpdate: ({ myComplaintsUpdated }) => myComplaintsUpdated.complaint && cases.onAgain(),
  });
  const choose = (chosen: string): void => setParams(chosen ? { status: chosen } : {});
  return (
    <Page title={say("title")}>
      <div className="slim">
        <Select
          label={say("status")}
          value={status ?? ""}
          options={[
            { value: "", label: say("any") },
            ...valuesOf("ComplaintStatus").map((value) => ({ value, label: label("ComplaintStatus", value) })),
          ]}
          onChange={({ target }) => choose(target.value)}
        />
      </div>
      <Loaded {...cases}>
        {({ myComplaints: { nodes, pageInfo } }) => (
          <>
            <div role="status" className="stack-tight">
              {nodes.length === 0 ? (
                <Empty title={say("empty")}>{say("emptyHint")}</Empty>
              ) : (
                <ul className="stack-tight" aria-label={say("list")}>
                  {nodes.map((complaint) => (
                    <CaseCard key={complaint.id} complaint={complaint} />
                  ))}
                </ul>
              )}
            </div>
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function CaseCard({ complaint }: { complaint: CaseListedFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { id, title, status, closureReason, consumerName, openedAt, dueAt, atStake, availableActions } = complaint;
  const must = availableActions.filter(({ mandatory }) => mandatory);
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <div className="row">
          <Link to={`/cases/${id}`}>{title}</Link>
          <Badge tone={closureReason ? "muted" : "info"}>{label("ComplaintStatus", status)}</Badge>
          {closureReason && <span className="small muted">{label("ClosureReason", closureReason)}</span>}
        </div>
        {dueAt && <Countdown until={dueAt} />}
      </div>
      <div className="row small muted">
        <span>{say("from", { name: consumerName })}</span>
        <span>
          {say("opened")} <Time at={openedAt} />
        </span>
        {atStake && (
          <span className="numeric">
            {say("atStake")} {formatStake(atStake)}
          </span>
        )}
      </div>
      {must.length > 0 && (
        <div className="row small">
          <Badge tone="warn">▲ {say("must")}</Badge>
          {must.map((action) => (
            <span key={action.action} className="row">
              {label("ComplaintAction", action.action)}
              {action.dueAt && action.dueAt !== dueAt && <Countdown until={action.dueAt} />}
            </span>
          ))}
        </div>
      )}
    </li>
  );
}
