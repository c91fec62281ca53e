import { deliveryProjection } from "./detection/delivery-deadlines";
import { burstProjection } from "./inspections/burst-watch";
import { patternProjection } from "./inspections/pattern-watch";
import { riskProjection } from "./inspections/risk-watch";
import type { Projection } from "./platform/feed/projection";
import { registerProjection } from "./register/register.projection";
import { reputationProjection } from "./reputation/reputation.projection";
import { searchProjection } from "./search/search.projection";
import { statisticsProjection } from "./statistics/statistics.projection";
import { trainingProjection } from "./training/training.projection";
import { transparencyProjection } from "./transparency/transparency.projection";

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
