import type { Adding } from "./about-fields";
import type { EvidenceOfCaseFragment } from "./evidence.generated";
import { useAllPieces } from "./use-all-pieces";

/** For whom the viewer adds evidence to a case. */
export function useAddingTo(complaint: EvidenceOfCaseFragment): Adding {
  const { viewerSide, evidence } = useAllPieces(complaint);
  const side = viewerSide ?? "CONSUMER";
  return { side, earlier: evidence.nodes.filter((piece) => piece.side === side && piece.status === "STORED") };
}
