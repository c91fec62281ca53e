import { useEffect, useMemo, useState } from "react";
import { useRead } from "../../api/use-read";
import { toPreview, type Decision } from "./decision";
import { PreviewDecisionDocument } from "./decision.generated";

const PAUSE_MS = 500;

/** The consequences of the decision being written; read again when its author pauses. */
export function usePreview(decision: Decision, complaintId: string, breachIds: readonly string[]) {
  const wanted = JSON.stringify(toPreview(decision, complaintId, breachIds));
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const input = useMemo(() => JSON.parse(asked) as ReturnType<typeof toPreview>, [asked]);
  const read = useRead(
    PreviewDecisionDocument,
    { input: input ?? { complaintId, findings: [], penalties: [] } },
    { pause: input === null },
  );
  return { ...read, data: input === null ? undefined : read.data?.penaltyPreview, incomplete: input === null };
}

export type Preview = ReturnType<typeof usePreview>;
