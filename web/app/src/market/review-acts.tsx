import { useState, type FormEvent, type ReactNode } from "react";
import type { ReviewAction, ReviewHidingReason } from "../api/schema.generated";
import { useAct } from "../api/use-act";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Select, TextArea } from "../design/field";
import { Refused } from "../design/refused";
import { useKept } from "../shell/use-kept";
import { useLabel, valuesOf } from "../text/labels";
import { defineText, useText } from "../text/language";
import { AnswerReviewDocument, HideReviewDocument, UnhideReviewDocument } from "./review-acts.generated";
import type { ReviewShownFragment } from "./shared.generated";

const text = defineText("reviewActs", {
  en: {
    answer: "Your answer",
    because: "Ground",
    why: "Reason (public)",
    hint: "It is public, next to the review, and cannot be changed later.",
  },
  zh: {
    answer: "您的答复",
    because: "理由类别",
    why: "公开的理由",
    hint: "将公开显示在评价下方，发布后不能修改。",
  },
});

/** The viewer's available actions on a review. */
export function ReviewActs({ review }: { review: ReviewShownFragment }): ReactNode {
  const label = useLabel();
  const [doing, setDoing] = useState<ReviewAction | null>(null);
  if (review.availableActions.length === 0) return null;
  return (
    <div className="row no-print">
      {review.availableActions.map(({ action }) => (
        <Button key={action} onClick={() => setDoing(action)}>
          {label("ReviewAction", action)}
        </Button>
      ))}
      {doing && <ReviewDialog reviewId={review.id} action={doing} onClose={() => setDoing(null)} />}
    </div>
  );
}

interface Written {
  words: string;
  because: ReviewHidingReason;
}

interface Props {
  reviewId: string;
  action: ReviewAction;
  onClose: () => void;
}

function ReviewDialog({ reviewId, action, onClose }: Props): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const answer = useAct(AnswerReviewDocument);
  const hide = useAct(HideReviewDocument);
  const unhide = useAct(UnhideReviewDocument);
  const kept = useKept<Written>(`${action} review ${reviewId}`, "", { words: "", because: "INSULT" });
  const { words, because } = kept.value;
  const acts = {
    ANSWER: { ...answer, run: () => answer.act({ reviewId, text: words }) },
    HIDE: { ...hide, run: () => hide.act({ reviewId, because, text: words }) },
    UNHIDE: { ...unhide, run: () => unhide.act({ reviewId, text: words }) },
  } as const;
  const { run, busy, refusal } = acts[action];

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!(await run())) return;
    kept.forget();
    onClose();
  }

  return (
    <Dialog title={label("ReviewAction", action)} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {action === "HIDE" && (
          <Select
            label={say("because")}
            value={because}
            error={refusal?.at("because")}
            options={valuesOf("ReviewHidingReason").map((value) => ({
              value,
              label: label("ReviewHidingReason", value),
            }))}
            onChange={({ target }) => kept.change({ words, because: target.value as ReviewHidingReason })}
          />
        )}
        <TextArea
          label={say(action === "ANSWER" ? "answer" : "why")}
          hint={say("hint")}
          required
          value={words}
          error={refusal?.at("text")}
          onChange={({ target }) => kept.change({ words: target.value, because })}
        />
        {!refusal?.at("text") && !refusal?.at("because") && <Refused refusal={refusal} />}
        <div>
          <Button kind="primary" type="submit" busy={busy}>
            {label("ReviewAction", action)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
