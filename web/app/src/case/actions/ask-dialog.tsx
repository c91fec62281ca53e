import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { passes } from "../../api/refusal";
import { lastMomentOf } from "../../api/server-clock";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Notice } from "../../design/notice";
import { Refused } from "../../design/refused";
import { useAllPieces } from "../../evidence/use-all-pieces";
import { useKept } from "../../shell/use-kept";
import { useText } from "../../text/language";
import { useCase, type Case } from "../case-context";
import { OfferTerms } from "../offer-terms";
import { actText } from "./act.text";
import type { ActForm, AskShape, Values } from "./ask";
import { AskField } from "./ask-field";
import { openOffer } from "./negotiation-acts";

interface Props {
  title: string;
  form: ActForm;
  /** The input is kept under this name, for each case separately. */
  draft: string;
  onClose: () => void;
  onDone: () => void;
}

/** A form described by data, in a dialog. */
export function AskDialog({ title, form, draft, onClose, onDone }: Props): ReactNode {
  const say = useText(actText);
  const { complaint: shown, readAgain } = useCase();
  const complaint = useAllPieces(shown);
  const { act, busy, refusal } = useAct(form.document);
  const [initial] = useState(() => beginning(form, complaint));
  const kept = useKept<Values>(`act ${complaint.id} ${draft}`, "", initial);
  const values = kept.value;
  const [seenVersion] = useState(complaint.version);
  const attempt = useRef<{ values: Values; input: Values } | null>(null);

  useEffect(() => void (refusal?.isStale && readAgain()), [refusal, readAgain]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await act(inputNow())) finish();
  }

  /** An attempt whose result is unknown is repeated unchanged, so that it is done only once, whatever has changed meanwhile. */
  function inputNow(): Values {
    const last = attempt.current;
    if (refusal && passes(refusal) && last?.values === values) return last.input;
    const seen = form.namesCase && { complaintId: complaint.id, expectedVersion: complaint.version };
    const input = { ...seen, ...inputOf(form, values, complaint) };
    attempt.current = { values, input };
    return input;
  }

  function finish(): void {
    kept.forget();
    onDone();
  }

  const asked = Object.entries(form.asks).filter(
    (entry): entry is [string, Asked] => entry[1].kind !== "given" && isAsked(entry[1], values),
  );
  const elsewhere = refusal?.beyond(asked.map(([name]) => name)) ?? null;
  const offer = form.about === "OFFER" ? openOffer(complaint) : undefined;
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        {offer && <OfferTerms offer={offer} />}
        {form.leadsTo && <p>{say(form.leadsTo)}</p>}
        {asked.map(([name, ask]) => (
          <AskField
            key={name}
            ask={ask}
            complaint={complaint}
            required={!(typeof ask.optional === "function" ? ask.optional(values) : ask.optional)}
            value={values[name]}
            onValue={(value) => kept.change({ ...values, [name]: value })}
            error={refusal?.at(name)}
          />
        ))}
        <div role="status">
          {complaint.version !== seenVersion && !busy && <Notice tone="warn">{say("changedMeanwhile")}</Notice>}
        </div>
        <Refused refusal={elsewhere} />
        <div className="row">
          <Button kind={form.danger ? "danger" : "primary"} type="submit" busy={busy}>
            {title}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {say("cancel")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Asked = Exclude<AskShape, { kind: "given" }>;

const isAsked = (ask: Asked, values: Values): boolean => ask.when?.(values) ?? true;

/** If there is only one choice, it is selected. */
function beginning(form: ActForm, complaint: Case): Values {
  const only = Object.entries(form.asks).flatMap(([name, ask]) => {
    const options = ask.kind === "oneOf" && !ask.optional ? ask.from(complaint) : [];
    return options.length === 1 ? [[name, options[0]?.value]] : [];
  });
  return { ...(Object.fromEntries(only) as Values), ...form.initial?.(complaint) };
}

function inputOf(form: ActForm, values: Values, complaint: Case): Values {
  const filled = Object.entries(form.asks).map(([name, ask]) => {
    const value = ask.kind === "given" ? ask.value(complaint) : isAsked(ask, values) ? values[name] : null;
    if (value === "" || value === null) return [name, undefined];
    // A day means its last moment, so that it is not before other events of the same day; today means now, as when left out.
    if (ask.kind === "day" && typeof value === "string") return [name, lastMomentOf(value) ?? undefined];
    return [name, value];
  });
  return Object.fromEntries(filled) as Values;
}
