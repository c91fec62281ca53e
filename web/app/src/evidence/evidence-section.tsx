import { useId, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Loaded } from "../design/loaded";
import { useText } from "../text/language";
import { EvidenceList } from "./evidence-list";
import { evidenceText } from "./evidence.text";
import { EvidenceUploads } from "./evidence-uploads";
import { EvidenceSectionDocument, type EvidenceSectionQuery } from "./evidence.generated";

type Case = NonNullable<EvidenceSectionQuery["complaint"]>;

/** The evidence of a case: what there is, looking at it, adding to it. Live where the page that shows it follows the case. */
export default function EvidenceSection({ complaintId }: { complaintId: string }): ReactNode {
  const say = useText(evidenceText);
  const id = useId();
  const read = useRead(EvidenceSectionDocument, { complaintId });
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      <Loaded {...read} data={read.data?.complaint}>
        {(complaint) => <Pieces complaint={complaint} onArrived={read.onAgain} />}
      </Loaded>
    </section>
  );
}

function Pieces({ complaint, onArrived }: { complaint: Case; onArrived: () => void }): ReactNode {
  const say = useText(evidenceText);
  const arrived = complaint.evidence.filter(({ storedAt }) => storedAt !== null);
  const hidden = complaint.evidenceCount - arrived.length;
  return (
    <>
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
    </>
  );
}
