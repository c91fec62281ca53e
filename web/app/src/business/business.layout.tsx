import { useEffect, useState, type ReactNode } from "react";
import { present } from "../api/use-read";
import { Link, NavLink, Outlet, useParams } from "react-router";
import { useLive } from "../api/use-live";
import { Badge } from "../design/badge";
import { nameWithin } from "../design/document-title";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Refused } from "../design/refused";
import { Restrictions } from "../market/restrictions";
import { useIsOpen } from "../shell/viewer";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { BusinessDocument, WatchBusinessDocument, type BusinessHeadFragment } from "./business.generated";
import type { Business } from "./use-business";
import { PROVIDER_TONE } from "./tones";

const text = defineText("businessLayout", {
  en: {
    business: "Business",
    parts: "Parts of the business",
    overview: "Overview",
    listings: "Listings",
    promises: "Promises",
    orders: "Orders",
    cases: "Cases",
    penalties: "Points and penalties",
    deposit: "Deposit",
    vetting: "Verification",
    courses: "Courses",
    members: "Members",
    apiClients: "API clients",
    all: "All my businesses",
    asSeen: "As the public sees it",
    notMine: "This is not your business",
    notMineHint: "Only its members work here.",
    toPublic: "To its public page",
  },
  zh: {
    business: "店铺",
    parts: "店铺管理",
    overview: "概况",
    listings: "商品",
    promises: "服务承诺",
    orders: "订单",
    cases: "投诉",
    penalties: "积分与处理措施",
    deposit: "保证金",
    vetting: "资质核验",
    courses: "培训课程",
    members: "成员",
    apiClients: "API 客户端",
    all: "我的全部店铺",
    asSeen: "查看公开页面",
    notMine: "您不是这家店铺的成员",
    notMineHint: "只有店铺成员才能在这里操作。",
    toPublic: "前往其公开页面",
  },
});

const PARTS = [
  ["", "overview"],
  ["listings", "listings"],
  ["promises", "promises"],
  ["orders", "orders"],
  ["cases", "cases"],
  ["penalties", "penalties"],
  ["deposit", "deposit"],
  ["vetting", "vetting"],
  ["courses", "courses"],
  ["members", "members"],
  ["api-clients", "apiClients"],
] as const;

export { BusinessLayout as Component };

function BusinessLayout(): ReactNode {
  const { providerId = "" } = useParams();
  return <BusinessById key={providerId} providerId={providerId} />;
}

function BusinessById({ providerId }: { providerId: string }): ReactNode {
  const say = useText(text);
  const [news, setNews] = useState(0);
  const business = present(
    useLive({
      query: BusinessDocument,
      variables: { id: providerId },
      cursorOf: ({ provider }) => provider?.cursor ?? null,
      updates: WatchBusinessDocument,
      updateVariables: { id: providerId },
      onUpdate: ({ providerUpdated }) => providerUpdated.event && setNews((before) => before + 1),
    }),
    "provider",
  );
  if (!business.data && business.refusal)
    return (
      <Page title={say("business")} way={[{ to: "/business?all=1", text: say("all") }]}>
        <Refused refusal={business.refusal} onAgain={business.onAgain} />
      </Page>
    );
  return (
    <Loaded {...business}>
      {({ provider }) =>
        provider.members ? <Inside provider={provider} news={news} /> : <NotMine provider={provider} />
      }
    </Loaded>
  );
}

function Inside({ provider, news }: Business): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const keepsClients = useIsOpen("apiClients");
  useEffect(() => {
    nameWithin(provider.legalName);
    return () => nameWithin("");
  }, [provider.legalName]);
  return (
    <div className="stack">
      <div className="row spread">
        <div className="row">
          <strong>{provider.legalName}</strong>
          <Badge tone={PROVIDER_TONE[provider.status]}>{label("ProviderStatus", provider.status)}</Badge>
          <Restrictions restrictions={provider.restrictions} detailed />
        </div>
        <div className="row small">
          <Link to={`/providers/${provider.id}`}>{say("asSeen")}</Link>
          <Link to="/business?all=1">{say("all")}</Link>
        </div>
      </div>
      <nav className="tabs" aria-label={say("parts")}>
        {PARTS.filter(([path]) => path !== "api-clients" || keepsClients).map(([path, name]) => (
          <NavLink key={name} to={path} end={path === ""}>
            {say(name)}
          </NavLink>
        ))}
      </nav>
      <Outlet context={{ provider, news } satisfies Business} />
    </div>
  );
}

function NotMine({ provider }: { provider: BusinessHeadFragment }): ReactNode {
  const say = useText(text);
  return (
    <Empty title={say("notMine")}>
      <h1 className="visually-hidden">{provider.legalName}</h1>
      <p>{say("notMineHint")}</p>
      <Link to={`/providers/${provider.id}`}>{say("toPublic")}</Link>
    </Empty>
  );
}
