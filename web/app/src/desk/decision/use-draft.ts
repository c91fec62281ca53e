import { useCallback, useEffect, useRef, useState } from "react";
import { ownStorage } from "../../api/redress";
import type { Refusal } from "../../api/refusal";
import { useAct } from "../../api/use-act";
import { useViewer } from "../../shell/viewer";
import { EMPTY_DECISION, NEW_REMEDY, type Decision } from "./decision";
import { SaveDecisionDraftDocument, type DraftShownFragment } from "./decision.generated";

const PAUSE_MS = 1_000;
const AGAIN_MS = 8_000;

export interface Draft {
  decision: Decision;
  change: (patch: Partial<Decision>) => void;
  /** When the server last stored the whole draft; null: not yet. */
  savedAt: string | null;
  /** The latest changes are only on this device so far. */
  unsaved: boolean;
  restored: boolean;
  refusal: Refusal | null;
  /** The case is decided or the draft discarded: nothing is stored any longer. */
  end: () => void;
}

/** A draft from before a remedy had all of today's fields. */
const whole = (decision: Decision): Decision => ({
  ...decision,
  remedies: decision.remedies.map((remedy) => ({ ...NEW_REMEDY, ...remedy })),
});

/** A decision that is saved to the server while it is written, and kept on this device until the server has it. */
export function useDraft(
  complaintId: string,
  kept: DraftShownFragment | null | undefined,
  first = EMPTY_DECISION,
): Draft {
  const viewer = useViewer();
  const key = `redress.draft.${viewer?.id ?? ""}.${complaintId}`;
  const { act, refusal } = useAct(SaveDecisionDraftDocument);
  const [start] = useState(() => {
    const local = ownStorage().getItem(key);
    const text = local ?? kept?.content;
    return {
      decision: text ? whole({ ...first, ...(JSON.parse(text) as Partial<Decision>) }) : first,
      restored: text !== undefined && text !== null,
      unsaved: local !== null,
    };
  });
  const [decision, setDecision] = useState(start.decision);
  const [unsaved, setUnsaved] = useState(start.unsaved);
  const [savedAt, setSavedAt] = useState(kept?.savedAt ?? null);
  const latest = useRef(decision);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ended = useRef(false);

  const save = useCallback(
    async function save(): Promise<void> {
      clearTimeout(timer.current);
      if (ended.current) return;
      const content = JSON.stringify(latest.current);
      const done = await act({ complaintId, content });
      if (ended.current) return;
      if (!done) {
        timer.current = setTimeout(() => void save(), AGAIN_MS);
        return;
      }
      setSavedAt(done.saveRulingDraft.complaint.myRulingDraft?.savedAt ?? null);
      if (JSON.stringify(latest.current) !== content) return;
      ownStorage().removeItem(key);
      setUnsaved(false);
    },
    [act, complaintId, key],
  );

  const change = useCallback(
    (patch: Partial<Decision>): void => {
      latest.current = { ...latest.current, ...patch };
      setDecision(latest.current);
      ownStorage().setItem(key, JSON.stringify(latest.current));
      setUnsaved(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [key, save],
  );

  useEffect(() => {
    if (start.unsaved) void save();
    const online = (): void => void (ownStorage().getItem(key) !== null && save());
    addEventListener("online", online);
    return () => {
      removeEventListener("online", online);
      clearTimeout(timer.current);
    };
  }, [start, save, key]);

  const end = useCallback((): void => {
    ended.current = true;
    clearTimeout(timer.current);
    ownStorage().removeItem(key);
  }, [key]);

  return { decision, change, savedAt, unsaved, restored: start.restored, refusal, end };
}
