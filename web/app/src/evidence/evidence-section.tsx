import { useId, type ReactNode } from "react";
import { Earlier } from "../design/earlier";
import { useText } from "../text/language";
import { EvidenceInPlace } from "./evidence-in-place";
import { EvidenceList } from "./evidence-list";
import { evidenceText } from "./evidence.text";
import { EvidenceUploads } from "./evidence-uploads";
import { EarlierEvidenceDocument, type EvidenceOfCaseFragment, type EvidencePieceFragment } from "./evidence.generated";

interface Props {
  complaint: EvidenceOfCaseFragment;
  /** The pieces are shown in place, the first at once, not in a dialog: for whoever writes beside them. */
  inPlace?: boolean;
}

/** The evidence of a case: the list, the viewer, and the uploads. */
export default function EvidenceSection({ complaint, inPlace = false }: Props): ReactNode {
  const say = useText(evidenceText);
  const id = useId();
  const { nodes, pageInfo } = complaint.evidence;
  // Of a list that goes on, the rest is not hidden from anybody.
  const hidden = pageInfo.hasPreviousPage ? 0 : complaint.evidenceCount - arrivedOf(nodes).length;
  return (
    <section className="card stack" aria-labelledby={id} data-evidence>
      <h2 id={id}>{say("title")}</h2>
      <Pieces caseId={complaint.id} evidence={complaint.evidence} inPlace={inPlace} />
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
      <EvidenceUploads complaint={complaint} />
    </section>
  );
}

const arrivedOf = (pieces: readonly EvidencePieceFragment[]): EvidencePieceFragment[] =>
  pieces.filter(({ storedAt }) => storedAt !== null);

interface PiecesProps {
  caseId: string;
  evidence: EvidenceOfCaseFragment["evidence"];
  inPlace: boolean;
}

function Pieces({ caseId, evidence, inPlace }: PiecesProps): ReactNode {
  const say = useText(evidenceText);
  const { nodes, pageInfo } = evidence;
  return (
    <>
      <Earlier caseId={caseId} pageInfo={pageInfo} query={EarlierEvidenceDocument} label={say("earlier")}>
        {(earlier) => <Pieces caseId={caseId} evidence={earlier.evidence} inPlace={false} />}
      </Earlier>
      {inPlace ? <EvidenceInPlace pieces={arrivedOf(nodes)} /> : <EvidenceList pieces={arrivedOf(nodes)} />}
    </>
  );
}
