import { useState, type ReactNode } from "react";
import { present, type Present } from "../../api/use-read";
import { Link } from "react-router";
import { useFollow } from "../../api/use-live";
import { WatchMyCasesDocument } from "../../case/my-cases.generated";
import { OPEN_STATES } from "../../case/turn";
import { Button } from "../../design/button";
import { Page } from "../../design/page";
import { Loaded } from "../../design/loaded";
import { Time } from "../../design/time";
import { formatMoney } from "../../text/format";
import { defineText, useText } from "../../text/language";
import { EditBusiness } from "./edit-business";
import { Outlook } from "./outlook";
import { BusinessOverviewDocument, type BusinessOverviewQuery } from "./overview.generated";
import { useBusiness, useBusinessRead } from "../use-business";
import { Waiting } from "./waiting";

const text = defineText("businessOverview", {
  en: {
    title: "Overview",
    edit: "Edit the profile",
    about: "The business",
    licence: "Business licence",
    registered: "Registered",
    points: "Points",
    pointsValue: "{{active}} counting, {{provisional}} provisional",
    deposit: "Deposit",
    none: "nothing paid in",
    description: "About it",
    noDescription: "Nothing said yet",
  },
  zh: {
    title: "店铺概况",
    edit: "编辑店铺资料",
    about: "店铺信息",
    licence: "营业执照",
    registered: "登记时间",
    points: "违规积分",
    pointsValue: "有效 {{active}} 分，暂记 {{provisional}} 分",
    deposit: "保证金",
    none: "尚未缴存",
    description: "店铺介绍",
    noDescription: "尚未填写",
  },
});

export { OverviewPage as Component };

function OverviewPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const [editing, setEditing] = useState(false);
  const read = present(useBusinessRead(BusinessOverviewDocument, { id: provider.id, open: OPEN_STATES }), "provider");
  useFollow({
    updates: WatchMyCasesDocument,
    variables: {},
    after: read.data?.myComplaintsCursor ?? null,
    pause: !read.data,
    onUpdate: ({ myComplaintsUpdated }) => myComplaintsUpdated.complaint && read.onAgain(),
  });
  return (
    <Page title={say("title")} actions={<Button onClick={() => setEditing(true)}>{say("edit")}</Button>}>
      <Loaded {...read}>
        {(overview) => (
          <>
            <Waiting overview={overview} />
            <div className="beside">
              <Outlook reputation={overview.provider.reputation} />
              <About overview={overview} />
            </div>
          </>
        )}
      </Loaded>
      {editing && <EditBusiness onClose={() => setEditing(false)} />}
    </Page>
  );
}

function About({ overview: { provider } }: { overview: Present<BusinessOverviewQuery, "provider"> }): ReactNode {
  const say = useText(text);
  const { description } = useBusiness().provider;
  const balances = provider.deposit?.balances ?? [];
  return (
    <section className="card stack-tight" aria-labelledby="about">
      <h2 id="about">{say("about")}</h2>
      <dl className="facts">
        <dt>{say("description")}</dt>
        <dd>{description ? <span className="prose">{description}</span> : say("noDescription")}</dd>
        <dt>{say("licence")}</dt>
        <dd>{provider.licenceNo}</dd>
        <dt>{say("registered")}</dt>
        <dd>
          <Time at={provider.createdAt} />
        </dd>
        {provider.points && (
          <>
            <dt>{say("points")}</dt>
            <dd>
              <Link to="penalties">{say("pointsValue", { ...provider.points })}</Link>
            </dd>
          </>
        )}
        <dt>{say("deposit")}</dt>
        <dd className="numeric">
          <Link to="deposit">{balances.map(formatMoney).join(" · ") || say("none")}</Link>
        </dd>
      </dl>
    </section>
  );
}
