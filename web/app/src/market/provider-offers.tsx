import type { ReactNode } from "react";
import { Link } from "react-router";
import { present, useRead } from "../api/use-read";
import { useChanges } from "../api/use-changes";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Pager, usePlace } from "../design/pager";
import { defineText, useText } from "../text/language";
import { ListingCard } from "./cards";
import cards from "./cards.module.css";
import { Promises } from "./promises";
import { ProviderOffersDocument } from "./provider.generated";

const text = defineText("providerOffers", {
  en: {
    everything: "On all services",
    only: "Only on “{{title}}”",
    sealed: "Sealed into each order, word for word",
    none: "Nothing is on offer now",
    nothing: "Nothing is promised now",
  },
  zh: {
    everything: "适用于全部商品",
    only: "仅适用于“{{title}}”",
    sealed: "下单时逐字封存，之后不可改动",
    none: "目前没有上架的商品",
    nothing: "目前没有作出承诺",
  },
});

export function ProviderOffers({ id, changes }: { id: string; changes: number }): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const read = present(useRead(ProviderOffersDocument, { id, after }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <Loaded {...read}>
      {({ listings: { nodes, pageInfo } }) => (
        <>
          {nodes.length === 0 && <Empty title={say("none")} />}
          <ul className={cards.cards}>
            {nodes.map((listing) => (
              <ListingCard key={listing.id} listing={listing} withProvider={false} />
            ))}
          </ul>
          <Pager pageInfo={pageInfo} />
        </>
      )}
    </Loaded>
  );
}

/** What is promised on everything first, then by service. */
export function ProviderPromises({ id, changes }: { id: string; changes: number }): ReactNode {
  const say = useText(text);
  const after = usePlace();
  const read = present(useRead(ProviderOffersDocument, { id, after }), "provider");
  useChanges(changes, read.onAgain);
  return (
    <Loaded {...read}>
      {({ provider: { promises }, listings: { nodes, pageInfo } }) => {
        const own = nodes
          .map((listing) => ({ listing, promises: listing.promises.nodes.filter((promise) => promise.listing) }))
          .filter((group) => group.promises.length > 0);
        return (
          <>
            <p className="small muted">{say("sealed")}</p>
            {promises.nodes.length + own.length === 0 && <Empty title={say("nothing")} />}
            {promises.nodes.length > 0 && (
              <section className="stack-tight">
                <h2>{say("everything")}</h2>
                <Promises promises={promises.nodes} />
              </section>
            )}
            {own.map(({ listing, promises: its }) => (
              <section key={listing.id} className="stack-tight">
                <h2>
                  <Link to={`/listings/${listing.id}`}>{say("only", { title: listing.title })}</Link>
                </h2>
                <Promises promises={its} />
              </section>
            ))}
            <Pager pageInfo={pageInfo} />
          </>
        );
      }}
    </Loaded>
  );
}
