import type { CaseRecord } from "./case-record";
import type { CaseSource, Section } from "./case-source";
import { appeals, remedies, rulings } from "./decisions";
import { interimMeasures } from "./interim-measures";
import { matter, stages } from "./matter";
import { messages, offers, returns, settlements } from "./negotiation";
import { referrals, stays } from "./outside";
import { evidence, requests } from "./proof";
import { penalties } from "./penalties";

const SECTIONS: readonly Section[] = [
  ...[
    matter,
    messages,
    offers,
    settlements,
    returns,
    requests,
    evidence,
    rulings,
    remedies,
    penalties,
    appeals,
    interimMeasures,
    referrals,
    stays,
    stages,
  ],
  // Last: by then everyone has been named.
  ({ people }) => people.records(),
];

/** Everything that the case's tables hold, regardless of who may see it, in the order of the dossier. */
export async function* caseRecords(source: CaseSource): AsyncGenerator<CaseRecord> {
  for (const section of SECTIONS) yield* section(source);
}
