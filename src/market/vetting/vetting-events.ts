import type { ProviderStatus } from "../providers/provider-status.types";
import type { VerificationKind } from "./verification-kind.types";
import type { ApplicationKind, CheckResult, RejectionGround } from "./vetting-enums.types";

type Standing = { before: ProviderStatus; after: ProviderStatus };
type Document = { documentId: string; kind: VerificationKind };
type Verification = { verificationId: string; kind: VerificationKind; dueAt?: number };

declare module "../providers/provider-events" {
  interface ProviderEvents {
    APPLICATION_SUBMITTED: { applicationId: string; kind: ApplicationKind; round: number };
    APPLICATION_TAKEN: { applicationId: string };
    APPLICATION_RELEASED: { applicationId: string };
    APPLICATION_CHECKED: { applicationId: string; check: string; result: CheckResult; note: string | null };
    APPLICATION_CHANGES_REQUESTED: { applicationId: string; round: number };
    APPLICATION_APPROVED: { applicationId: string; kind: ApplicationKind };
    APPLICATION_REJECTED: { applicationId: string; kind: ApplicationKind; ground: RejectionGround };
    PROVIDER_ADMITTED: { after: ProviderStatus };
    PROVIDER_RESTRICTED: Standing;
    PROVIDER_REINSTATED: Standing;
    VERIFICATION_DOCUMENT_ADDED: Document;
    VERIFICATION_DOCUMENT_REFUSED: Document & { found: string };
    VERIFICATION_DOCUMENT_READ: Document;
    VERIFICATION_DOCUMENT_WITHDRAWN: Document;
    VERIFICATION_DUE: Verification;
    VERIFICATION_EXPIRED: Verification;
    VERIFICATION_OVERDUE: Verification;
    LICENCE_CONTESTED: { contestId: string };
    LICENCE_CONTEST_ANSWERED: { contestId: string };
    LICENCE_CONTEST_DECIDED: { contestId: string; upheld: number };
  }
}
