import { useState } from "react";
import { useRead } from "../api/use-read";
import { PiecesOfCaseDocument, type EvidenceOfCaseFragment, type EvidencePieceFragment } from "./evidence.generated";

/** The case with all its pieces, for whoever chooses among them: of many, a page has the newest only. */
export function useAllPieces<Case extends Pick<EvidenceOfCaseFragment, "id" | "evidence">>(complaint: Case): Case {
  const { id, evidence } = complaint;
  const [after, setAfter] = useState<string | null>(null);
  const [found, setFound] = useState<readonly EvidencePieceFragment[]>([]);
  const { data } = useRead(PiecesOfCaseDocument, { id, after }, { pause: !evidence.pageInfo.hasPreviousPage });
  const page = data?.complaint?.evidence;
  const [taken, setTaken] = useState<typeof page>();
  if (page && page !== taken) {
    setTaken(page);
    setFound([...found, ...page.nodes]);
    if (page.pageInfo.hasNextPage) setAfter(page.pageInfo.endCursor);
  }
  if (found.length === 0) return complaint;
  // The page's own are followed live.
  const all = new Map([...found, ...evidence.nodes].map((piece) => [piece.id, piece]));
  return { ...complaint, evidence: { ...evidence, nodes: [...all.values()] } };
}
