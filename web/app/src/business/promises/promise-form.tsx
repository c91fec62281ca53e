import { useState, type FormEvent, type ReactNode } from "react";
import type { PromiseKind } from "../../api/schema.generated";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Select, TextArea } from "../../design/field";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useKept } from "../../shell/use-kept";
import { useOptions } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { byItself } from "../by-itself";
import { EarlierVersions } from "./earlier-versions";
import { PromiseCheck } from "./promise-check";
import { PublishPromiseDocument, type OwnPromiseFragment } from "./promises.generated";
import { TermFields } from "./term-fields";
import { TERMS_OF_KIND, termsInput, typedTerms, type TypedTerms } from "./terms-of-kind";
import { useBusiness } from "../use-business";

const text = defineText("promiseForm", {
  en: {
    create: "New promise",
    next: "Next version of the promise",
    target: "It holds for",
    everything: "everything I sell",
    kind: "What it is about",
    words: "In your words",
    wordsHint: "This is what people read, and what a complaint is measured by.",
    frozen: "Binds orders placed from now on; earlier orders keep the version they were placed under.",
    submit: "Publish",
    stale:
      "Version {{version}} has been published meanwhile and is shown beside this form. What you typed is still here.",
  },
  zh: {
    create: "发布新承诺",
    next: "发布承诺的新版本",
    target: "适用范围",
    everything: "全店商品",
    kind: "承诺类型",
    words: "承诺内容",
    wordsHint: "消费者看到的就是这段文字，发生投诉时也以此为准。",
    frozen: "自发布起对新订单有效；此前的订单仍按下单时的版本履行。",
    submit: "发布",
    stale: "其间已发布第 {{version}} 版，见旁边。您填写的内容仍在。",
  },
});

interface Written {
  target: string;
  kind: PromiseKind;
  words: string;
  terms: TypedTerms;
  currency: string;
}

interface Props {
  /** null: a new promise. */
  promise: OwnPromiseFragment | null;
  listings: readonly { id: string; title: string; price: { currency: string } }[];
  onPublished: () => void;
  onClose: () => void;
}

export function PromiseForm({ promise, listings, onPublished, onClose }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const { provider } = useBusiness();
  const { act, busy, refusal } = useAct(PublishPromiseDocument);
  const [seen] = useState(promise);
  const before = seen?.currentVersion;
  const kept = useKept<Written>(`promise ${promise?.id ?? provider.id} ${seen?.latestVersion ?? ""}`, "", {
    target: listings[0]?.id ?? provider.id,
    kind: promise?.kind ?? "DELIVERY_TIME",
    words: before?.text ?? "",
    terms: before ? typedTerms(before.terms) : {},
    currency: before?.terms.currency ?? listings[0]?.price.currency ?? "CNY",
  });
  const { kind, words, terms, currency } = kept.value;
  const targets = [
    ...listings.map(({ id, title }) => ({ value: id, label: title })),
    { value: provider.id, label: say("everything") },
  ];
  // What was chosen may be on another page of the list, or gone: only what is shown as chosen counts.
  const { value: target = provider.id } = targets.find(({ value }) => value === kept.value.target) ?? targets[0] ?? {};
  const stale = refusal?.isStale ?? false;
  const where = target === provider.id ? { providerId: provider.id } : { listingId: target };

  async function publish(event: FormEvent): Promise<void> {
    event.preventDefault();
    const content = { text: words, terms: termsInput(kind, terms, currency) };
    const done = await act(
      promise
        ? { ...content, promiseId: promise.id, latestVersion: (stale ? promise : seen)?.latestVersion ?? null }
        : { ...content, ...where, kind },
    );
    onPublished();
    if (!done) return;
    kept.forget();
    onClose();
  }

  const form = (
    <form className="stack" onSubmit={(event) => void publish(event)}>
      {!promise && (
        <>
          <Select
            label={say("target")}
            value={target}
            options={targets}
            onChange={({ target }) => kept.patch({ target: target.value })}
          />
          <Select
            label={say("kind")}
            value={kind}
            options={optionsOf("PromiseKind")}
            error={refusal?.at("kind")}
            onChange={({ target }) => kept.patch({ kind: target.value as PromiseKind })}
          />
        </>
      )}
      <TextArea
        label={say("words")}
        hint={say("wordsHint")}
        value={words}
        required
        error={refusal?.at("text")}
        onChange={({ target }) => kept.patch({ words: target.value })}
      />
      <TermFields
        kind={kind}
        typed={terms}
        onTyped={(typed) => kept.patch({ terms: typed })}
        currency={currency}
        onCurrency={(chosen) => kept.patch({ currency: chosen })}
        refusal={refusal}
      />
      <PromiseCheck
        input={{
          ...(promise ? { promiseId: promise.id } : { ...where, kind }),
          terms: termsInput(kind, terms, currency),
        }}
      />
      <p className="small muted">{say("frozen")}</p>
      {stale && promise ? (
        <Notice tone="warn">{say("stale", { version: promise.latestVersion })}</Notice>
      ) : (
        <Refused
          refusal={byItself(refusal, [
            "kind",
            "text",
            ...TERMS_OF_KIND[kind].map((term) => `terms.${term}`),
            "terms.currency",
          ])}
        />
      )}
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {say("submit")}
        </Button>
      </div>
    </form>
  );
  return (
    <Dialog title={say(promise ? "next" : "create")} onClose={onClose} wide={promise !== null}>
      {promise ? (
        <div className="beside">
          {form}
          <EarlierVersions promise={promise} />
        </div>
      ) : (
        form
      )}
    </Dialog>
  );
}
