import type texts from "./messages/en.json";
import type { KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { GuideVersion } from "./guides/guide-version.entity";
import { Guide } from "./guides/guide.entity";
import { ComplaintGuidesResolver, GuideResolver, GuideVersionResolver } from "./guides/guide.resolver";
import { seedGuides } from "./guides/seed-guides";
import { burstProjection } from "./inspections/burst-watch.projection";
import { ChecklistResolver } from "./inspections/checklist.resolver";
import { ComplaintInspectionsResolver } from "./inspections/complaint-inspections.resolver";
import { sweepFollowUps } from "./inspections/sweep-follow-ups";
import { sweepHearings } from "./inspections/sweep-hearings";
import { sweepLeaversInspections } from "./inspections/sweep-leavers-inspections";
import { InspectionChecklist } from "./inspections/inspection-checklist.entity";
import { InspectionDraw } from "./inspections/inspection-draw.entity";
import { InspectionFieldsResolver, ObservationResolver } from "./inspections/inspection-fields.resolver";
import { InspectionPlan } from "./inspections/inspection-plan.entity";
import { Inspection } from "./inspections/inspection.entity";
import { InspectionLive } from "./inspections/inspection.live";
import { InspectionResolver } from "./inspections/inspection.resolver";
import { Observation } from "./inspections/observation.entity";
import { PatternComplaint } from "./inspections/pattern-complaint.entity";
import { patternProjection } from "./inspections/pattern-watch.projection";
import { InspectionDrawResolver, InspectionPlanResolver } from "./inspections/plan.resolver";
import { sweepPlans } from "./inspections/sweep-plans";
import { ProviderConclusionsResolver } from "./inspections/provider-conclusions.resolver";
import { ProviderHearingsResolver } from "./inspections/provider-hearings.resolver";
import { riskProjection, sweepRisks } from "./inspections/risk-watch.projection";
import { RiskWatch } from "./inspections/risk-watch.entity";
import { Attempt } from "./training/attempt.entity";
import { AttemptResolver } from "./training/attempt.resolver";
import { CourseLesson, CourseQuestion } from "./training/course-parts.entity";
import { CourseVersion } from "./training/course-version.entity";
import { Course } from "./training/course.entity";
import { CourseResolver, CourseVersionResolver } from "./training/course.resolver";
import { Enrolment } from "./training/enrolment.entity";
import { EnrolmentResolver, ProviderTrainingResolver } from "./training/enrolment.resolver";
import { seedCourses } from "./training/seed-courses";
import { sweepTraining } from "./training/sweep-training";
import { trainingProjection } from "./training/training.projection";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
}

/** What prevents the next case: training, guides, inspections. */
export const PREVENTION: District = {
  entities: [
    Attempt,
    Course,
    CourseLesson,
    CourseQuestion,
    CourseVersion,
    Enrolment,
    Guide,
    GuideVersion,
    Inspection,
    InspectionChecklist,
    InspectionDraw,
    InspectionPlan,
    Observation,
    PatternComplaint,
    RiskWatch,
  ],
  resolvers: [
    AttemptResolver,
    ChecklistResolver,
    ComplaintGuidesResolver,
    ComplaintInspectionsResolver,
    CourseResolver,
    CourseVersionResolver,
    EnrolmentResolver,
    GuideResolver,
    GuideVersionResolver,
    InspectionDrawResolver,
    InspectionFieldsResolver,
    InspectionLive,
    InspectionPlanResolver,
    InspectionResolver,
    ObservationResolver,
    ProviderConclusionsResolver,
    ProviderHearingsResolver,
    ProviderTrainingResolver,
  ],
  sweeps: [sweepPlans, sweepRisks, sweepFollowUps, sweepHearings, sweepLeaversInspections, sweepTraining],
  projections: [trainingProjection, patternProjection, burstProjection, riskProjection],
  seeds: { course: seedCourses, guide: seedGuides },
};
