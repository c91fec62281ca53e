import { typeid } from "typeid-js";

/** Prefixes of every id the API hands out. Time-ordered TypeIDs: `cmp_01h…`. Source: https://github.com/jetify-com/typeid */
export const ID_PREFIXES = {
  account: "acc",
  formerName: "fnm",
  licenceContest: "lct",
  refreshToken: "rft",
  tokenFamily: "fam",
  knownDevice: "dev",
  provider: "prv",
  member: "mem",
  pastMembership: "pms",
  invitation: "inv",
  listing: "lst",
  promise: "prm",
  promiseVersion: "pmv",
  order: "ord",
  orderPromise: "opr",
  complaint: "cmp",
  breach: "brc",
  timer: "tmr",
  message: "msg",
  offer: "ofr",
  settlement: "stl",
  evidence: "evd",
  request: "req",
  rule: "rul",
  ruleVersion: "rlv",
  ruleDraft: "rdr",
  ruleReplay: "rpl",
  replayedRuling: "rpr",
  replayedProvider: "rpp",
  ruling: "rlg",
  finding: "fnd",
  remedy: "rmd",
  penalty: "pen",
  policy: "pol",
  appeal: "apl",
  stay: "sty",
  return: "ret",
  recusal: "rec",
  stage: "stg",
  registerEntry: "reg",
  violation: "vio",
  pointsEntry: "pts",
  approval: "apv",
  fine: "fin",
  payment: "pay",
  depositEntry: "dep",
  depositTransfer: "dtr",
  rulingDraft: "drf",
  routingRule: "rtr",
  bulkBatch: "blk",
  bulkItem: "bli",
  notice: "ntc",
  inspection: "isp",
  application: "vap",
  verification: "vrf",
  verificationDocument: "vdc",
  vettingCheck: "vck",
  patternComplaint: "ptc",
  observation: "obv",
  inspectionChecklist: "ich",
  inspectionDraw: "drw",
  inspectionPlan: "ipl",
  review: "rvw",
  reputationInput: "rin",
  job: "job",
  statistic: "sta",
  course: "crs",
  courseVersion: "crv",
  courseLesson: "lsn",
  courseQuestion: "qst",
  enrolment: "enr",
  attempt: "att",
  guide: "gui",
  guideVersion: "guv",
  outsideRoute: "rte",
  referral: "rfl",
  dossier: "dos",
  accessEntry: "acl",
  idempotency: "idm",
  uploadDay: "upd",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

export function newId(kind: IdKind): string {
  return typeid(ID_PREFIXES[kind]).toString();
}

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** True when `id` has the shape of an id of this kind; says nothing of whether it exists. */
export function isIdOf(kind: IdKind, id: string): boolean {
  const prefix = `${ID_PREFIXES[kind]}_`;
  return id.startsWith(prefix) && SUFFIX.test(id.slice(prefix.length));
}
