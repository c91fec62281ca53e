import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { useFollow } from "../api/use-live";
import { present, useRead } from "../api/use-read";
import { ButtonLink } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Mark } from "../design/mark";
import { useCategory } from "../text/categories";
import { formatMoney } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ListingDocument, ListingReviewsDocument, type ListingShownFragment } from "./listing.generated";
import { ProviderKept } from "./kept-rate";
import { OrderButton } from "./order-button";
import { PlatformPromises, Promises } from "./promises";
import { besideStatus } from "./cards";
import { WatchProviderDocument } from "./provider.generated";
import { Restrictions } from "./restrictions";
import { ReviewAverage } from "./review-stars";
import { Reviews, ReviewSummary } from "./reviews";
import { ScoreMark, ScoreSigns } from "./score";
import styles from "./listing.module.css";
import { Verified } from "./verified";

const text = defineText("listing", {
  en: {
    title: "Service",
    compare: "Compare with others",
    promises: "Promises in force",
    promisesHint: "An order placed now fixes these promises as they are. Later changes do not touch it.",
    reviews: "Reviews",
    by: "Offered by",
    search: "Services",
  },
  zh: {
    title: "商品",
    compare: "与其他商品对比",
    promises: "现行承诺",
    promisesHint: "现在下单，会把这些承诺原样固定下来，之后的改动不影响您的订单。",
    reviews: "评价",
    by: "服务商",
    search: "商品",
  },
});

export { ListingPage as Component };

function ListingPage(): ReactNode {
  const say = useText(text);
  const { id = "" } = useParams();
  const read = present(useRead(ListingDocument, { id }), "listing");
  const categoryOf = useCategory();
  const provider = read.data?.listing.provider;
  const category = read.data?.listing.category;
  useFollow({
    updates: WatchProviderDocument,
    variables: { id: provider?.id ?? "" },
    after: provider?.cursor ?? null,
    pause: !provider,
    onUpdate: ({ providerUpdated }) => providerUpdated.event && read.onAgain(),
    readAgain: () => {
      read.onAgain();
      return Promise.resolve(null);
    },
  });
  return (
    <Page
      title={read.data?.listing.title ?? say("title")}
      way={[
        { to: "/search", text: say("search") },
        ...(category ? [{ to: `/search?${new URLSearchParams({ category })}`, text: categoryOf(category) }] : []),
      ]}
      actions={
        !read.refusal && (
          <ButtonLink to={`/search?${new URLSearchParams({ category: read.data?.listing.category ?? "", l: id })}`}>
            {say("compare")}
          </ButtonLink>
        )
      }
    >
      <Loaded {...read}>
        {({ listing, platformPromises }) => (
          <>
            <Offer listing={listing} onAgain={read.onAgain} />
            <section className="stack-tight">
              <h2>{say("promises")}</h2>
              <p className="muted">{say("promisesHint")}</p>
              <Promises promises={listing.promises.nodes} ofListing />
              <PlatformPromises promises={platformPromises} />
            </section>
            <section className="stack-tight">
              <h2>{say("reviews")}</h2>
              <ReviewSummary summary={listing.reviewSummary} />
              <ReviewList id={id} />
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Offer({ listing, onAgain }: { listing: ListingShownFragment; onAgain: () => void }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { provider, price, status, description } = listing;
  return (
    <div className="card stack">
      <div className="row spread">
        <strong className="numeric larger">{formatMoney(price)}</strong>
        <OrderButton listing={listing} onAgain={onAgain} />
      </div>
      {status !== "LISTED" && (
        <div>
          <Badge tone="warn">▲ {label("ListingStatus", status)}</Badge>
        </div>
      )}
      <Restrictions restrictions={besideStatus(provider.restrictions)} listingId={listing.id} detailed />
      {description && <p className="prose">{description}</p>}
      <div className={styles.by}>
        <Mark id={provider.id} name={provider.legalName} />
        <div className="fill">
          <p className="small muted">{say("by")}</p>
          <div className="row">
            <Link to={`/providers/${provider.id}`}>{provider.legalName}</Link>
            <Verified of={provider.verifications} />
            <ScoreSigns reputation={provider.reputation} />
          </div>
          <p className="row small">
            <ProviderKept rate={provider.keptRate} />
            <ReviewAverage summary={provider.reviewSummary} />
          </p>
        </div>
        <ScoreMark reputation={provider.reputation} />
      </div>
    </div>
  );
}

function ReviewList({ id }: { id: string }): ReactNode {
  const after = usePlace();
  const read = present(useRead(ListingReviewsDocument, { id, after }), "listing");
  return (
    <Loaded {...read}>
      {({ listing: { reviews } }) => (
        <>
          <Reviews reviews={reviews.nodes} />
          <Pager pageInfo={reviews.pageInfo} />
        </>
      )}
    </Loaded>
  );
}
