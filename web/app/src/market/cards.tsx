import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { Mark } from "../design/mark";
import { categoryIcon, useCategory } from "../text/categories";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { ProviderKept } from "./kept-rate";
import { ReviewStars } from "./review-stars";
import { Restrictions } from "./restrictions";
import { ScoreMark, ScoreSigns } from "./score";
import type { ListingBriefFragment, ProviderBriefFragment } from "./shared.generated";
import { TermChips } from "./term-chips";
import { Verified } from "./verified";
import styles from "./cards.module.css";

type Heading = "h2" | "h3";

/** A service, with who offers it and how they keep their word; `withProvider`: not where that is said already. */
export function ListingCard({
  listing,
  withProvider = true,
  heading: Heading = "h2",
  children,
}: {
  listing: ListingBriefFragment;
  withProvider?: boolean;
  heading?: Heading;
  children?: ReactNode;
}): ReactNode {
  const categoryOf = useCategory();
  const { id, title, category, price, provider, promises } = listing;
  return (
    <li className={`card ${styles.card}`}>
      <div className={styles.head}>
        {withProvider ? (
          <Mark id={provider.id} name={provider.legalName} />
        ) : (
          <span className={styles.tile}>
            <Icon of={categoryIcon(category)} size={20} />
          </span>
        )}
        <div className={styles.title}>
          <Heading className={styles.name}>
            <Link to={`/listings/${id}`}>{title}</Link>
          </Heading>
          <div className={styles.by}>
            {withProvider && (
              <>
                <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
                <Verified of={provider.verifications} />
              </>
            )}
            {!withProvider && categoryOf(category)}
          </div>
        </div>
        {withProvider && <ScoreMark reputation={provider.reputation} />}
      </div>
      <Signs listing={listing} withProvider={withProvider} />
      <TermChips promises={promises.nodes} />
      <div className={styles.foot}>
        {withProvider ? (
          <span className="row">
            <ProviderKept rate={provider.keptRate} />
            <ReviewStars summary={provider.reviewSummary} />
          </span>
        ) : (
          <span />
        )}
        <strong className={styles.price}>{formatMoney(price)}</strong>
      </div>
      {children}
    </li>
  );
}

/** What stands in the way of an order, and what a score does not tell. */
function Signs({ listing, withProvider }: { listing: ListingBriefFragment; withProvider: boolean }): ReactNode {
  const label = useLabel();
  const { id, status, provider } = listing;
  return (
    <div className={styles.signs}>
      {status !== "LISTED" && <Badge tone="warn">▲ {label("ListingStatus", status)}</Badge>}
      <Restrictions restrictions={besideStatus(provider.restrictions)} listingId={id} />
      {withProvider && <ScoreSigns reputation={provider.reputation} />}
    </div>
  );
}

export function ProviderCard({ provider }: { provider: ProviderBriefFragment }): ReactNode {
  const { id, legalName, description, reputation, restrictions, keptRate, reviewSummary, verifications } = provider;
  return (
    <li className={`card ${styles.card}`}>
      <div className={styles.head}>
        <Mark id={id} name={legalName} />
        <div className={styles.title}>
          <h2 className={styles.name}>
            <Link to={`/providers/${id}`}>{legalName}</Link>
          </h2>
          <div className={styles.by}>
            <Verified of={verifications} />
          </div>
        </div>
        <ScoreMark reputation={reputation} />
      </div>
      <div className={styles.signs}>
        <Restrictions restrictions={restrictions} />
        <ScoreSigns reputation={reputation} />
      </div>
      {description && <p className={styles.about}>{description}</p>}
      <p className={styles.foot}>
        <ReviewStars summary={reviewSummary} />
        <ProviderKept rate={keptRate} />
      </p>
    </li>
  );
}

/** A frozen listing says so by its status. */
export const besideStatus = (
  restrictions: ProviderBriefFragment["restrictions"],
): ProviderBriefFragment["restrictions"] => restrictions.filter(({ kind }) => kind !== "LISTING_FREEZE");
