import type { FormEvent, ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { useRead } from "../api/use-read";
import { useDraftOf } from "../design/address";
import { Button } from "../design/button";
import { Checkbox, Select, TextInput } from "../design/field";
import { Icon } from "../design/icon";
import { MoneyInput } from "../design/money-input";
import { useWide } from "../design/use-wide";
import { useCategory } from "../text/categories";
import { useLabel, useOptions, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ListingCategoriesDocument } from "./categories.generated";
import { PROMISE_ICONS } from "../design/promise-icons";
import type { Asked } from "./search-address";
import styles from "./search.module.css";

const text = defineText("searchForm", {
  en: {
    text: "What are you looking for?",
    example: "A service or a provider, such as “shop design”",
    search: "Search",
    apply: "Apply",
    more: "Filters",
    category: "Category",
    any: "All",
    from: "Price from",
    to: "Price up to",
    min: "Reputation at least",
    minHint: "0 to 100. New providers have no score yet.",
    sort: "Sort by",
    byFit: "Default",
    kinds: "Must promise",
    clear: "Clear the filters",
  },
  zh: {
    text: "您想找什么？",
    example: "商品或服务商的名称，例如“首页设计”",
    search: "搜索",
    apply: "应用筛选",
    more: "筛选",
    category: "类目",
    any: "全部",
    from: "价格不低于",
    to: "价格不高于",
    min: "信誉分不低于",
    minHint: "0 到 100。新服务商还没有信誉分。",
    sort: "排序",
    byFit: "默认",
    kinds: "必须有这些承诺",
    clear: "清除筛选",
  },
});

/** The input stays here until the search is started. */
export function SearchForm({
  asked,
  refusal,
  onAsk,
}: {
  asked: Asked;
  refusal: Refusal | null;
  onAsk: (asked: Asked) => void;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const optionsOf = useOptions();
  const [draft, change] = useDraftOf(asked);
  const sorts = draft.what === "listings" ? optionsOf("ListingSort") : optionsOf("ProviderSort");
  // Room for the filters beside what was found.
  const wide = useWide("64rem");
  const categoryOf = useCategory();
  const { data } = useRead(ListingCategoriesDocument, {});
  // Also one in which nothing is listed now, from somebody's link.
  const known = new Set([...(data?.listingCategories ?? []), ...(draft.category ? [draft.category] : [])]);
  const categories = [...known].map((value) => ({ value, label: categoryOf(value) }));
  const filtered = filters.some((name) => String(asked[name] ?? "") !== "");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk(draft);
  };

  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <div className={styles.line}>
        <TextInput
          label={say("text")}
          error={refusal?.at(FIELDS.text)}
          type="search"
          placeholder={say("example")}
          value={draft.text}
          onChange={({ target }) => change({ text: target.value })}
        />
        <Button kind="primary" type="submit">
          {say("search")}
        </Button>
      </div>
      <details className={`card ${styles.facets}`} open={wide || filtered || undefined}>
        <summary>{say("more")}</summary>
        <div className="stack">
          <Select
            label={say("category")}
            error={refusal?.at(FIELDS.category)}
            options={[{ value: "", label: say("any") }, ...categories]}
            value={draft.category}
            onChange={({ target }) => change({ category: target.value })}
          />
          {draft.what === "listings" && (
            <div className={styles.pair}>
              <MoneyInput
                label={say("from")}
                currency={draft.currency}
                amount={draft.priceFrom}
                error={refusal?.at(FIELDS.priceFrom)}
                onAmount={(priceFrom) => change({ priceFrom })}
              />
              <MoneyInput
                label={say("to")}
                currency={draft.currency}
                amount={draft.priceTo}
                error={refusal?.at(FIELDS.priceTo)}
                onAmount={(priceTo) => change({ priceTo })}
              />
            </div>
          )}
          <fieldset>
            <legend>{say("kinds")}</legend>
            {valuesOf("PromiseKind").map((kind) => (
              <Checkbox
                key={kind}
                label={
                  <span className={styles.kind}>
                    <Icon of={PROMISE_ICONS[kind]} size={15} />
                    {label("PromiseKind", kind)}
                  </span>
                }
                checked={draft.kinds.includes(kind)}
                onChange={({ target }) =>
                  change({
                    kinds: target.checked ? [...draft.kinds, kind] : draft.kinds.filter((other) => other !== kind),
                  })
                }
              />
            ))}
          </fieldset>
          <TextInput
            label={say("min")}
            hint={say("minHint")}
            error={refusal?.at(FIELDS.minReputation)}
            inputMode="numeric"
            pattern="[0-9]*"
            value={draft.minReputation}
            onChange={({ target }) => change({ minReputation: target.value })}
          />
          <Select
            label={say("sort")}
            options={[{ value: "", label: say("byFit") }, ...sorts]}
            value={draft.sort}
            onChange={({ target }) => change({ sort: target.value })}
          />
          <div className="row">
            <Button type="submit">{say("apply")}</Button>
            {filtered && (
              <Button kind="quiet" onClick={() => onAsk({ ...draft, ...NO_FILTER })}>
                {say("clear")}
              </Button>
            )}
          </div>
        </div>
      </details>
    </form>
  );
}

/** The names of the inputs in the API. */
const FIELDS = {
  text: "filter.text",
  category: "filter.category",
  minReputation: "filter.minReputation",
  priceFrom: "filter.price.from",
  priceTo: "filter.price.to",
};

export const isBesideField = (refusal: Refusal | null): boolean =>
  Object.values(FIELDS).some((field) => refusal?.at(field) !== undefined);

const NO_FILTER = { category: "", kinds: [], minReputation: "", priceFrom: null, priceTo: null, sort: "" };
const filters = Object.keys(NO_FILTER) as (keyof typeof NO_FILTER)[];
