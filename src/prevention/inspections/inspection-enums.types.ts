import { defineActions } from "../../platform/graphql/available-action";
import { defineEnum } from "../../platform/graphql/enum";

export const InspectionOrigin = defineEnum("InspectionOrigin", "What an inspection began with. More may be added.", {
  EX_OFFICIO: "A member of the platform's staff found that a closed case calls for an inspection.",
  SCHEDULED: "A plan's turn came; see `plan`.",
  RANDOM: "The provider was drawn by lot; see `draw`.",
  RISK: "The rate of complaints, or of breaches found, is rising; see `risk`.",
  PATTERN:
    "Several consumers complained about one version of a promise within a short time; see `promiseVersion` and `complaints`.",
  BURST: "Many orders were completed within a few days by people who had just registered; see `reason`.",
  FOLLOW_UP: "An earlier inspection was to be followed up; see `followUpOf`.",
});
export type InspectionOrigin = keyof typeof InspectionOrigin;

export const InspectionStatus = defineEnum("InspectionStatus", "Where an inspection stands.", {
  OPEN: "To be looked into: by who took it, or by whoever does.",
  CLOSED: "Over; see `finding` and `breachFound`.",
});
export type InspectionStatus = keyof typeof InspectionStatus;

export const ObservationResult = defineEnum(
  "ObservationResult",
  "What an inspector found for one item of the checklist.",
  {
    KEPT: "What was looked at is as it should be.",
    BROKEN: "Not as it should be; the note says how.",
    NOT_CHECKED: "Not looked at, or it could not be told.",
  },
);
export type ObservationResult = keyof typeof ObservationResult;

export const InspectionPlanKind = defineEnum("InspectionPlanKind", "How a plan chooses whom to inspect.", {
  SCHEDULED: "One provider again and again, or those of a category in turn, longest unseen first.",
  RANDOM: "By lot, so that no one picks and no one knows beforehand.",
});
export type InspectionPlanKind = keyof typeof InspectionPlanKind;

export const inspectionActions = defineActions("Inspection", "an inspection", {
  TAKE: "takeInspection",
  ASSIGN: "assignInspection",
  RECORD: "recordObservation",
  HEAR: "hearProvider",
  OPEN_CASE: "openCaseFromFinding",
  OPEN_PLATFORM_CASE: "openPlatformCase",
  CLOSE: "closeInspection",
});
export type InspectionAction = keyof typeof inspectionActions.actions;

export const RiskMeasure = defineEnum("RiskMeasure", "What was counted.", {
  FILED: "Consumers who opened a complaint, each once.",
  UPHELD: "Cases whose ruling for the consumer became final.",
});
export type RiskMeasure = keyof typeof RiskMeasure;
