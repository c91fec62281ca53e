import { BadgeCheck, Landmark, TriangleAlert } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useLive } from "../api/use-live";
import { present } from "../api/use-read";
import { Badge } from "../design/badge";
import { ButtonLink } from "../design/button";
import { Crumbs } from "../design/crumbs";
import { nameDocument } from "../design/document-title";
import { Icon } from "../design/icon";
import { Loaded } from "../design/loaded";
import { Mark } from "../design/mark";
import { Notice } from "../design/notice";
import { formatDate } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ProviderFigures } from "./provider-figures";
import { ProviderOffers, ProviderPromises } from "./provider-offers";
import { ProviderRecord } from "./provider-record";
import { ProviderReputation } from "./provider-reputation";
import { ProviderReviews } from "./provider-reviews";
import { ProviderScore } from "./provider-score";
import { ProviderPageDocument, WatchProviderDocument, type ProviderPageQuery } from "./provider.generated";
import styles from "./provider.module.css";
import { Restrictions } from "./restrictions";

const text = defineText("provider", {
  en: {
    title: "Provider",
    providers: "Providers",
    register: "In the public register",
    parts: "About this provider",
    offers: "Services",
    promises: "Promises",
    record: "Rulings and penalties",
    reviews: "Reviews",
    reputation: "Reputation",
    licence: "Licence {{number}}",
    since: "On the platform since {{day}}",
    lapsed: "not valid now",
    restricted: "Restricted now",
  },
  zh: {
    title: "服务商",
    providers: "服务商",
    register: "查看公示记录",
    parts: "服务商信息",
    offers: "商品",
    promises: "承诺",
    record: "处理决定与处理措施",
    reviews: "评价",
    reputation: "信誉",
    licence: "执照 {{number}}",
    since: "{{day}} 加入平台",
    lapsed: "目前无效",
    restricted: "现行限制",
  },
});

/** The content of each section. `changes` increases with every live update: the lists in a section are then read again. */
const PARTS = {
  offers: ProviderOffers,
  promises: ProviderPromises,
  record: ProviderRecord,
  reviews: ProviderReviews,
  reputation: ProviderReputation,
} as const satisfies Record<string, (props: { id: string; changes: number }) => ReactNode>;

type PartName = keyof typeof PARTS;
const parts = Object.keys(PARTS) as PartName[];

/** A day in the address is that of a reputation: such links are older than the sections' order. */
const partOf = (params: URLSearchParams): PartName =>
  parts.find((name) => name === params.get("part")) ?? (params.has("asOf") ? "reputation" : "offers");

type Provider = NonNullable<ProviderPageQuery["provider"]>;

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
  const part = partOf(params);
  const Part = PARTS[part];
  const title = read.data?.provider.legalName ?? say("title");
  useEffect(() => nameDocument(title), [title]);
  return (
    <div className="stack">
      <Crumbs way={[{ to: "/search?what=providers", text: say("providers") }]} here={read.data?.provider.legalName} />
      {!read.data && <h1>{title}</h1>}
      <Loaded {...read} lines={12}>
        {({ provider, offered }) => (
          <>
            <Head provider={provider} />
            {provider.restrictions.length > 0 && (
              <Notice tone="warn">
                <div className="row">
                  <Icon of={TriangleAlert} />
                  <strong>{say("restricted")}</strong>
                  <Restrictions restrictions={provider.restrictions} detailed />
                </div>
              </Notice>
            )}
            <div className={styles.standing}>
              <ProviderScore provider={provider} changes={changes} />
              <ProviderFigures provider={provider} offered={offered.totalCount} />
            </div>
            <nav className="tabs" aria-label={say("parts")}>
              {parts.map((name) => (
                <Link
                  key={name}
                  to={name === "offers" ? "?" : `?part=${name}`}
                  preventScrollReset
                  aria-current={name === part ? "page" : undefined}
                >
                  {say(name)}
                </Link>
              ))}
            </nav>
            <div className={`stack ${styles.part}`}>
              <Part id={id} changes={changes} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Head({ provider }: { provider: Provider }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { id, legalName, status, description, licenceNo, createdAt, verifications } = provider;
  return (
    <section className={`card ${styles.head}`}>
      <Mark id={id} name={legalName} size="large" />
      <div className={styles.who}>
        <h1>{legalName}</h1>
        {description && <p className="muted">{description}</p>}
        <ul className={styles.ticks}>
          {status !== "ACTIVE" && provider.restrictions.length === 0 && (
            <li>
              <Badge tone="warn">{label("ProviderStatus", status)}</Badge>
            </li>
          )}
          {verifications.map(({ id: key, kind, valid }) => (
            <li key={key}>
              <Badge tone={valid ? "good" : "warn"}>
                <Icon of={valid ? BadgeCheck : TriangleAlert} size={13} />
                {label("VerificationKind", kind)}
                {!valid && <> · {say("lapsed")}</>}
              </Badge>
            </li>
          ))}
          <li className="small muted numeric">{say("licence", { number: licenceNo })}</li>
          <li className="small muted">{say("since", { day: formatDate(createdAt) })}</li>
        </ul>
      </div>
      <ButtonLink to={`/public-register?provider=${id}`}>
        <Icon of={Landmark} size={16} />
        {say("register")}
      </ButtonLink>
    </section>
  );
}
