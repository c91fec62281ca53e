import { Field, InputType, Int } from "type-graphql";
import { VerdictEnum } from "../complaints/case-enums.types";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Verdict } from "../complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";

@InputType({ description: "The consumer's verdict on the result." })
export class GiveVerdictInput extends CaseInput {
  @Field(() => VerdictEnum, { description: "Is it solved? SOLVED closes a case that is still NEGOTIATING." })
  verdict: Verdict;

  @Field(() => Int, { description: "How satisfied, 1 (not at all) to 5 (fully)." })
  @WithinBounds(1, 5)
  satisfaction: number;

  @TextField({ max: 2_000, nullable: true, description: "The verdict in words." })
  text?: string;
}

/** Row 8: on the provider's final answer, where "solved" ends the case; and once on how the case ended. */
export async function giveVerdict(
  tx: Tx,
  actor: Actor,
  { verdict, satisfaction, text = "", ...input }: GiveVerdictInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "GIVE_VERDICT");
  const verdictText = text || null;
  const negotiating = file.complaint.status === "NEGOTIATING";
  file.apply(
    { type: "VERDICT_GIVEN", data: { verdict, satisfaction, text: verdictText } },
    {
      ...(negotiating ? file.spoken() : {}),
      verdict,
      verdictSatisfaction: satisfaction,
      verdictText,
      verdictAt: tx.now,
    },
  );
  if (negotiating && verdict === "SOLVED")
    file.follow("CLOSE_SOLVED").apply({ type: "COMPLAINT_SETTLED", data: { because: "SOLVED" } });
  return { complaintId: file.complaint.id };
}
