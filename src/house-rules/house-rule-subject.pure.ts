import type { HouseRule } from "./house-rules.table";
import type { HouseRuleSubject } from "./house-rule.types";

/** The first word of a code. */
type Word = HouseRule extends `${infer First}.${string}` ? First : never;

const SUBJECTS: Record<Word, HouseRuleSubject> = {
  account: "PEOPLE",
  session: "PEOPLE",
  device: "PEOPLE",
  factor: "PEOPLE",
  roles: "PEOPLE",
  conflict: "PEOPLE",
  uploads: "PEOPLE",
  provider: "PROVIDERS",
  licenceContest: "PROVIDERS",
  verification: "PROVIDERS",
  vetting: "PROVIDERS",
  invitation: "PROVIDERS",
  calendar: "CASES",
  order: "CASES",
  filing: "CASES",
  offer: "CASES",
  settlement: "CASES",
  clock: "CASES",
  remedy: "CASES",
  escalation: "CASES",
  reminder: "CASES",
  reopen: "CASES",
  verdict: "CASES",
  evidence: "CASES",
  desk: "CASES",
  rule: "DECISIONS",
  precedent: "DECISIONS",
  providerHistory: "DECISIONS",
  register: "DECISIONS",
  referrals: "DECISIONS",
  points: "PENALTIES",
  threshold: "PENALTIES",
  approvals: "PENALTIES",
  hearing: "PENALTIES",
  penalty: "PENALTIES",
  fine: "MONEY",
  payment: "MONEY",
  training: "PREVENTION",
  guides: "PREVENTION",
  inspection: "PREVENTION",
  review: "PUBLICITY",
  reputation: "PUBLICITY",
  search: "PUBLICITY",
  dossier: "PUBLICITY",
};

export const subjectOf = (code: HouseRule): HouseRuleSubject => SUBJECTS[code.split(".")[0] as Word];
