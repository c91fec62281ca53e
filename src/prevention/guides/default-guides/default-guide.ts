import type { ComplaintStatus } from "../../../case/complaints/complaint.lifecycle";
import type { Bilingual } from "../../../platform/graphql/bilingual";
import type { PromiseKind } from "../../../market/promises/promise-kind.types";
import type { GuideAudience } from "../guide-enums.types";

/** A guide that a new installation starts with. */
export interface DefaultGuide {
  code: string;
  audience: GuideAudience;
  breachKinds: PromiseKind[];
  caseStates: ComplaintStatus[];
  beforeCase: boolean;
  title: Bilingual;
  summary: Bilingual;
  body: Bilingual;
}
