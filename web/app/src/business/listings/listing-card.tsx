import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Badge } from "../../design/badge";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { formatMoney, formatTime } from "../../text/format";
import { useCategory } from "../../text/categories";
import { useLabel } from "../../text/labels";
import { defineText, useText } from "../../text/language";
import { SetListingStatusDocument, type OwnListingFragment } from "./listings.generated";
import { LISTING_TONE } from "../tones";
import { useBusiness } from "../use-business";

const text = defineText("ownListing", {
  en: {
    edit: "Edit",
    LISTED: "Publish",
    DELISTED: "Take down",
    promises_one: "{{count}} promise",
    promises_other: "{{count}} promises",
    frozenUntil: "It cannot be ordered until {{at}}. Then it is automatically available again.",
    frozen: "It cannot be ordered until the penalty ends.",
    why: "Why: points and penalties",
  },
  zh: {
    edit: "编辑",
    LISTED: "上架",
    DELISTED: "下架",
    promises_other: "{{count}} 项承诺",
    frozenUntil: "冻结至 {{at}}，其间不可下单；到期后自动恢复。",
    frozen: "已冻结，措施结束前不可下单。",
    why: "查看原因：积分与处理措施",
  },
});

export function ListingCard({ listing, onEdit }: { listing: OwnListingFragment; onEdit: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const nameOf = useCategory();
  const { act, busy, refusal } = useAct(SetListingStatusDocument);
  const { id, title, category, description, price, promises, status, availableStatuses } = listing;
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <h2>
          <Link to={`/listings/${id}`}>{title}</Link>
        </h2>
        <strong className="numeric">{formatMoney(price)}</strong>
      </div>
      <div className="row small">
        <Badge tone={LISTING_TONE[status]}>{label("ListingStatus", status)}</Badge>
        <span className="muted">{nameOf(category)}</span>
        <Link to={`../promises#${id}`}>{say("promises", { count: promises.nodes.length })}</Link>
      </div>
      {description && <p className="prose">{description}</p>}
      {status === "FROZEN" && <Frozen listingId={id} />}
      <Refused refusal={refusal} />
      <div className="row">
        <Button aria-label={`${say("edit")} · ${title}`} onClick={onEdit}>
          {say("edit")}
        </Button>
        {availableStatuses.map((next) => (
          <Button
            key={next}
            kind={next === "LISTED" ? "primary" : "plain"}
            busy={busy}
            aria-label={`${say(next)} · ${title}`}
            onClick={() => void act({ listingId: id, status: next })}
          >
            {say(next)}
          </Button>
        ))}
      </div>
    </li>
  );
}

function Frozen({ listingId }: { listingId: string }): ReactNode {
  const say = useText(text);
  const { restrictions } = useBusiness().provider;
  const ends = restrictions
    .filter((one) => one.kind === "LISTING_FREEZE" && (!one.listingId || one.listingId === listingId))
    .map(({ until }) => until);
  const last = ends.every(Boolean) ? ends.sort().at(-1) : null;
  return (
    <Notice tone="warn">
      <p>{last ? say("frozenUntil", { at: formatTime(last) }) : say("frozen")}</p>
      <p className="small">
        <Link to="../penalties">{say("why")}</Link>
      </p>
    </Notice>
  );
}
