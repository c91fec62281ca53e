import { useState, type FormEvent, type ReactNode } from "react";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Select, TextArea, TextInput } from "../../design/field";
import { MoneyInput } from "../../design/money-input";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { CategoryInput } from "../../market/category-input";
import { useKept } from "../../shell/use-kept";
import { formatMoney } from "../../text/format";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { CURRENCY_OPTIONS } from "../../text/currencies";
import { CreateListingDocument, UpdateListingDocument, type OwnListingFragment } from "./listings.generated";
import { useBusiness } from "../use-business";

const text = defineText("listingForm", {
  en: {
    create: "New listing",
    edit: "Edit the listing",
    title: "Title",
    category: "Category",
    categoryHint: "Small letters and hyphens, such as shop-design.",
    description: "Description",
    price: "Price",
    currency: "Currency",
    save: "Save",
    draft: "Save as a draft",
    stale:
      "Someone else has changed this listing meanwhile. What you typed is still here; saving again replaces their changes.",
    now: "As it is now: {{title}}, {{price}}",
  },
  zh: {
    create: "新建商品",
    edit: "编辑商品",
    title: "名称",
    category: "类目",
    categoryHint: "小写字母与连字符，例如 shop-design。",
    description: "说明",
    price: "价格",
    currency: "币种",
    save: "保存",
    draft: "保存为草稿",
    stale: "其间已有人修改了此商品。您填写的内容仍在；再次保存将以您的内容为准。",
    now: "现在的内容：{{title}}，{{price}}",
  },
});

interface Props {
  /** null: a new listing. */
  listing: OwnListingFragment | null;
  /** Called when the list must be read again. */
  onChanged: () => void;
  onClose: () => void;
}

export function ListingForm({ listing, onChanged, onClose }: Props): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const create = useAct(CreateListingDocument);
  const update = useAct(UpdateListingDocument);
  const { busy, refusal } = listing ? update : create;
  // The version that was on the screen when the person began; a later one does not count as seen until it was shown to them.
  const [seen] = useState(listing);
  const kept = useKept(`listing ${listing?.id ?? provider.id} ${seen?.version ?? ""}`, "", {
    ...{ title: listing?.title ?? "", category: listing?.category ?? "", description: listing?.description ?? "" },
    ...{ currency: listing?.price.currency ?? "CNY", amount: listing?.price.amount ?? null },
  });
  const { amount, currency, ...typed } = kept.value;
  const stale = refusal?.isStale ?? false;
  const wire = (name: keyof typeof typed) => ({
    label: say(name),
    value: typed[name],
    error: refusal?.at(name),
    onChange: ({ target }: { target: { value: string } }) => kept.patch({ [name]: target.value }),
  });

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (amount === null) return;
    const content = { ...typed, price: { amount, currency } };
    const version = (stale ? listing : seen)?.version ?? 0;
    const done = listing
      ? await update.act({ listingId: listing.id, expectedVersion: version, ...content })
      : await create.act({ providerId: provider.id, ...content });
    onChanged();
    if (!done) return;
    kept.forget();
    onClose();
  }

  return (
    <Dialog title={say(listing ? "edit" : "create")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <TextInput {...wire("title")} required />
        <CategoryInput {...wire("category")} required hint={say("categoryHint")} />
        <TextArea {...wire("description")} />
        <div className="beside">
          <MoneyInput
            key={currency}
            label={say("price")}
            currency={currency}
            amount={amount}
            onAmount={(next) => kept.patch({ amount: next })}
            required
            error={refusal?.at("price")}
          />
          <Select
            label={say("currency")}
            value={currency}
            options={CURRENCY_OPTIONS}
            onChange={({ target }) => kept.patch({ currency: target.value })}
          />
        </div>
        {stale && listing ? (
          <Notice tone="warn">
            <p>{say("stale")}</p>
            <p className="small">{say("now", { title: listing.title, price: formatMoney(listing.price) })}</p>
          </Notice>
        ) : (
          <Refused refusal={byItself(refusal, ["title", "category", "description", "price"])} />
        )}
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {say(listing ? "save" : "draft")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
