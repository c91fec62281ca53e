import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { newMutationId, ownStorage } from "../../api/redress";
import { passes, type Refusal } from "../../api/refusal";
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
  /** The server has another draft than the one that was continued here: nothing is stored until one of the two is chosen. */
  elsewhere: Elsewhere | null;
  /** The case is decided or the draft discarded: nothing is stored any longer. */
  end: () => void;
}

export interface Elsewhere {
  savedAt: string;
  /** The server's draft is the one that is shown. */
  shown: boolean;
  /** Shows the other of the two. */
  turn: () => void;
  /** Goes on with the one that is shown. */
  choose: () => void;
}

/** What this device keeps until the server has it. */
interface LocalCopy {
  /** When the server's draft was saved which it continues; null: there was none. */
  base: string | null;
  /** The page that wrote it. Saved with the draft, it tells what was saved from here and not answered. */
  writer: string;
  decision: Partial<Decision>;
}

function toLocalCopy(text: string | null): LocalCopy | null {
  if (text === null) return null;
  const found = JSON.parse(text) as LocalCopy | Partial<Decision>;
  // One from before it was told what it continues.
  return "decision" in found ? found : { base: null, writer: "", decision: found };
}

/** A draft from before a remedy had all of today's fields. */
const whole = (decision: Decision): Decision => ({
  ...decision,
  remedies: decision.remedies.map((remedy) => ({ ...NEW_REMEDY, ...remedy })),
});

const isLater = (at: string, than: string | null): boolean => than === null || at > than;

/** A decision that is saved to the server while it is written, and kept on this device until the server has it. */
export function useDraft(
  complaintId: string,
  kept: DraftShownFragment | null | undefined,
  onAgain: () => void,
  first = EMPTY_DECISION,
): Draft {
  const viewer = useViewer();
  const key = `redress.draft.${viewer?.id ?? ""}.${complaintId}`;
  const { act, refusal } = useAct(SaveDecisionDraftDocument);
  const theirs = useMemo(() => {
    const { writer, ...found } = JSON.parse(kept?.content ?? "{}") as Partial<Decision> & { writer?: string };
    return { writer, decision: whole({ ...first, ...found }) };
  }, [kept?.content, first]);
  const [start] = useState(() => {
    const copy = ownStorage().getItem(key);
    const local = toLocalCopy(copy);
    const savedAt = kept?.savedAt ?? null;
    const isOurs = savedAt !== null && local?.writer === theirs.writer && isLater(savedAt, local?.base ?? null);
    return {
      decision: local ? whole({ ...first, ...local.decision }) : theirs.decision,
      base: local && !isOurs ? local.base : savedAt,
      restored: local !== null || savedAt !== null,
      unsaved: local !== null,
      copy,
      writer: newMutationId(),
    };
  });
  const { writer } = start;
  const [decision, setDecision] = useState(start.decision);
  const [unsaved, setUnsaved] = useState(start.unsaved);
  const [base, setBase] = useState(start.base);
  const [turned, setTurned] = useState(false);
  const latest = useRef({ decision, base });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(false);
  const ended = useRef(false);
  // The copy that this page continues: another tab's is that tab's to save.
  const ownCopy = useRef(start.copy);

  const news = kept && isLater(kept.savedAt, base) ? kept.savedAt : null;
  const ours = theirs.writer === writer ? news : null;
  const foreign = ours ? null : news;

  const save = useCallback(
    async function save(): Promise<void> {
      clearTimeout(timer.current);
      const copy = ownCopy.current;
      if (ended.current || copy === null) return;
      if (saving.current) {
        timer.current = setTimeout(() => void save(), PAUSE_MS);
        return;
      }
      const { decision, base } = latest.current;
      saving.current = true;
      const content = JSON.stringify({ ...decision, writer });
      const done = await act({ complaintId, content, expectedSavedAt: base });
      saving.current = false;
      if (!done) return;
      latest.current.base = done.saveRulingDraft.complaint.myRulingDraft?.savedAt ?? null;
      setBase(latest.current.base);
      // Written on meanwhile, here or after the page had been left and opened again; or in another tab.
      if (ownCopy.current === copy) {
        ownCopy.current = null;
        setUnsaved(false);
      }
      if (ownStorage().getItem(key) === copy) ownStorage().removeItem(key);
    },
    [act, complaintId, key, writer],
  );

  const keep = useCallback((): void => {
    ownCopy.current = JSON.stringify({ ...latest.current, writer } satisfies LocalCopy);
    ownStorage().setItem(key, ownCopy.current);
    setUnsaved(true);
  }, [key, writer]);

  const change = useCallback(
    (patch: Partial<Decision>): void => {
      latest.current.decision = { ...latest.current.decision, ...patch };
      setDecision(latest.current.decision);
      keep();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [keep, save],
  );

  useEffect(() => {
    if (ours) latest.current.base = ours;
  }, [ours]);

  // What is written in another tab is written on here, where nothing else has been: whichever tab is used next must not put its own over it.
  const follow = useEffectEvent(({ key: changed, newValue }: StorageEvent): void => {
    const theirCopy = changed === key ? toLocalCopy(newValue) : null;
    if (!theirCopy || ownCopy.current !== null || theirCopy.base !== latest.current.base) return;
    latest.current.decision = whole({ ...first, ...theirCopy.decision });
    setDecision(latest.current.decision);
  });
  useEffect(() => {
    const heard = (event: StorageEvent): void => follow(event);
    addEventListener("storage", heard);
    return () => removeEventListener("storage", heard);
  }, []);

  const waits = foreign !== null;
  useEffect(() => {
    if (waits) return;
    void save();
    const online = (): void => void save();
    addEventListener("online", online);
    return () => {
      removeEventListener("online", online);
      clearTimeout(timer.current);
    };
  }, [save, waits]);

  // What may pass is tried again while the page is there; anything else, with the next change.
  const readAgain = useEffectEvent(onAgain);
  useEffect(() => {
    if (!refusal || waits) return;
    if (refusal.code === "STALE_VERSION") readAgain();
    else if (!passes(refusal)) return;
    const again = setTimeout(() => void save(), AGAIN_MS);
    return () => clearTimeout(again);
  }, [refusal, save, waits]);

  function choose(): void {
    latest.current.base = foreign;
    setBase(foreign);
    if (!turned) return keep();
    latest.current.decision = theirs.decision;
    setDecision(theirs.decision);
    ownCopy.current = null;
    ownStorage().removeItem(key);
    setUnsaved(false);
    setTurned(false);
  }

  const end = useCallback((): void => {
    ended.current = true;
    clearTimeout(timer.current);
    ownStorage().removeItem(key);
  }, [key]);

  return {
    decision: waits && turned ? theirs.decision : decision,
    ...{ change, savedAt: base, unsaved, restored: start.restored, refusal, end },
    elsewhere: waits ? { savedAt: foreign, shown: turned, turn: () => setTurned(!turned), choose } : null,
  };
}
