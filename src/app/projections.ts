import { deliveryProjection } from "../case/detection/delivery-deadlines";
import { burstProjection } from "../prevention/inspections/burst-watch";
import { patternProjection } from "../prevention/inspections/pattern-watch";
import { riskProjection } from "../prevention/inspections/risk-watch";
import type { Projection } from "../platform/feed/projection";
import { registerProjection } from "../adjudication/register/register.projection";
import { reputationProjection } from "../public/reputation/reputation.projection";
import { searchProjection } from "../public/search/search.projection";
import { statisticsProjection } from "../public/statistics/statistics.projection";
import { trainingProjection } from "../prevention/training/training.projection";
import { transparencyProjection } from "../public/transparency/transparency.projection";

/** What downstream nouns make of the log. */
export const PROJECTIONS: readonly Projection[] = [
  trainingProjection,
  reputationProjection,
  statisticsProjection,
  registerProjection,
  transparencyProjection,
  searchProjection,
  deliveryProjection,
  patternProjection,
  burstProjection,
  riskProjection,
];
