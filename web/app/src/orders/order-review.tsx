import { useId, type FormEvent, type ReactNode } from "react";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Choices, TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useNow } from "../design/time";
import { Reviews } from "../market/reviews";
import { useKept } from "../shell/use-kept";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { WriteReviewDocument, type OrderShownFragment } from "./orders.generated";

const text = defineText("orderReview", {
  en: {
    title: "Review",
    until: "One review for each order, until {{at}}. It is public and cannot be changed.",
    over: "A review could be written until {{at}}.",
    unpaid: "It can be reviewed, until {{at}}, once its payment is confirmed.",
    stars: "How was it?",
    star_one: "{{count}} star",
    star_other: "{{count}} stars",
    text: "In words",
    send: "Publish the review",
  },
  zh: {
    title: "评价",
    until: "每个订单可评价一次，截止 {{at}}。评价公开，发表后不能修改。",
    over: "评价期已于 {{at}} 结束。",
    unpaid: "付款经确认后即可评价，截止 {{at}}。",
    stars: "您的评分",
    star_other: "{{count}} 星",
    text: "说说您的体验",
    send: "发表评价",
  },
});

/** The review of the order or, for its consumer, the form to write one. */
export function OrderReview({ order, isMine }: { order: OrderShownFragment; isMine: boolean }): ReactNode {
  const say = useText(text);
  const id = useId();
  const now = useNow();
  const { review, reviewableUntil: until } = order;
  if (!review && !(until && isMine)) return null;
  const paid = order.paymentStatus === "PAID" ? "until" : "unpaid";
  const stage = until && Date.parse(until) < now ? "over" : paid;
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      {review && <Reviews reviews={[review]} />}
      {until && isMine && <p className="muted">{say(stage, { at: formatTime(until) })}</p>}
      {until && isMine && stage === "until" && <ReviewForm orderId={order.id} />}
    </section>
  );
}

function ReviewForm({ orderId }: { orderId: string }): ReactNode {
  const say = useText(text);
  const kept = useKept<{ stars: string | null; words: string }>(`review ${orderId}`, "", { stars: null, words: "" });
  const { stars, words } = kept.value;
  const { act, busy, refusal } = useAct(WriteReviewDocument);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await act({ orderId, stars: Number(stars), text: words })) kept.forget();
  };
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={say("stars")}
        name="stars"
        value={stars}
        onChoose={(chosen) => kept.change({ stars: chosen, words })}
        options={[5, 4, 3, 2, 1].map((count) => ({
          value: String(count),
          label: say("star", { count }),
          hint: <span aria-hidden="true">{"★".repeat(count)}</span>,
        }))}
      />
      <TextArea
        label={say("text")}
        required
        value={words}
        error={refusal?.at("text")}
        onChange={({ target }) => kept.change({ stars, words: target.value })}
      />
      <Refused refusal={refusal?.at("text") ? null : refusal} />
      <div>
        <Button kind="primary" type="submit" busy={busy} disabled={stars === null}>
          {say("send")}
        </Button>
      </div>
    </form>
  );
}
