import type { ReactNode } from "react";
import { present } from "../../api/use-read";
import { Link } from "react-router";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { defineText, useText } from "../../text/language";
import { BusinessPenaltiesDocument, type ClaimedPaymentFragment, type OwnPenaltyFragment } from "./penalties.generated";
import { InspectionHearing } from "./inspection-hearing";
import { PenaltyCard } from "./penalty-card";
import { Points } from "./points";
import { PointsGauge } from "./points-gauge";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("businessPenalties", {
  en: {
    title: "Points and penalties",
    active: "Points that count",
    provisional: "Provisional",
    explained:
      "A ruling that finds a promise broken leads to points by severity. They count once the ruling is final, and they expire automatically. When they reach a threshold, a penalty follows.",
    rules: "The rules",
    inspections: "Inspections",
    ahead: "Possible penalties",
    acting: "Penalties",
    none: "No penalty so far",
    noneHint: "If you keep your promises, there will be nothing here.",
  },
  zh: {
    title: "积分与处理措施",
    active: "有效积分",
    provisional: "暂记积分",
    explained:
      "处理决定认定违背承诺时，会按违规等级记分；处理决定生效后正式计入，到期自动消除。积分达到阈值时，会触发相应处理措施。",
    rules: "查看规则",
    inspections: "平台巡查",
    ahead: "待定的处理措施",
    acting: "处理措施记录",
    none: "暂无处理措施",
    noneHint: "信守承诺的店铺，这里始终是空的。",
  },
});

export { PenaltiesPage as Component };

function PenaltiesPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const ahead = usePlace("afterAhead");
  const past = usePlace("afterPenalty");
  const hearings = usePlace("afterHearing");
  const read = present(
    useBusinessRead(BusinessPenaltiesDocument, { id: provider.id, ahead, past, hearings }),
    "provider",
  );
  return (
    <Page title={say("title")}>
      <Loaded {...read}>
        {({ provider: { points, penalties, penaltiesAhead, inspectionHearings, deposit } }) => (
          <>
            {points && (
              <section className="card stack-tight">
                <dl className="facts">
                  <dt>{say("active")}</dt>
                  <dd className="numeric">
                    <strong>{points.active}</strong>
                  </dd>
                  <dt>{say("provisional")}</dt>
                  <dd className="numeric">{points.provisional}</dd>
                </dl>
                <PointsGauge {...points} />
                <p className="small muted">
                  {say("explained")} <Link to="/rules">{say("rules")}</Link>
                </p>
              </section>
            )}
            {inspectionHearings && inspectionHearings.nodes.length > 0 && (
              <section className="stack-tight" aria-label={say("inspections")}>
                <h2>{say("inspections")}</h2>
                <ul className="stack-tight">
                  {inspectionHearings.nodes.map((hearing) => (
                    <InspectionHearing key={hearing.id} hearing={hearing} />
                  ))}
                </ul>
                <Pager pageInfo={inspectionHearings.pageInfo} name="afterHearing" />
              </section>
            )}
            {penaltiesAhead && penaltiesAhead.nodes.length > 0 && (
              <Penalties title={say("ahead")} penalties={penaltiesAhead.nodes}>
                <Pager pageInfo={penaltiesAhead.pageInfo} name="afterAhead" />
              </Penalties>
            )}
            <Penalties title={say("acting")} penalties={penalties.nodes} payments={deposit?.payments.nodes}>
              {penalties.nodes.length === 0 && <Empty title={say("none")}>{say("noneHint")}</Empty>}
              <Pager pageInfo={penalties.pageInfo} name="afterPenalty" />
            </Penalties>
          </>
        )}
      </Loaded>
      <Points />
    </Page>
  );
}

function Penalties({
  title,
  penalties,
  payments = [],
  children,
}: {
  title: string;
  penalties: readonly OwnPenaltyFragment[];
  payments?: readonly ClaimedPaymentFragment[] | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <section className="stack-tight" aria-label={title}>
      <h2>{title}</h2>
      {penalties.length > 0 && (
        <ul className="stack-tight">
          {penalties.map((penalty) => (
            <PenaltyCard
              key={penalty.id}
              penalty={penalty}
              claim={payments.find(({ penaltyId, status }) => penaltyId === penalty.id && status === "CLAIMED")}
            />
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
