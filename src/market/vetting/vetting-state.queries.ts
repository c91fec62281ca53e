import type { Reader } from "../../platform/database/reader";
import type { Title } from "../../platform/messages/params";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../providers/provider.entity";
import { terminatedAmong } from "../providers/terminated.queries";
import { readChecks, type AskedCheck } from "./checklist.queries";
import { DocumentNumbers } from "./document-numbers";
import { requiredKinds } from "./kind-rules.pure";
import { readElsewhere } from "./machine-facts.queries";
import { LicenceContest } from "./licence-contest.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationDocument } from "./verification-document.entity";
import type { VettingCheck } from "./vetting-check.entity";
import { isAtHand, kindOfApplication, nameToVerify } from "./vetting.pure";
import type { VettingFacts } from "./vetting.policy";

export interface VettingState {
  provider: Provider;
  /** The requested one, or else the latest; null when there is none. */
  application: ProviderApplication | null;
  /** The documents in it, and those that will be part of the next submission. */
  documents: VerificationDocument[];
  checks: AskedCheck[];
  rules: HouseRules;
  facts: VettingFacts;
}

export const latestApplication = (reader: Reader, providerId: string): Promise<ProviderApplication | null> =>
  reader.findOne(ProviderApplication, { providerId }, "ORDER BY submitted_at DESC, id DESC");

/** Everything that decides which actions are possible, read in one place for commands and for `availableActions`. */
export async function readVetting(
  reader: Reader,
  provider: Provider,
  application: ProviderApplication | null,
  now: number,
): Promise<VettingState> {
  const rules = await HouseRules.inForce(reader, now);
  const documents = await documentsAtHand(reader, provider.id, application);
  const checks = application ? await readChecks(reader, application.id) : [];
  const numbers = DocumentNumbers.of(reader);
  const elsewhere = await readElsewhere(reader, provider, documents, now);
  const facts: VettingFacts = {
    now,
    providerId: provider.id,
    providerStatus: provider.status,
    terminated: (await terminatedAmong(reader, [provider.id], now)).size > 0,
    application,
    reapplyAt: provider.status === "REJECTED" && application ? reapplyAt(application, rules) : null,
    takeOverAt: takeOverAt(application, rules),
    missing: missingKinds(provider, documents, rules),
    anythingNew: application?.status === "CHANGES_REQUESTED" || documents.some(({ status }) => status === "STORED"),
    openChecks: required(checks, ({ result }) => result === null),
    outdatedChecks: required(checks, (check) => isOutdated(check, provider)),
    unreadable: documents.some((document) => numbers.read(document) === null),
    // Anybody can write another's number on a paper: of that an inspector judges, see the check NUMBER_NOT_TERMINATED.
    barredLicence: elsewhere("LICENCE").numbersElsewhere.some(({ terminated, isHeld }) => terminated && isHeld),
    contestsLicence: (await reader.findOne(LicenceContest, { openKey: provider.id })) !== null,
  };
  return { provider, application, documents, checks, rules, facts };
}

/** Each once: what is asked of documents of every kind is several checks with one title. */
export const titlesOf = (checks: readonly AskedCheck[]): Title[] => [
  ...new Map(checks.map(({ item }) => [item.titleZh, { en: item.titleEn, "zh-CN": item.titleZh }])).values(),
];

const required = (checks: readonly AskedCheck[], which: (check: VettingCheck) => boolean): Title[] =>
  titlesOf(checks.filter(({ item, check }) => item.required && which(check)));

/** A check that a person made under an earlier name of the provider is outdated. */
const isOutdated = ({ checkedById, params }: VettingCheck, provider: Provider): boolean =>
  checkedById !== null && params !== null && params.legalName !== nameToVerify(provider);

export const reapplyAt = ({ decidedAt }: ProviderApplication, rules: HouseRules): number | null =>
  decidedAt === null ? null : decidedAt + rules.at(decidedAt).number("vetting.reapply", "days") * DAY;

function takeOverAt(application: ProviderApplication | null, rules: HouseRules): number | null {
  if (!application || application.touchedAt === null) return null;
  return application.touchedAt + rules.number("vetting.takeOver", "days") * DAY;
}

function missingKinds(
  { status }: Provider,
  documents: readonly VerificationDocument[],
  rules: HouseRules,
): VettingFacts["missing"] {
  if (kindOfApplication(status) === "RENEWAL") return [];
  return requiredKinds(rules).filter((kind) => !documents.some((document) => document.kind === kind));
}

/** The application's documents come first. */
async function documentsAtHand(
  reader: Reader,
  providerId: string,
  application: ProviderApplication | null,
): Promise<VerificationDocument[]> {
  const documents = await reader.find(
    VerificationDocument,
    { providerId, status: ["SUBMITTED", "STORED"] },
    "ORDER BY id",
  );
  return documents
    .filter((document) => isAtHand(document, application))
    .sort((one, other) => Number(one.status === "STORED") - Number(other.status === "STORED"));
}
