import { useState, type ReactNode } from "react";
import { Button } from "../../design/button";
import { Page } from "../../design/page";
import { Pager, usePlace } from "../../design/pager";
import { Empty } from "../../design/empty";
import { Loaded } from "../../design/loaded";
import { defineText, useText } from "../../text/language";
import { ListingCard } from "./listing-card";
import { ListingForm } from "./listing-form";
import { OwnListingsDocument } from "./listings.generated";
import { useBusiness, useBusinessRead } from "../use-business";

const text = defineText("ownListings", {
  en: {
    title: "Listings",
    create: "New listing",
    empty: "Nothing is offered yet",
    emptyHint: "Write a listing, promise something on it, then publish it.",
  },
  zh: {
    title: "商品",
    create: "新建商品",
    empty: "还没有商品",
    emptyHint: "先新建商品并写明服务承诺，再上架。",
  },
});

export { ListingsPage as Component };

function ListingsPage(): ReactNode {
  const say = useText(text);
  const { provider } = useBusiness();
  const after = usePlace();
  const read = useBusinessRead(OwnListingsDocument, { id: provider.id, after });
  const [editing, setEditing] = useState<string | null>(null);
  const listing = read.data?.providerListings.nodes.find(({ id }) => id === editing) ?? null;
  return (
    <Page
      title={say("title")}
      actions={
        <Button kind="primary" onClick={() => setEditing("NEW")}>
          {say("create")}
        </Button>
      }
    >
      <Loaded {...read}>
        {({ providerListings: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <>
              <ul className="stack">
                {nodes.map((each) => (
                  <ListingCard key={each.id} listing={each} onEdit={() => setEditing(each.id)} />
                ))}
              </ul>
              <Pager pageInfo={pageInfo} />
            </>
          )
        }
      </Loaded>
      {(editing === "NEW" || listing) && (
        <ListingForm key={editing ?? ""} listing={listing} onChanged={read.onAgain} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
