import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import type { PromiseKind } from "../../market/promises/promise-kind.types";

/** What a guide that can be read says of when it helps. */
export interface GuideTopics {
  id: string;
  audience: Side;
  breachKinds: readonly PromiseKind[];
  caseStates: readonly ComplaintStatus[];
  beforeCase: boolean;
}

interface Need {
  audience: Side;
  kinds: readonly PromiseKind[];
  /** null: there is no case yet. */
  status: ComplaintStatus | null;
}

/** The guides that help here, those written for exactly these kinds of promises first, then those for the fewest states. */
export function suggested<G extends GuideTopics>(guides: readonly G[], need: Need, most: number): G[] {
  const { audience, kinds, status } = need;
  const names = (guide: G): boolean => guide.breachKinds.some((kind) => kinds.includes(kind));
  return guides
    .filter((guide) => guide.audience === audience)
    .filter((guide) => (status === null ? guide.beforeCase : guide.caseStates.includes(status)))
    .filter((guide) => guide.breachKinds.length === 0 || names(guide))
    .sort(
      (a, b) =>
        Number(names(b)) - Number(names(a)) || a.caseStates.length - b.caseStates.length || (a.id < b.id ? -1 : 1),
    )
    .slice(0, most);
}
