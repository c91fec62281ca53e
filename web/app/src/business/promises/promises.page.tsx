import { useState, type ReactNode } from "react";
import { present, type Present } from "../../api/use-read";
import { Button } from "../../design/button";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Loaded } from "../../design/loaded";
import { defineText, useText } from "../../text/language";
import { PromiseCard } from "./promise-card";
import { PromiseForm } from "./promise-form";
import { OwnPromisesDocument, type OwnPromiseFragment, type OwnPromisesQuery } from "./promises.generated";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("ownPromises", {
  en: {
    title: "Promises",
    create: "New promise",
    everything: "On everything you sell",
    none: "Nothing is promised here.",
    intro: "A published version never changes. Orders keep the version that was in force when they were placed.",
  },
  zh: {
    title: "服务承诺",
    create: "发布新承诺",
    everything: "适用于全店",
    none: "这里还没有承诺。",
    intro: "版本一经发布不可修改；每笔订单始终按下单时有效的版本履行。",
  },
});

export { PromisesPage as Component };

function PromisesPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const after = usePlace();
  const read = present(useBusinessRead(OwnPromisesDocument, { id: provider.id, after }), "provider");
  const [writing, setWriting] = useState<string | null>(null);
  const promise = (read.data ? allPromises(read.data) : []).find(({ id }) => id === writing) ?? null;
  const show = (promises: readonly OwnPromiseFragment[]): ReactNode =>
    promises.length === 0 ? (
      <p className="muted">{say("none")}</p>
    ) : (
      <ul className="grid">
        {promises.map((each) => (
          <PromiseCard key={each.id} promise={each} onNext={() => setWriting(each.id)} onWithdrawn={read.onAgain} />
        ))}
      </ul>
    );
  return (
    <Page
      title={say("title")}
      actions={
        <Button kind="primary" disabled={!read.data} onClick={() => setWriting("NEW")}>
          {say("create")}
        </Button>
      }
    >
      <p className="muted">{say("intro")}</p>
      <Loaded {...read}>
        {({ provider, providerListings }) => (
          <>
            <section className="stack-tight" aria-labelledby="everything">
              <h2 id="everything">{say("everything")}</h2>
              {show(provider.promises.nodes)}
            </section>
            {providerListings.nodes.map((listing) => {
              const own = listing.promises.nodes.filter((each) => each.listing);
              return (
                own.length > 0 && (
                  <section key={listing.id} className="stack-tight" aria-labelledby={listing.id}>
                    <h2 id={listing.id}>{listing.title}</h2>
                    {show(own)}
                  </section>
                )
              );
            })}
            <Pager pageInfo={providerListings.pageInfo} />
          </>
        )}
      </Loaded>
      {(writing === "NEW" || promise) && (
        <PromiseForm
          key={writing ?? ""}
          promise={promise}
          listings={read.data?.providerListings.nodes ?? []}
          onPublished={read.onAgain}
          onClose={() => setWriting(null)}
        />
      )}
    </Page>
  );
}

const allPromises = ({ provider, providerListings }: Present<OwnPromisesQuery, "provider">): OwnPromiseFragment[] => [
  ...provider.promises.nodes,
  ...providerListings.nodes.flatMap(({ promises }) => promises.nodes),
];
