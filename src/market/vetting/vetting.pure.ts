import type { ProviderStatus } from "../providers/provider-status.types";
import type { ProviderApplication } from "./provider-application.entity";
import type { VerificationDocument } from "./verification-document.entity";
import type { ApplicationKind } from "./vetting-enums.types";

export const kindOfApplication = (status: ProviderStatus): ApplicationKind =>
  status === "APPLIED" || status === "IN_REVIEW" || status === "REJECTED" ? "ADMISSION" : "RENEWAL";

/** The name that the documents are checked against. */
export const nameToVerify = ({ legalName, pendingName }: { legalName: string; pendingName: string | null }): string =>
  pendingName ?? legalName;

/** Part of the undecided application, or waiting to be submitted with the next one. */
export const isAtHand = (
  { status, applicationId }: Pick<VerificationDocument, "status" | "applicationId">,
  application: Pick<ProviderApplication, "id" | "decidedAt"> | null,
): boolean =>
  status === "STORED" ||
  (status === "SUBMITTED" && application?.decidedAt === null && applicationId === application.id);
