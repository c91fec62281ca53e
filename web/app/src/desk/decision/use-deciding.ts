import type { Decision } from "./decision";
import type { DecidableCaseFragment } from "./decision.generated";
import { useDraft } from "./use-draft";
import { usePreview } from "./use-preview";

/** A decision being written: the draft, and its preview. */
export function useDeciding(complaint: DecidableCaseFragment, onAgain: () => void, first?: Decision) {
  const draft = useDraft(complaint.id, complaint.myRulingDraft, onAgain, first);
  const breachIds = complaint.breaches.map(({ id }) => id);
  const preview = usePreview(draft.decision, complaint.id, breachIds);
  return { draft, decision: draft.decision, preview, breachIds };
}

export type Deciding = ReturnType<typeof useDeciding>;
