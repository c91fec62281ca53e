import type { StoryCase } from "./story-case";
import type { Person } from "./story-person";
import { note, type Stage } from "./story-stage";

interface Finding {
  kind: string;
  rule: string;
  /** Default: BROKEN. */
  result?: string;
  reasoning: string;
}

export interface Decision {
  /** Default: UPHELD. */
  outcome?: string;
  /** One for each kind of promise in the complaint. */
  findings: Finding[];
  facts: string;
  reasoning: string;
  publicText: string;
  rootCause: string;
  remedies: object[];
  penalties: { kind: string; reason: string; days?: number; amount?: number }[];
}

/** The decision as the server's input: by the rules in force when the order was placed. */
export async function toInput(stage: Stage, theCase: StoryCase, { findings, outcome, ...decision }: Decision) {
  const { rules } = await stage.street.ask<{ rules: { id: string; code: string }[] }>(
    `query Rules($at: DateTime!) { rules(at: $at) { id code } }`,
    { at: theCase.order.placedAt },
  );
  return {
    ...decision,
    outcome: outcome ?? "UPHELD",
    findings: findings.map(({ kind, rule, result, reasoning }) => ({
      breachId: theCase.breaches.find((breach) => breach.kind === kind)?.id,
      result: result ?? "BROKEN",
      ruleVersionId: rules.find(({ code }) => code === rule)?.id,
      reasoning,
    })),
  };
}

/** Takes the case, previews the decision and issues it; a second person has yet to approve it. Returns the ruling's id. */
export async function draftRuling(
  stage: Stage,
  theCase: StoryCase,
  moderator: Person,
  decision: Decision,
): Promise<string> {
  const input = await toInput(stage, theCase, decision);
  await theCase.act(moderator, "takeComplaint", {}, "COMPLAINT_TAKEN", [moderator]);
  const departs = await preview(stage, theCase, moderator, input);
  const { ruling } = await moderator.act<{ ruling: { id: string } }>(
    "issueRuling",
    {
      complaintId: theCase.id,
      leaseToken: theCase.leaseToken,
      ...input,
      // After many runs on one server the story's own rulings, except reversed ones, are the precedents.
      ...(departs ? { departureReason: "多项承诺同时未兑现，从重处理。" } : {}),
    },
    "{ ruling { id } }",
  );
  return ruling.id;
}

export async function announced({ chen, street }: Stage, theCase: StoryCase, rulingId: string): Promise<void> {
  await theCase.told("RULING_ISSUED", [...theCase.parties, chen]);
  await street.live.sees("RULING", rulingId);
  await theCase.mustBe(chen, "RULED");
}

interface Preview {
  pointsBefore: { active: number };
  pointsAfter: number;
  thresholds: { points: number; fires: boolean; measures: { kind: string }[] }[];
  listingsTouched: number;
  openOrdersTouched: number;
  secondApprovalBecause: string[];
  departureReasonRequired: boolean;
}

const PREVIEW = `query Preview($input: PenaltyPreviewInput!) { penaltyPreview(input: $input) {
  pointsBefore { active } pointsAfter thresholds { points fires measures { kind } }
  listingsTouched openOrdersTouched secondApprovalBecause departureReasonRequired } }`;

/** True when the decision departs from past rulings. */
async function preview(
  stage: Stage,
  theCase: StoryCase,
  moderator: Person,
  { findings, penalties }: Awaited<ReturnType<typeof toInput>>,
): Promise<boolean> {
  const { penaltyPreview: shown } = await moderator.ask<{ penaltyPreview: Preview }>(PREVIEW, {
    input: {
      complaintId: theCase.id,
      findings: findings.map(({ reasoning: _, ...finding }) => finding),
      penalties: penalties.map(({ reason: _, ...penalty }) => penalty),
    },
  });
  const fires = shown.thresholds.find((threshold) => threshold.fires);
  const measures = fires?.measures.map(({ kind }) => kind).join(" + ");
  const listings = `listings touched ${shown.listingsTouched}, open orders stopped ${shown.openOrdersTouched}`;
  const second = `needs a second person: ${shown.secondApprovalBecause.join(", ") || "no"}`;
  const departs = shown.departureReasonRequired ? "; departs from past rulings, so it needs a reason" : "";
  note(
    stage,
    `${moderator.name} previews: points ${shown.pointsBefore.active} → ${shown.pointsAfter}${fires ? `, at ${fires.points} they bring ${measures}` : ""}; ${listings}; ${second}${departs}`,
  );
  return shown.departureReasonRequired;
}
