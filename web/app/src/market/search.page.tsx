import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { addressNow, useAtOnce } from "../design/address";
import { useRead, type Read } from "../api/use-read";
import { Checkbox } from "../design/field";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { ListingCard, ProviderCard } from "./cards";
import cards from "./cards.module.css";
import {
  listingFilter,
  listingSort,
  providerFilter,
  providerSort,
  readAddress,
  writeAddress,
  type Asked,
} from "./search-address";
import { isBesideField, SearchForm } from "./search-form";
import styles from "./search.module.css";
import {
  SearchListingsDocument,
  SearchProvidersDocument,
  type SearchListingsQuery,
  type SearchProvidersQuery,
} from "./search.generated";

const text = defineText("search", {
  en: {
    about: "Compare services by what their providers promise and by how often they keep it.",
    title: "Find a provider",
    kinds: "What is shown",
    listings: "Services",
    providers: "Providers",
    none: "Nothing fits",
    noneHint: "Try fewer or other words, or remove a filter.",
    compare: "Compare",
    picked_one: "{{count}} service picked to compare",
    picked_other: "{{count}} services picked to compare",
    sideBySide: "Compare side by side",
    clear: "Pick none",
  },
  zh: {
    about: "比较服务商的承诺，看看承诺兑现了多少。",
    title: "找服务商",
    kinds: "显示内容",
    listings: "商品",
    providers: "服务商",
    none: "没有符合的结果",
    noneHint: "请减少或更换关键词，或去掉一项筛选。",
    compare: "加入对比",
    picked_other: "已选 {{count}} 件商品进行对比",
    sideBySide: "并排对比",
    clear: "清空所选",
  },
});

export { SearchPage as Component };

function SearchPage(): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const asked = readAddress(params);
  const [ids, choose] = useAtOnce(params.getAll("l").join(" "));
  const picked = ids.split(" ").filter(Boolean);
  const after = usePlace();
  const listings = useRead(
    SearchListingsDocument,
    { filter: listingFilter(asked), sort: listingSort(asked), after },
    { pause: asked.what !== "listings" },
  );
  const providers = useRead(
    SearchProvidersDocument,
    { filter: providerFilter(asked), sort: providerSort(asked), after },
    { pause: asked.what !== "providers" },
  );
  const { refusal } = asked.what === "listings" ? listings : providers;
  const beside = isBesideField(refusal) ? { refusal: null } : {};
  const addressOf = (part: Partial<Asked>): string => `?${writeAddress({ ...asked, ...part }, picked)}`;

  function pick(id: string, wanted: boolean): void {
    const changed = addressNow();
    if (wanted) changed.append("l", id);
    else changed.delete("l", id);
    choose(changed.getAll("l").join(" "));
    setParams(changed, { replace: true, preventScrollReset: true });
  }

  return (
    <Page title={say("title")}>
      <p className="prose">{say("about")}</p>
      <div className={styles.layout}>
        <SearchForm asked={asked} refusal={refusal} onAsk={(next) => setParams(writeAddress(next, picked))} />
        <div className={`stack-tight ${styles.results}`}>
          <nav className="tabs" aria-label={say("kinds")}>
            {(["listings", "providers"] as const).map((what) => (
              <Link
                key={what}
                to={addressOf({ what, sort: "" })}
                aria-current={asked.what === what ? "page" : undefined}
              >
                {say(what)}
              </Link>
            ))}
          </nav>
          {asked.what === "listings" ? (
            <Listings read={{ ...listings, ...beside }} picked={picked} onPick={pick} />
          ) : (
            <Providers read={{ ...providers, ...beside }} />
          )}
        </div>
      </div>
      <div aria-live="polite" className={picked.length > 0 ? `card row spread ${styles.picked}` : undefined}>
        {picked.length > 0 && (
          <>
            <span>{say("picked", { count: picked.length })}</span>
            <span className="row">
              <ButtonLink kind="quiet" to={`?${writeAddress(asked, [])}`}>
                {say("clear")}
              </ButtonLink>
              <ButtonLink
                kind="primary"
                to={`/compare?${new URLSearchParams(picked.map((id): [string, string] => ["l", id]))}`}
              >
                {say("sideBySide")}
              </ButtonLink>
            </span>
          </>
        )}
      </div>
    </Page>
  );
}

function Listings({
  read,
  picked,
  onPick,
}: {
  read: Read<SearchListingsQuery>;
  picked: readonly string[];
  onPick: (id: string, wanted: boolean) => void;
}): ReactNode {
  const say = useText(text);
  return (
    <Loaded {...read}>
      {({ listings: { nodes, pageInfo } }) =>
        nodes.length === 0 ? (
          <Empty title={say("none")}>{say("noneHint")}</Empty>
        ) : (
          <>
            <ul className={cards.cards}>
              {nodes.map((listing) => (
                <ListingCard key={listing.id} listing={listing}>
                  <Checkbox
                    label={
                      <>
                        {say("compare")}
                        <span className="visually-hidden"> {listing.title}</span>
                      </>
                    }
                    checked={picked.includes(listing.id)}
                    onChange={({ target }) => onPick(listing.id, target.checked)}
                  />
                </ListingCard>
              ))}
            </ul>
            <Pager pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  );
}

function Providers({ read }: { read: Read<SearchProvidersQuery> }): ReactNode {
  const say = useText(text);
  return (
    <Loaded {...read}>
      {({ providers: { nodes, pageInfo } }) =>
        nodes.length === 0 ? (
          <Empty title={say("none")}>{say("noneHint")}</Empty>
        ) : (
          <>
            <ul className={cards.cards}>
              {nodes.map((provider) => (
                <ProviderCard key={provider.id} provider={provider} />
              ))}
            </ul>
            <Pager pageInfo={pageInfo} />
          </>
        )
      }
    </Loaded>
  );
}
