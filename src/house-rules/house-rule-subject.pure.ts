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
  contact: "PEOPLE",
  push: "PEOPLE",
  uploads: "PEOPLE",
  provider: "PROVIDERS",
  licenceContest: "PROVIDERS",
  verification: "PROVIDERS",
  vetting: "PROVIDERS",
  apiClient: "PROVIDERS",
  invitation: "PROVIDERS",
  promise: "PROVIDERS",
  calendar: "CASES",
  order: "CASES",
  buyer: "CASES",
  filing: "CASES",
  offer: "CASES",
  settlement: "CASES",
  clock: "CASES",
  fastTrack: "CASES",
  remedy: "CASES",
  escalation: "CASES",
  reminder: "CASES",
  reopen: "CASES",
  verdict: "CASES",
  evidence: "CASES",
  desk: "CASES",
  rule: "DECISIONS",
  houseRules: "DECISIONS",
  precedent: "DECISIONS",
  providerHistory: "DECISIONS",
  register: "DECISIONS",
  referrals: "DECISIONS",
  points: "PENALTIES",
  threshold: "PENALTIES",
  interim: "PENALTIES",
  rate: "PENALTIES",
  charge: "PENALTIES",
  approvals: "PENALTIES",
  hearing: "PENALTIES",
  penalty: "PENALTIES",
  compensation: "MONEY",
  fine: "MONEY",
  payment: "MONEY",
  payout: "MONEY",
  training: "PREVENTION",
  guides: "PREVENTION",
  inspection: "PREVENTION",
  review: "PUBLICITY",
  reputation: "PUBLICITY",
  statistics: "PUBLICITY",
  search: "PUBLICITY",
  dossier: "PUBLICITY",
  dataExport: "PEOPLE",
  erasure: "PEOPLE",
  retention: "PEOPLE",
};

export const subjectOf = (code: HouseRule): HouseRuleSubject => SUBJECTS[code.split(".")[0] as Word];

/** They protect accounts and the platform, and are nobody's rights in a case. Who signs what (`roles`, `conflict`) is not among them. */
const URGENT: ReadonlySet<string> = new Set<Word>(["session", "device", "factor", "uploads"]);

export const mayBeUrgent = (code: HouseRule): boolean => URGENT.has(code.split(".")[0] ?? "");
