import { registerEnumType } from "type-graphql";

export const InspectionOrigin = {
  EX_OFFICIO: "EX_OFFICIO",
  SCHEDULED: "SCHEDULED",
  RANDOM: "RANDOM",
  RISK: "RISK",
  PATTERN: "PATTERN",
  BURST: "BURST",
  FOLLOW_UP: "FOLLOW_UP",
} as const;
export type InspectionOrigin = keyof typeof InspectionOrigin;
registerEnumType(InspectionOrigin, {
  name: "InspectionOrigin",
  description: "What an inspection began with. More may be added.",
  valuesConfig: {
    EX_OFFICIO: { description: "Somebody of the platform thought that a closed case should not rest there." },
    SCHEDULED: { description: "A plan's turn came; see `plan`." },
    RANDOM: { description: "The provider was drawn by lot; see `draw`." },
    RISK: { description: "The rate of complaints, or of breaches found, is rising; see `risk`." },
    PATTERN: {
      description:
        "Several consumers complained about one version of a promise within a short time; see `promiseVersion` and `complaints`.",
    },
    BURST: {
      description: "Many orders were completed within a few days by people who had just registered; see `reason`.",
    },
    FOLLOW_UP: { description: "An earlier inspection was to be followed up; see `followUpOf`." },
  },
});

export const InspectionStatus = { OPEN: "OPEN", CLOSED: "CLOSED" } as const;
export type InspectionStatus = keyof typeof InspectionStatus;
registerEnumType(InspectionStatus, {
  name: "InspectionStatus",
  description: "Where an inspection stands.",
  valuesConfig: {
    OPEN: { description: "To be looked into: by who took it, or by whoever does." },
    CLOSED: { description: "Over; see `finding` and `breachFound`." },
  },
});

export const ObservationResult = { KEPT: "KEPT", BROKEN: "BROKEN", NOT_CHECKED: "NOT_CHECKED" } as const;
export type ObservationResult = keyof typeof ObservationResult;
registerEnumType(ObservationResult, {
  name: "ObservationResult",
  description: "What an inspector found when looking at one item of the checklist.",
  valuesConfig: {
    KEPT: { description: "As it should be." },
    BROKEN: { description: "Not as it should be; the note says how." },
    NOT_CHECKED: { description: "Not looked at, or it could not be told." },
  },
});

export const InspectionPlanKind = { SCHEDULED: "SCHEDULED", RANDOM: "RANDOM" } as const;
export type InspectionPlanKind = keyof typeof InspectionPlanKind;
registerEnumType(InspectionPlanKind, {
  name: "InspectionPlanKind",
  description: "How a plan chooses whom to inspect.",
  valuesConfig: {
    SCHEDULED: { description: "One provider again and again, or those of a category in turn, longest unseen first." },
    RANDOM: { description: "By lot, so that nobody picks and nobody knows beforehand." },
  },
});

export const InspectionAction = {
  TAKE: "TAKE",
  ASSIGN: "ASSIGN",
  RECORD: "RECORD",
  OPEN_CASE: "OPEN_CASE",
  CLOSE: "CLOSE",
} as const;
export type InspectionAction = keyof typeof InspectionAction;
registerEnumType(InspectionAction, {
  name: "InspectionAction",
  description: "What a person may do with an inspection.",
  valuesConfig: {
    TAKE: { description: "Mutation `takeInspection`." },
    ASSIGN: { description: "Mutation `assignInspection`." },
    RECORD: { description: "Mutation `recordObservation`." },
    OPEN_CASE: { description: "Mutation `openCaseFromFinding`, of an item found BROKEN." },
    CLOSE: { description: "Mutation `closeInspection`." },
  },
});

export const RiskMeasure = { FILED: "FILED", UPHELD: "UPHELD" } as const;
export type RiskMeasure = keyof typeof RiskMeasure;
registerEnumType(RiskMeasure, {
  name: "RiskMeasure",
  description: "What was counted.",
  valuesConfig: {
    FILED: { description: "Consumers who opened a complaint, each once." },
    UPHELD: { description: "Cases whose ruling for the consumer became final." },
  },
});
