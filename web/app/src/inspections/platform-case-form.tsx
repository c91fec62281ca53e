import { useState, type FormEvent, type ReactNode } from "react";
import type { BreachClass, BreachInput } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { useRead } from "../api/use-read";
import { Button } from "../design/button";
import { Choices, Select, TextArea, TextInput } from "../design/field";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { defineText, useText } from "../text/language";
import { useOptions } from "../text/labels";
import { BreachFields } from "./breach-fields";
import {
  InspectedListingsDocument,
  OpenPlatformCaseDocument,
  type InspectedListingFragment,
  type ObservationShownFragment,
} from "./inspections.generated";

const text = defineText("platformCaseForm", {
  en: {
    explain:
      "The platform complains itself. The provider is heard and may appeal; no one who inspected may decide it. Nothing is settled or paid in it.",
    listing: "The listing at which it was found",
    none: "The provider has no listing.",
    more: "Further listings",
    title: "The matter in one line",
    story: "What was found",
    breachClass: "How grave",
    breaches: "Promises broken",
    open: "Open the case",
  },
  zh: {
    explain: "由平台自行立案：服务商可以答辩、申诉，参与巡查的人不得作出处理决定；本案不涉及和解与赔付。",
    listing: "发现问题的商品",
    none: "该服务商没有商品。",
    more: "更多商品",
    title: "一句话概括",
    story: "巡查发现",
    breachClass: "严重程度",
    breaches: "违反的承诺",
    open: "确认立案",
  },
});

const FIELDS = ["title", "story", "breachClass", "listingId"];

interface Written {
  listing: InspectedListingFragment | null;
  breaches: BreachInput[];
  title: string;
  story: string;
  breachClass: BreachClass;
}

interface Props {
  providerId: string;
  item: ObservationShownFragment;
  onDone: () => void;
}

/** A case of the platform's own, where no consumer's order is affected. */
export default function PlatformCaseForm({ providerId, item, onDone }: Props): ReactNode {
  const say = useText(text);
  const optionsOf = useOptions();
  const [after, setAfter] = useState<string | null>(null);
  const listings = useRead(InspectedListingsDocument, { providerId, after });
  const kept = useKept<Written>(`platform case from finding ${item.id}`, "", {
    ...{ listing: null, breaches: [], title: "", story: item.note ?? "", breachClass: "ORDINARY" },
  });
  const { listing, breaches, title, story, breachClass } = kept.value;
  const { act, busy, refusal } = useAct(OpenPlatformCaseDocument);
  const isPlaced = FIELDS.some((field) => refusal?.at(field));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!listing) return;
    const done = await act({
      ...{ observationId: item.id, listingId: listing.id, title, story, breachClass, breaches },
    });
    if (!done) return;
    kept.forget();
    onDone();
  }

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p className="muted">{say("explain")}</p>
      <Loaded {...listings}>
        {({ platformPromises, providerListings: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 && <p className="muted">{say("none")}</p>}
            <Choices
              legend={say("listing")}
              name="listing"
              value={listing?.id ?? null}
              options={nodes.map(({ id, title: name }) => ({ value: id, label: name }))}
              onChoose={(id) => kept.patch({ listing: nodes.find((one) => one.id === id) ?? null, breaches: [] })}
            />
            {pageInfo.hasNextPage && (
              <div>
                <Button onClick={() => setAfter(pageInfo.endCursor ?? null)}>{say("more")}</Button>
              </div>
            )}
            {listing && (
              <fieldset className="stack-tight">
                <legend>{say("breaches")}</legend>
                <BreachFields
                  promises={[
                    ...listing.promises.nodes.map(({ currentVersion }) => currentVersion),
                    ...platformPromises,
                  ]}
                  currency={listing.price.currency}
                  breaches={breaches}
                  refusal={refusal}
                  onChange={(changed) => kept.patch({ breaches: changed })}
                />
              </fieldset>
            )}
          </>
        )}
      </Loaded>
      <TextInput
        required
        label={say("title")}
        value={title}
        error={refusal?.at("title")}
        onChange={({ target }) => kept.patch({ title: target.value })}
      />
      <TextArea
        required
        label={say("story")}
        value={story}
        error={refusal?.at("story")}
        onChange={({ target }) => kept.patch({ story: target.value })}
      />
      <Select
        label={say("breachClass")}
        value={breachClass}
        error={refusal?.at("breachClass")}
        options={optionsOf("BreachClass")}
        onChange={({ target }) => kept.patch({ breachClass: target.value as BreachClass })}
      />
      {!isPlaced && <Refused refusal={refusal} />}
      <div>
        <Button type="submit" kind="primary" busy={busy} disabled={!listing}>
          {say("open")}
        </Button>
      </div>
    </form>
  );
}
