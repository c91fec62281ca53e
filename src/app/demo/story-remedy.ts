import type { StoryCase } from "./story-case";
import type { Stage } from "./story-stage";

/** Every remedy of the ruling in effect is performed, proved and confirmed; the case is closed. */
export async function remedy({ wang }: Stage, theCase: StoryCase): Promise<void> {
  const [consumer] = theCase.parties;
  if (!consumer) throw new Error("a case has a consumer");
  await theCase.mustBe(wang, "ENFORCING");
  for (const remedyId of theCase.remedyIds)
    await theCase.act(
      wang,
      "fileRemedyProof",
      { remedyId, text: "已于今日完成，凭证号 2026-0417。" },
      "REMEDY_PROOF_FILED",
    );
  for (const remedyId of theCase.remedyIds)
    await theCase.act(consumer, "confirmRemedy", { remedyId }, "REMEDY_CONFIRMED");
  await theCase.told("COMPLAINT_REMEDIED", theCase.parties);
}
