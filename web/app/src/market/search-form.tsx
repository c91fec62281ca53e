import { useState, type FormEvent, type ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { Checkbox, Select, TextInput } from "../design/field";
import { MoneyInput } from "../design/money-input";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { CategoryInput } from "./category-input";
import type { Asked } from "./search-address";
import styles from "./search.module.css";

const text = defineText("searchForm", {
  en: {
    text: "What are you looking for?",
    textHint: "A service or a provider, such as “shop design”.",
    search: "Search",
    more: "Filters",
    category: "Category",
    categoryHint: "As shown on a listing, e.g. shop-design.",
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
    textHint: "商品或服务商的名称，例如“首页设计”。",
    search: "搜索",
    more: "筛选",
    category: "类目",
    categoryHint: "与商品上标注的一致，例如 shop-design。",
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

/** The input stays here until the search is started; `key` the component by the address. */
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
  const [draft, setDraft] = useState(asked);
  const change = (part: Partial<Asked>): void => setDraft({ ...draft, ...part });
  const sorts = draft.what === "listings" ? sortOptions("ListingSort", label) : sortOptions("ProviderSort", label);
  const filtered = filters.some((name) => String(asked[name] ?? "") !== "");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk(draft);
  };

  return (
    <form role="search" className="card stack" onSubmit={submit}>
      <div className={styles.line}>
        <TextInput
          label={say("text")}
          hint={say("textHint")}
          error={refusal?.at(FIELDS.text)}
          type="search"
          value={draft.text}
          onChange={({ target }) => change({ text: target.value })}
        />
        <Button kind="primary" type="submit">
          {say("search")}
        </Button>
      </div>
      <details open={filtered || undefined}>
        <summary>{say("more")}</summary>
        <div className={`stack ${styles.more}`}>
          <div className={styles.filters}>
            <CategoryInput
              label={say("category")}
              hint={say("categoryHint")}
              error={refusal?.at(FIELDS.category)}
              value={draft.category}
              onChange={({ target }) => change({ category: target.value })}
            />
            <TextInput
              label={say("min")}
              hint={say("minHint")}
              error={refusal?.at(FIELDS.minReputation)}
              inputMode="numeric"
              pattern="[0-9]*"
              value={draft.minReputation}
              onChange={({ target }) => change({ minReputation: target.value })}
            />
            {draft.what === "listings" && (
              <>
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
              </>
            )}
            <Select
              label={say("sort")}
              options={[{ value: "", label: say("byFit") }, ...sorts]}
              value={draft.sort}
              onChange={({ target }) => change({ sort: target.value })}
            />
          </div>
          <fieldset>
            <legend>{say("kinds")}</legend>
            <div className="row">
              {valuesOf("PromiseKind").map((kind) => (
                <Checkbox
                  key={kind}
                  label={label("PromiseKind", kind)}
                  checked={draft.kinds.includes(kind)}
                  onChange={({ target }) =>
                    change({
                      kinds: target.checked ? [...draft.kinds, kind] : draft.kinds.filter((other) => other !== kind),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          <div className="row">
            <Button type="submit">{say("search")}</Button>
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

const sortOptions = (name: "ListingSort" | "ProviderSort", label: ReturnType<typeof useLabel>) =>
  valuesOf(name).map((value) => ({ value, label: label(name, value) }));
