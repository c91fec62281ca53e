import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { addressNow } from "../design/address";
import { useRead } from "../api/use-read";
import { Button, ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { TableFrame } from "../design/table-frame";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { besideStatus } from "./cards";
import { ComparePromisesDocument, type ComparePromisesQuery } from "./compare.generated";
import { formatTerm, termText } from "./promise-terms";
import { Restrictions } from "./restrictions";
import { ReviewAverage } from "./review-stars";
import { Score } from "./score";
import styles from "./compare.module.css";

const text = defineText("compare", {
  en: {
    title: "Promises compared",
    none: "Nothing to compare yet",
    noneHint: "Pick services on the search page, and see here what each of them promises.",
    search: "To the search",
    promise: "What is promised",
    price: "Price",
    provider: "Provider",
    standing: "Standing",
    inWords: "In words",
    nothing: "not promised",
    best: "best",
    remove: "Remove",
    table: "What each service promises",
  },
  zh: {
    title: "承诺对比",
    none: "还没有可对比的商品",
    noneHint: "请在搜索页选择几件商品，这里会并排列出各自的承诺。",
    search: "去搜索",
    promise: "承诺",
    price: "价格",
    provider: "服务商",
    standing: "现状",
    inWords: "承诺原文",
    nothing: "未承诺",
    best: "最优",
    remove: "移出对比",
    table: "各商品的承诺",
  },
});

type Comparison = ComparePromisesQuery["comparePromises"];
type Kind = Comparison["kinds"][number];

export { ComparePage as Component };

function ComparePage(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  const listingIds = params.getAll("l");
  const read = useRead(ComparePromisesDocument, { listingIds }, { pause: listingIds.length === 0 });
  const search = (
    <ButtonLink to={`/search?${new URLSearchParams(listingIds.map((id): [string, string] => ["l", id]))}`}>
      {say("search")}
    </ButtonLink>
  );
  return (
    <Page title={say("title")} actions={listingIds.length > 0 && search}>
      {listingIds.length === 0 ? (
        <Empty title={say("none")}>
          <p>{say("noneHint")}</p>
          {search}
        </Empty>
      ) : (
        <Loaded {...read}>{({ comparePromises }) => <Table comparison={comparePromises} />}</Loaded>
      )}
    </Page>
  );
}

function Table({ comparison: { listings, kinds } }: { comparison: Comparison }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [, setParams] = useSearchParams();

  function remove(id: string): void {
    const changed = addressNow();
    changed.delete("l", id);
    setParams(changed);
  }

  return (
    <TableFrame matrix label={say("table")}>
      <table className={`table ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">{say("promise")}</th>
            {listings.map(({ id, title }) => (
              <th key={id} scope="col">
                <Link to={`/listings/${id}`}>{title}</Link>
                <div className="no-print">
                  <Button kind="quiet" onClick={() => remove(id)}>
                    {say("remove")} <span className="visually-hidden">{title}</span>
                  </Button>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say("price")}</th>
            {listings.map(({ id, price }) => (
              <td key={id}>
                <strong>{formatMoney(price)}</strong>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{say("provider")}</th>
            {listings.map(({ id, provider }) => (
              <td key={id} className="small">
                <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
                <Score reputation={provider.reputation} />
                <ReviewAverage summary={provider.reviewSummary} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{say("standing")}</th>
            {listings.map(({ id, status, provider }) => (
              <td key={id}>
                <Badge tone={status === "LISTED" ? "good" : "warn"}>{label("ListingStatus", status)}</Badge>
                <Restrictions restrictions={besideStatus(provider.restrictions)} listingId={id} />
              </td>
            ))}
          </tr>
        </tbody>
        {kinds.map((kind) => (
          <KindRows key={kind.kind} kind={kind} listings={listings} />
        ))}
      </table>
    </TableFrame>
  );
}

/** One kind of promise: its text, then each comparable number, the best one marked in words. */
function KindRows({ kind, listings }: { kind: Kind; listings: Comparison["listings"] }): ReactNode {
  const say = useText(text);
  const sayTerm = useText(termText);
  const label = useLabel();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={listings.length + 1} className={styles.group}>
          {label("PromiseKind", kind.kind)}
        </th>
      </tr>
      <tr>
        <th scope="row">{say("inWords")}</th>
        {kind.cells.map(({ listing, versions }) => (
          <td key={listing.id}>
            {versions ? (
              versions.map((version) => (
                <p key={version.id} className="prose">
                  {version.text}
                </p>
              ))
            ) : (
              <span className="muted">{say("nothing")}</span>
            )}
          </td>
        ))}
      </tr>
      {kind.terms.map(({ term, unit, currency, values, bestListingIds }) => (
        <tr key={`${term} ${currency ?? ""}`}>
          <th scope="row">{isTerm(term) ? sayTerm(term) : term}</th>
          {listings.map(({ id }, at) => {
            const value = values[at];
            return (
              <td key={id}>
                {typeof value === "number" ? (
                  <span className="row">
                    {formatTerm(value, unit, currency, sayTerm)}
                    {bestListingIds.includes(id) && <Badge tone="good">✓ {say("best")}</Badge>}
                  </span>
                ) : (
                  <span className="muted">{say("nothing")}</span>
                )}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

/** A term newer than these pages is shown by its name in the API. */
const isTerm = (term: string): term is Exclude<keyof (typeof termText)["texts"]["zh"], `${string}_other`> =>
  term in termText.texts.zh;
