/** Files without a suffix that are neither one command nor one object, and why. suffixes.test.ts holds the code to it. */

/** What a district is made of, for `app/`. */
const DISTRICTS = [
  "accounts/accounts",
  "market/market",
  "case/case",
  "adjudication/adjudication",
  "prevention/prevention",
  "public/public",
];

/** Everything that is done to the rows of one table, which only these functions know. */
const OF_ONE_TABLE = [
  "accounts/sessions/account-sessions",
  "accounts/directory/directory-entries",
  "accounts/factors/challenges",
  "accounts/sessions/known-devices",
  "accounts/sessions/refresh-tokens",
  "accounts/uploads/upload-quota",
  "adjudication/deposit/deposit-ledger",
  "case/complaints/stage-records",
  "case/evidence/open-requests",
];

/** What a command on another noun makes of this one: its steps are read together, and called from several commands. */
const STEPS_OF_COMMANDS = [
  "adjudication/decisions/enforce-ruling",
  "adjudication/interim/end-interim",
  "adjudication/penalties/penalties-of-ruling",
  "adjudication/points/violations-of-ruling",
  "adjudication/remedies/owed-back",
  "adjudication/remedies/resume-remedies",
  "adjudication/remedies/return-outcomes",
  "prevention/inspections/case-of-finding",
];

/** An object, with what is asked of it besides. */
const OBJECTS = [
  "accounts/actor/actor",
  "accounts/directory/identity-provider",
  "accounts/sign-in/sessions",
  "case/complaints/case-file",
  "market/listings/restrictions",
];

/** A list that rooms downstream fill, or the shape of what they give. */
const SHAPES = [
  "market/listings/listing-bars",
  "prevention/guides/default-guides/default-guide",
  "prevention/training/default-courses/default-course",
  "public/dossier/redaction",
  "public/reputation/ledger-change",
];

/** What is held on people, table by table: with their entities, which no `.table.ts` may name. */
const TABLES = ["public/personal-data/case-words", "public/personal-data/held-rows"];

/** A document as it is written: sections, words and leaves of the dossier, exports. */
const DOCUMENTS = [
  "public/dossier/archive/manifest",
  "public/dossier/archive/shown-leaves",
  "public/dossier/page/case-words",
  "public/dossier/page/course-section",
  "public/dossier/page/decision-words",
  "public/dossier/page/event-words",
  "public/dossier/page/matter-section",
  "public/dossier/page/pen",
  "public/dossier/page/style",
  "public/dossier/page/words",
  "public/dossier/records/case-record",
  "public/dossier/records/case-source",
  "public/dossier/records/decisions",
  "public/dossier/records/negotiation",
  "public/dossier/records/outside",
  "public/dossier/records/proof",
  "public/dossier/verifier",
  "public/transparency/statement-export",
];

export const SUFFIXLESS = [
  ...DISTRICTS,
  ...OF_ONE_TABLE,
  ...STEPS_OF_COMMANDS,
  ...OBJECTS,
  ...SHAPES,
  ...TABLES,
  ...DOCUMENTS,
];
