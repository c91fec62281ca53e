import { useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { Checklists } from "./checklists";
import { CreatePlan } from "./create-plan";
import { PlanCard } from "./plan-card";
import { InspectionPlansDocument } from "./plans.generated";

const text = defineText("plans", {
  en: {
    title: "Plans and checklists",
    inspections: "Inspections",
    plans: "Plans",
    create: "Make a plan",
    empty: "There is no plan",
    emptyHint: "A plan opens inspections automatically, of one provider, of a category in turn, or by lot.",
  },
  zh: {
    title: "巡查计划与清单",
    inspections: "巡查",
    plans: "计划",
    create: "制定计划",
    empty: "还没有计划",
    emptyHint: "计划会自动发起巡查：针对一家服务商、按类目轮流，或抽签决定。",
  },
});

export { PlansPage as Component };

const FEW = 5;
const MANY = 100;

function PlansPage(): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const [params] = useSearchParams();
  const rounds = params.has("rounds") ? MANY : FEW;
  const plans = useRead(InspectionPlansDocument, { after, rounds });
  const [isCreating, setCreating] = useState(false);
  return (
    <Page dense title={say("title")} actions={<Link to="/inspections">{say("inspections")}</Link>}>
      <section className="stack-tight">
        <div className="row spread">
          <h2>{say("plans")}</h2>
          {useIsOpen("createInspectionPlan") && (
            <Button kind="primary" onClick={() => setCreating(true)}>
              {say("create")}
            </Button>
          )}
        </div>
        <Loaded {...plans}>
          {({ inspectionPlans: { nodes, pageInfo } }) => (
            <>
              {nodes.length === 0 && <Empty title={say("empty")}>{say("emptyHint")}</Empty>}
              {nodes.map((plan) => (
                <PlanCard key={plan.id} plan={plan} />
              ))}
              <Pager pageInfo={pageInfo} />
            </>
          )}
        </Loaded>
      </section>
      <Checklists />
      {isCreating && (
        <Dialog title={say("create")} onClose={() => setCreating(false)}>
          <CreatePlan
            onDone={() => {
              setCreating(false);
              plans.onAgain();
            }}
          />
        </Dialog>
      )}
    </Page>
  );
}
