import { useSearchParams } from "react-router";
import type { Refusal } from "../api/refusal";
import type { OrderToComplainAboutQuery } from "./complain.generated";
import type { Draft } from "./complaint-draft";

export const STEPS = ["breaches", "demand", "evidence"] as const;
export type Step = (typeof STEPS)[number];

/** The properties that each step shows and changes. */
export interface StepProps {
  order: NonNullable<OrderToComplainAboutQuery["order"]>;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  refusal: Refusal | null;
  go: (step: Step) => void;
}

/** The inputs of each step, named as the mutation names them. */
const FIELDS: Record<Step, readonly string[]> = {
  breaches: ["breaches", "breachClass"],
  demand: ["demandKind", "demandAmount", "demandBasis", "demandText"],
  evidence: ["title", "story", "newFacts"],
};

/** The step in which the input to be corrected was entered. */
export const stepToMend = (refusal: Refusal): Step =>
  STEPS.find((step) => FIELDS[step].some((field) => refusal.at(field))) ?? "evidence";

/** The step is in the address, so Back goes back by one step. */
export function useStep(): { step: Step; go: (step: Step) => void; after: Step | undefined; before: Step | undefined } {
  const [params, setParams] = useSearchParams();
  const step = STEPS.find((each) => each === params.get("step")) ?? "breaches";
  const at = STEPS.indexOf(step);
  return { step, go: (to) => setParams({ step: to }), after: STEPS[at + 1], before: STEPS[at - 1] };
}
