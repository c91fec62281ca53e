import type { ComplaintStatus, GuideAudience, PromiseKind } from "../api/schema.generated";
import { both, NOTHING, type Both } from "../design/bilingual";
import type { GuideVersionWrittenFragment } from "./guide-editor.generated";

/** A guide being written: the input of `saveGuideDraft`. */
export interface GuideForm {
  code: string;
  audience: GuideAudience;
  title: Both;
  summary: Both;
  body: Both;
  breachKinds: PromiseKind[];
  caseStates: ComplaintStatus[];
  beforeCase: boolean;
}

export const newGuide = (): GuideForm => ({
  ...{ code: "", audience: "CONSUMER", title: NOTHING, summary: NOTHING, body: NOTHING },
  ...{ breachKinds: [], caseStates: [], beforeCase: false },
});

export const formOf = (
  { code, audience }: { code: string; audience: GuideAudience },
  version: GuideVersionWrittenFragment,
): GuideForm => ({
  ...{ code, audience },
  title: both(version.title),
  summary: both(version.summary),
  body: both(version.body),
  breachKinds: version.breachKinds,
  caseStates: version.caseStates,
  beforeCase: version.beforeCase,
});
