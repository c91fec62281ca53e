import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { ComplaintStatus } from "../api/schema.generated";
import { useLive } from "../api/use-live";
import { ButtonLink } from "../design/button";
import { Select } from "../design/field";
import { Mark } from "../design/mark";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { MyLimits } from "../filing-limits/my-limits";
import { useOptions, valuesOf } from "../text/labels";
import { CaseGroups } from "./case-groups";
import { MyCasesDocument, WatchMyCasesDocument } from "./my-cases.generated";

const text = defineText("myCases", {
  en: {
    title: "My cases",
    status: "Show",
    all: "All",
    empty: "You have no cases",
    emptyHint: "If something that was promised on an order was not kept, you can complain from the order's page.",
    none: "No case is in this state",
    orders: "To my orders",
  },
  zh: {
    title: "我的投诉",
    status: "显示",
    all: "全部",
    empty: "您还没有投诉",
    emptyHint: "如果订单上的承诺没有兑现，可以从订单页面发起投诉。",
    none: "没有处于这个阶段的案件",
    orders: "查看我的订单",
  },
});

export { MyCasesPage as Component };

function MyCasesPage(): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
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
          options={[{ value: "", label: say("all") }, ...optionsOf("ComplaintStatus")]}
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
              <CaseGroups
                cases={nodes}
                other={({ provider: { id, legalName } }) => ({
                  sign: <Mark id={id} name={legalName} size="small" />,
                  name: legalName,
                })}
              />
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
