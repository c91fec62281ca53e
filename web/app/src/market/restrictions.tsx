import type { ReactNode } from "react";
import type { RestrictionKind } from "../api/schema.generated";
import { Badge, type Tone } from "../design/badge";
import { formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { RestrictionShownFragment } from "./shared.generated";

const text = defineText("restrictions", {
  en: { label: "Restrictions in force", until: "until {{at}}", oneListing: "one listing" },
  zh: { label: "现行限制", until: "至 {{at}}", oneListing: "仅一件商品" },
});

const TONE: Record<RestrictionKind, Tone> = {
  TERMINATION: "bad",
  SUSPENSION: "bad",
  LISTING_FREEZE: "bad",
  RANK_DEMOTION: "warn",
};

/** The restrictions on the provider; with `listingId`, only those that affect the listing. */
export function Restrictions({
  restrictions,
  listingId,
  detailed = false,
}: {
  restrictions: readonly RestrictionShownFragment[];
  listingId?: string;
  detailed?: boolean;
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const shown = restrictions.filter((one) => !one.listingId || !listingId || one.listingId === listingId);
  if (shown.length === 0) return null;
  return (
    <ul className="row" aria-label={say("label")}>
      {shown.map(({ kind, listingId: only, until }) => (
        <li key={`${kind} ${only ?? ""}`} className="row">
          <Badge tone={TONE[kind]}>▲ {label("RestrictionKind", kind)}</Badge>
          {only && !listingId && <span className="small muted">{say("oneListing")}</span>}
          {detailed && until && <span className="small muted">{say("until", { at: formatTime(until) })}</span>}
        </li>
      ))}
    </ul>
  );
}
