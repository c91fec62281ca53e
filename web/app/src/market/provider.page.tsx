import { useState, type ReactNode } from "react";
import { present } from "../api/use-read";
import { Link, useParams, useSearchParams } from "react-router";
import { useLive } from "../api/use-live";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ProviderKept } from "./kept-rate";
import { ProviderOffers } from "./provider-offers";
import { ProviderRecord } from "./provider-record";
import { ProviderReputation } from "./provider-reputation";
import { ProviderReviews } from "./provider-reviews";
import { ProviderPageDocument, WatchProviderDocument, type ProviderHeadFragment } from "./provider.generated";
import { Restrictions } from "./restrictions";
import { ReviewAverage } from "./reviews";
import { Score } from "./score";

const text = defineText("provider", {
  en: {
    title: "Provider",
    register: "In the public register",
    parts: "About this provider",
    reputation: "Reputation",
    offers: "Services and promises",
    reviews: "Reviews",
    record: "Rulings and penalties",
    licence: "Business licence",
    since: "On the platform since",
    verified: "Verified",
    lapsed: "not valid now",
    status: "Standing",
  },
  zh: {
    title: "服务商",
    register: "查看公示记录",
    parts: "服务商信息",
    reputation: "信誉",
    offers: "商品与承诺",
    reviews: "评价",
    record: "处理决定与处理措施",
    licence: "营业执照号",
    since: "入驻时间",
    verified: "已核验",
    lapsed: "目前无效",
    status: "状态",
  },
});

/** The content of each section. `changes` increases with every live update: the lists in a section are then read again. */
const PARTS = {
  reputation: ProviderReputation,
  offers: ProviderOffers,
  reviews: ProviderReviews,
  record: ProviderRecord,
} as const satisfies Record<string, (props: { id: string; changes: number }) => ReactNode>;

const parts = Object.keys(PARTS) as (keyof typeof PARTS)[];

export { ProviderPage as Component };

function ProviderPage(): ReactNode {
  const say = useText(text);
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const [changes, setChanges] = useState(0);
  const read = present(
    useLive({
      query: ProviderPageDocument,
      variables: { id },
      cursorOf: ({ provider }) => provider?.cursor ?? null,
      updates: WatchProviderDocument,
      updateVariables: { id },
      onUpdate: ({ providerUpdated }) => providerUpdated.event && setChanges((before) => before + 1),
    }),
    "provider",
  );
  const part = parts.find((name) => name === params.get("part")) ?? "reputation";
  const Part = PARTS[part];
  return (
    <Page
      title={read.data?.provider.legalName ?? say("title")}
      actions={<ButtonLink to={`/public-register?provider=${id}`}>{say("register")}</ButtonLink>}
    >
      <Loaded {...read}>
        {({ provider }) => (
          <>
            <Head provider={provider} />
            <nav className="tabs" aria-label={say("parts")}>
              {parts.map((name) => (
                <Link
                  key={name}
                  to={name === "reputation" ? "?" : `?part=${name}`}
                  preventScrollReset
                  aria-current={name === part ? "page" : undefined}
                >
                  {say(name)}
                </Link>
              ))}
            </nav>
            <Part id={id} changes={changes} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Head({ provider }: { provider: ProviderHeadFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const {
    status,
    restrictions,
    reputation,
    reviewSummary,
    keptRate,
    description,
    licenceNo,
    createdAt,
    verifications,
  } = provider;
  return (
    <div className="card stack-tight">
      <div className="row large">
        <Score reputation={reputation} />
        <ProviderKept rate={keptRate} />
        <ReviewAverage summary={reviewSummary} />
      </div>
      <Restrictions restrictions={restrictions} detailed />
      {description && <p className="prose">{description}</p>}
      <dl className="facts">
        <dt>{say("status")}</dt>
        <dd>{label("ProviderStatus", status)}</dd>
        <dt>{say("licence")}</dt>
        <dd className="numeric">{licenceNo}</dd>
        <dt>{say("since")}</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
        {verifications.length > 0 && (
          <>
            <dt>{say("verified")}</dt>
            <dd>
              <ul className="row">
                {verifications.map(({ id, kind, valid }) => (
                  <li key={id}>
                    <Badge tone={valid ? "good" : "warn"}>
                      {valid ? "✓ " : "▲ "}
                      {label("VerificationKind", kind)}
                      {!valid && <> · {say("lapsed")}</>}
                    </Badge>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
