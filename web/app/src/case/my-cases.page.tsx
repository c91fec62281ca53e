import { useId, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import type { ComplaintStatus } from "../api/schema.generated";
import { useLive } from "../api/use-live";
import { ButtonLink } from "../design/button";
import { Select } from "../design/field";
import { Mark } from "../design/mark";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Countdown, Time } from "../design/time";
import { formatStake } from "../text/format";
import { defineText, useText } from "../text/language";
import { MyLimits } from "../filing-limits/my-limits";
import { useLabel, valuesOf } from "../text/labels";
import { CaseStatus } from "./case-head";
import styles from "../design/rows.module.css";
import { askedOf } from "./turn";
import { MyCasesDocument, WatchMyCasesDocument, type CaseListedFragment } from "./my-cases.generated";

const text = defineText("myCases", {
  en: {
    title: "My cases",
    status: "Show",
    all: "All",
    empty: "You have no cases",
    emptyHint: "If something that was promised on an order was not kept, you can complain from the order's page.",
    none: "No case is in this state",
    orders: "To my orders",
    yours: "Your turn",
    others: "Waiting for others, or over",
  },
  zh: {
    title: "我的投诉",
    status: "显示",
    all: "全部",
    empty: "您还没有投诉",
    emptyHint: "如果订单上的承诺没有兑现，可以从订单页面发起投诉。",
    none: "没有处于这个阶段的案件",
    orders: "查看我的订单",
    yours: "轮到您了",
    others: "等待他人或已结束",
  },
});

export { MyCasesPage as Component };

function MyCasesPage(): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const after = usePlace();
  const [params, setParams] = useSearchParams();
  const status = valuesOf("ComplaintStatus").find((one) => one === params.get("status"));
  const cases = useLive({
    query: MyCasesDocument,
    variables: { first: 20, after, filter: { side: "CONSUMER" as const, statuses: status ? [status] : null } },
    cursorOf: ({ myComplaintsCursor }) => myComplaintsCursor,
    updates: WatchMyCasesDocument,
    updateVariables: {},
    // Only the server knows which cases there are, and which are in a state.
    onUpdate: ({ myComplaintsUpdated }) => myComplaintsUpdated.complaint && cases.onAgain(),
  });
  return (
    <Page title={say("title")}>
      <MyLimits />
      <div className="slim">
        <Select
          label={say("status")}
          value={status ?? ""}
          options={[
            { value: "", label: say("all") },
            ...valuesOf("ComplaintStatus").map((value) => ({ value, label: label("ComplaintStatus", value) })),
          ]}
          onChange={({ target }) => setParams(target.value ? { status: target.value as ComplaintStatus } : {})}
        />
      </div>
      <Loaded {...cases}>
        {({ myComplaints: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say(status ? "none" : "empty")}>
              {!status && (
                <>
                  <p>{say("emptyHint")}</p>
                  <ButtonLink to="/orders">{say("orders")}</ButtonLink>
                </>
              )}
            </Empty>
          ) : (
            <>
              <CaseGroup title={say("yours")} cases={nodes.filter((one) => askedOf(one).length > 0)} />
              <CaseGroup title={say("others")} cases={nodes.filter((one) => askedOf(one).length === 0)} />
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Where one is waited for comes first; within each, the newest. */
function CaseGroup({ title, cases }: { title: string; cases: readonly CaseListedFragment[] }): ReactNode {
  const id = useId();
  if (cases.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id} className="row">
        {title} <span className="count">{cases.length}</span>
      </h2>
      <ul className={`card ${styles.rows}`} role="list">
        {cases.map((one) => (
          <CaseLine key={one.id} complaint={one} />
        ))}
      </ul>
    </section>
  );
}

function CaseLine({ complaint }: { complaint: CaseListedFragment }): ReactNode {
  const label = useLabel();
  const [asked] = askedOf(complaint);
  const { provider } = complaint;
  return (
    <li className={styles.line}>
      <Mark id={provider.id} name={provider.legalName} size="small" />
      <div className={styles.lineWords}>
        <h3>
          <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>
        </h3>
        <p className="row small muted">
          <span className="numeric">{complaint.number}</span>
          <span>{provider.legalName}</span>
          <span className="numeric">{formatStake(complaint.atStake)}</span>
          <Time at={complaint.updatedAt} />
        </p>
      </div>
      <div className="row">
        {asked && <Badge tone="info">{label("ComplaintAction", asked.action)}</Badge>}
        <CaseStatus complaint={complaint} />
        {complaint.dueAt && <Countdown until={complaint.dueAt} />}
      </div>
    </li>
  );
}
