import type { StoryCase } from "./story-case";
import type { Person } from "./story-person";
import type { Stage } from "./story-stage";

interface Decision {
  /** One for each kind of promise complained of; all of them broken. */
  findings: { kind: string; rule: string; reasoning: string }[];
  facts: string;
  reasoning: string;
  publicText: string;
  rootCause: string;
  remedies: object[];
  penalties: object[];
}

/** Takes the case for the decision and issues it, by the rules in force when the order was placed. Answers the ruling's id. */
export async function draftRuling(
  stage: Stage,
  theCase: StoryCase,
  moderator: Person,
  { findings, ...decision }: Decision,
): Promise<string> {
  const { rules } = await stage.street.ask<{ rules: { id: string; code: string }[] }>(
    `query Rules($at: DateTime!) { rules(at: $at) { id code } }`,
    { at: theCase.order.placedAt },
  );
  await theCase.act(moderator, "takeComplaint", {}, "COMPLAINT_TAKEN", [moderator]);
  const { ruling } = await moderator.act<{ ruling: { id: string } }>(
    "issueRuling",
    {
      complaintId: theCase.id,
      leaseToken: theCase.leaseToken,
      outcome: "UPHELD",
      ...decision,
      findings: findings.map(({ kind, rule, reasoning }) => ({
        breachId: theCase.breaches.find((breach) => breach.kind === kind)?.id,
        result: "BROKEN",
        ruleVersionId: rules.find(({ code }) => code === rule)?.id,
        reasoning,
      })),
    },
    "{ ruling { id } }",
  );
  return ruling.id;
}

export async function issueRuling(
  stage: Stage,
  theCase: StoryCase,
  moderator: Person,
  decision: Decision,
): Promise<void> {
  await announced(stage, theCase, await draftRuling(stage, theCase, moderator, decision));
}

export async function announced({ chen, street }: Stage, theCase: StoryCase, rulingId: string): Promise<void> {
  await theCase.told("RULING_ISSUED", [...theCase.parties, chen]);
  await street.live.sees("RULING", rulingId);
  await theCase.mustBe(chen, "RULED");
}
