import type { ReactNode } from "react";
import { present, useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { defineText, useText } from "../text/language";
import { ListingCard } from "./cards";
import { Promises } from "./promises";
import { ProviderOffersDocument } from "./provider.generated";
import { useChanges } from "../api/use-changes";

const text = defineText("providerOffers", {
  en: {
    everything: "Promised on all listings",
    listings: "Services",
    none: "Nothing is on offer now",
  },
  zh: { everything: "适用于全部商品的承诺", listings: "商品", none: "目前没有上架的商品" },
});

export function ProviderOffers({ id, changes }: { id: string; changes: number }): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const read = present(useRead(ProviderOffersDocument, { id, after }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <Loaded {...read}>
      {({ provider, listings: { nodes, pageInfo } }) => (
        <>
          {provider.promises.nodes.length > 0 && (
            <section className="stack-tight">
              <h2>{say("everything")}</h2>
              <Promises promises={provider.promises.nodes} />
            </section>
          )}
          <section className="stack-tight">
            <h2>{say("listings")}</h2>
            {nodes.length === 0 && <Empty title={say("none")} />}
            <ul className="stack-tight">
              {nodes.map((listing) => (
                <ListingCard key={listing.id} listing={listing} heading="h3" withProvider={false}>
                  <Promises promises={listing.promises.nodes.filter((promise) => promise.listing)} />
                </ListingCard>
              ))}
            </ul>
            <Pager pageInfo={pageInfo} />
          </section>
        </>
      )}
    </Loaded>
  );
}
