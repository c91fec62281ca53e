import { useId, type ReactNode } from "react";
import { useText } from "../text/language";
import { EvidenceList } from "./evidence-list";
import { evidenceText } from "./evidence.text";
import { EvidenceUploads } from "./evidence-uploads";
import type { EvidenceOfCaseFragment } from "./evidence.generated";

interface Props {
  complaint: EvidenceOfCaseFragment;
  onArrived: () => void;
}

/** The evidence of a case: the list, the viewer, and the uploads. */
export default function EvidenceSection({ complaint, onArrived }: Props): ReactNode {
  const say = useText(evidenceText);
  const id = useId();
  const arrived = complaint.evidence.nodes.filter(({ storedAt }) => storedAt !== null);
  const hidden = complaint.evidenceCount - arrived.length;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      <EvidenceList pieces={arrived} />
      {hidden > 0 && <p className="muted small">{say("hiddenFromYou", { count: hidden })}</p>}
      {complaint.evidenceRoot && (
        <dl className="facts small">
          <dt>{say("sealed")}</dt>
          <dd>
            <span className="mono">{complaint.evidenceRoot}</span>
            <p className="muted">{say("sealedHint")}</p>
          </dd>
        </dl>
      )}
      <EvidenceUploads complaint={complaint} onArrived={onArrived} />
    </section>
  );
}
