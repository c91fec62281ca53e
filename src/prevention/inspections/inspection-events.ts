import type { PromiseKind } from "../../market/promises/promise-kind.types";
import type { Code, Flag, Id, NoData, Quantity, Text, Time } from "../../platform/database/event";
import type { InspectionOrigin, InspectionPlanKind, ObservationResult } from "./inspection-enums.types";

/** The events of an inspection's history. */
export interface InspectionEvents {
  INSPECTION_OPENED: { origin: InspectionOrigin; complaintId: Id | null; reason: Text | null };
  INSPECTION_TAKEN: { assignedToId: Id };
  INSPECTION_ASSIGNED: { assignedToId: Id | null };
  INSPECTION_OBSERVED: {
    observationId: Id;
    result: ObservationResult;
    note: Text | null;
    reference: Text | null;
  };
  INSPECTION_COMPLAINT_JOINED: { complaintId: Id };
  INSPECTION_CASE_OPENED: { observationId: Id; complaintId: Id };
  INSPECTION_PROVIDER_TOLD: { told: Text; answerDueAt: Time };
  INSPECTION_ANSWERED: { statement: Text };
  /** `wasDueAt`: when the time for the statement was over. */
  INSPECTION_UNANSWERED: { wasDueAt: Time };
  INSPECTION_CLOSED: { finding: Text; breachFound: Flag; followUpAt: Time | null };
}
/** Data of each of them. */
type OfProvider<E> = { [T in keyof E]: E[T] & { providerId?: Id } };

/** The values the lots were drawn by, so that anyone can repeat the draw. */
export type RoundDraw = {
  drawId: Id;
  logPosition: Quantity;
  logHash: Code;
  seed: Code;
  poolSize: Quantity;
  poolDigest: Code;
};

/** The events of a plan's history: when a round was held, and by which draw. */
export interface PlanEvents {
  INSPECTION_PLAN_MADE: {
    kind: InspectionPlanKind;
    category: Code | null;
    providerId: Id | null;
    everyDays: Quantity;
    perRound: Quantity;
    reason: Text;
  };
  INSPECTION_ROUND_HELD: { dueAt: Time; chosen: Quantity; opened: Quantity } & Partial<RoundDraw>;
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
    INSPECTION_HEARING: { inspectionId: Id; answerDueAt: Time };
    INSPECTION_ANSWER_NEAR: { inspectionId: Id; answerDueAt: Time };
    INSPECTION_CONCLUDED: { conclusion: Text; breachFound: Flag | null };
  }
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    INSPECTION_CHECKLIST_PUBLISHED: {
      checklistId: Id;
      kind: PromiseKind | null;
      category: Code | null;
      version: Quantity;
    };
  }
}
