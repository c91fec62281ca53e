import { useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { ActionButton } from "../design/action-button";
import { ButtonLink } from "../design/button";
import { defineText, useText } from "../text/language";
import type { ListingShownFragment } from "./listing.generated";
import { OrderDialog } from "./order-dialog";

const text = defineText("orderButton", {
  en: { order: "Order", signIn: "Sign in to order" },
  zh: { order: "下单", signIn: "登录后下单" },
});

export function OrderButton({ listing, onAgain }: { listing: ListingShownFragment; onAgain: () => void }): ReactNode {
  const say = useText(text);
  const { pathname } = useLocation();
  const [asking, setAsking] = useState(false);

  const why = listing.orderUnavailableBecause;
  if (why?.code === "UNAUTHENTICATED")
    return (
      <ButtonLink kind="primary" to={`/sign-in?next=${encodeURIComponent(pathname)}`}>
        {say("signIn")}
      </ButtonLink>
    );
  return (
    <>
      <ActionButton label={say("order")} because={why} onAct={() => setAsking(true)} />
      {asking && <OrderDialog listingId={listing.id} onClose={() => setAsking(false)} onAgain={onAgain} />}
    </>
  );
}
