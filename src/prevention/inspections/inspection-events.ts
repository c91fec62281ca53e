import type { PromiseKind } from "../../market/promises/promise-kind.types";
import type { NoData } from "../../platform/database/event";
import type { InspectionOrigin, InspectionPlanKind, ObservationResult } from "./inspection-enums.types";

/** The events of an inspection's history. */
export interface InspectionEvents {
  INSPECTION_OPENED: { origin: InspectionOrigin; complaintId: string | null; reason: string | null };
  INSPECTION_TAKEN: { assignedToId: string };
  INSPECTION_ASSIGNED: { assignedToId: string | null };
  INSPECTION_OBSERVED: {
    observationId: string;
    result: ObservationResult;
    note: string | null;
    reference: string | null;
  };
  INSPECTION_COMPLAINT_JOINED: { complaintId: string };
  INSPECTION_CASE_OPENED: { observationId: string; complaintId: string };
  INSPECTION_PROVIDER_TOLD: { told: string; answerDueAt: number };
  INSPECTION_ANSWERED: { statement: string };
  /** `wasDueAt`: when the time for the statement was over. */
  INSPECTION_UNANSWERED: { wasDueAt: number };
  INSPECTION_CLOSED: { finding: string; breachFound: number; followUpAt: number | null };
}
/** Data of each of them. */
type OfProvider<E> = { [T in keyof E]: E[T] & { providerId?: string } };

/** The values the lots were drawn by, so that anyone can repeat the draw. */
export type RoundDraw = {
  drawId: string;
  logPosition: number;
  logHash: string;
  seed: string;
  poolSize: number;
  poolDigest: string;
};

/** The events of a plan's history: when a round was held, and by which draw. */
export interface PlanEvents {
  INSPECTION_PLAN_MADE: {
    kind: InspectionPlanKind;
    category: string | null;
    providerId: string | null;
    everyDays: number;
    perRound: number;
    reason: string;
  };
  INSPECTION_ROUND_HELD: { dueAt: number; chosen: number; opened: number } & Partial<RoundDraw>;
  INSPECTION_PLAN_STOPPED: NoData;
}

declare module "../../platform/database/event" {
  interface Events extends OfProvider<InspectionEvents>, PlanEvents {}
}

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    COMPLAINT_OPENED_BY_PLATFORM: NoData;
  }
}

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    INSPECTION_HEARING: { inspectionId: string; answerDueAt: number };
    INSPECTION_CONCLUDED: { conclusion: string; breachFound: number | null };
  }
}

declare module "../../accounts/account-events" {
  interface AccountEvents {
    INSPECTION_CHECKLIST_PUBLISHED: {
      checklistId: string;
      kind: PromiseKind | null;
      category: string | null;
      version: number;
    };
  }
}
