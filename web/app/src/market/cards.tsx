import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { ProviderKept } from "./kept-rate";
import { ReviewAverage } from "./reviews";
import { Restrictions } from "./restrictions";
import { Score } from "./score";
import type { ListingBriefFragment, ProviderBriefFragment } from "./shared.generated";

export function ListingCard({
  listing,
  withProvider = true,
  heading: Heading = "h2",
  children,
}: {
  listing: ListingBriefFragment;
  withProvider?: boolean;
  heading?: "h2" | "h3";
  children?: ReactNode;
}): ReactNode {
  const label = useLabel();
  const { id, title, category, status, price, provider, promises } = listing;
  const kinds = [...new Set(promises.nodes.map(({ kind }) => kind))];
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <Heading className="large">
          <Link to={`/listings/${id}`}>{title}</Link>
        </Heading>
        <strong className="numeric">{formatMoney(price)}</strong>
      </div>
      <div className="row">
        {status !== "LISTED" && <Badge tone="warn">▲ {label("ListingStatus", status)}</Badge>}
        <Restrictions restrictions={besideStatus(provider.restrictions)} listingId={id} />
        {kinds.map((kind) => (
          <Badge key={kind} tone="info">
            {label("PromiseKind", kind)}
          </Badge>
        ))}
        <Link className="small" to={`/search?category=${encodeURIComponent(category)}`}>
          {category}
        </Link>
      </div>
      {withProvider && (
        <div className="row small">
          <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
          <Score reputation={provider.reputation} />
          <ProviderKept rate={provider.keptRate} />
          <ReviewAverage summary={provider.reviewSummary} />
        </div>
      )}
      {children}
    </li>
  );
}

export function ProviderCard({ provider }: { provider: ProviderBriefFragment }): ReactNode {
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <h2 className="large">
          <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
        </h2>
        <Score reputation={provider.reputation} />
      </div>
      <Restrictions restrictions={provider.restrictions} />
      {provider.description && <p className="prose">{provider.description}</p>}
      <p className="row small muted">
        <ProviderKept rate={provider.keptRate} />
        <ReviewAverage summary={provider.reviewSummary} />
      </p>
    </li>
  );
}

/** A frozen listing says so by its status. */
export const besideStatus = (
  restrictions: ProviderBriefFragment["restrictions"],
): ProviderBriefFragment["restrictions"] => restrictions.filter(({ kind }) => kind !== "LISTING_FREEZE");
