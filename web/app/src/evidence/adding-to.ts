import type { Adding } from "./about-fields";
import type { EvidenceOfCaseFragment } from "./evidence.generated";

/** For whom the viewer adds evidence to a case. */
export function addingTo({ viewerSide, evidence }: EvidenceOfCaseFragment): Adding {
  const side = viewerSide ?? "CONSUMER";
  return { side, earlier: evidence.nodes.filter((piece) => piece.side === side && piece.status === "STORED") };
}
