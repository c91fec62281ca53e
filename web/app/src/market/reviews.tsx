import type { ReactNode } from "react";
import { Link } from "react-router";
import { Bars } from "../design/bars";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { ReviewActs } from "./review-acts";
import { ReviewAverage } from "./review-stars";
import type { ReviewShownFragment, ReviewSummaryShownFragment } from "./shared.generated";

const text = defineText("reviews", {
  en: {
    hidden_one: "{{count}} hidden by the platform, with its reason",
    hidden_other: "{{count}} hidden by the platform, each with its reason",
    byStars: "Reviews by number of stars",
    stars_one: "{{count}} star",
    stars_other: "{{count}} stars",
    none: "No review yet",
    noneHint: "Anyone who has completed an order may write one.",
    answer: "The provider answers",
    hiddenTitle: "Hidden by the platform",
    about: "About",
    orderedAs: "Ordered as “{{title}}”; its provider has renamed it since.",
  },
  zh: {
    hidden_other: "{{count}} 条被平台隐藏，理由公开",
    byStars: "各星级的评价数",
    stars_other: "{{count}} 星",
    none: "还没有评价",
    noneHint: "完成订单的消费者都可以评价。",
    answer: "服务商答复",
    hiddenTitle: "已被平台隐藏",
    about: "评价的是",
    orderedAs: "下单时名为“{{title}}”，此后服务商改过名称。",
  },
});

export function ReviewSummary({ summary }: { summary: ReviewSummaryShownFragment }): ReactNode {
  const say = useText(text);
  if (summary.count + summary.hidden === 0) return null;
  const rows = summary.byStars.map((value, at) => ({ label: say("stars", { count: at + 1 }), value })).reverse();
  return (
    <div className="card stack-tight">
      <strong>
        <ReviewAverage summary={summary} />
      </strong>
      <Bars title={say("byStars")} rows={rows} />
      {summary.hidden > 0 && <p className="small muted">{say("hidden", { count: summary.hidden })}</p>}
    </div>
  );
}

export function Reviews({
  reviews,
  withListing = false,
}: {
  reviews: readonly ReviewShownFragment[];
  withListing?: boolean;
}): ReactNode {
  const say = useText(text);
  if (reviews.length === 0) return <Empty title={say("none")}>{say("noneHint")}</Empty>;
  return (
    <ul className="stack-tight">
      {reviews.map((review) => (
        <li key={review.id} className="card stack-tight">
          <ReviewHead review={review} />
          {review.hidden && <Hidden hidden={review.hidden} />}
          {review.text && <p className="prose">{review.text}</p>}
          {review.answer && <Answer answer={review.answer} at={review.answeredAt} />}
          {review.orderedTitle !== review.listing.title && (
            <p className="small muted">{say("orderedAs", { title: review.orderedTitle })}</p>
          )}
          <ReviewActs review={review} />
          {withListing && (
            <p className="small muted">
              {say("about")} <Link to={`/listings/${review.listing.id}`}>{review.listing.title}</Link>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function ReviewHead({ review }: { review: ReviewShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { stars, authorName, writtenAt, complaintOutcome } = review;
  return (
    <div className="row spread">
      <span className="row">
        {typeof stars === "number" && (
          <span>
            <span aria-hidden="true">{"★".repeat(stars) + "☆".repeat(5 - stars)}</span>
            <span className="visually-hidden">{say("stars", { count: stars })}</span>
          </span>
        )}
        <span>{authorName}</span>
        {complaintOutcome && <Badge tone="warn">{label("ReviewComplaintOutcome", complaintOutcome)}</Badge>}
      </span>
      <span className="small muted">
        <Time at={writtenAt} />
      </span>
    </div>
  );
}

function Hidden({ hidden }: { hidden: NonNullable<ReviewShownFragment["hidden"]> }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <div className="notice stack-tight">
      <p>
        <strong>{say("hiddenTitle")}</strong> · {label("ReviewHidingReason", hidden.because)} · <Time at={hidden.at} />
      </p>
      <p className="prose">{hidden.text}</p>
    </div>
  );
}

function Answer({ answer, at }: { answer: string; at: string | null | undefined }): ReactNode {
  const say = useText(text);
  return (
    <div className="notice stack-tight">
      <p className="small muted">
        {say("answer")} {at && <Time at={at} />}
      </p>
      <p className="prose">{answer}</p>
    </div>
  );
}
