import type { StoryCase } from "./story-case";
import { Refused } from "./story-person";
import { note, placeInSearch, scene, type Stage } from "./story-stage";

/** Time passes: rulings become final, the suspension bites, the remedies are performed, and the suspension ends by itself. */
export async function enforcement(stage: Stage, ruled: readonly StoryCase[]): Promise<boolean> {
  scene(stage, "Nobody appeals: 15 days later the rulings are final and the suspension begins");
  const { lina, wang, listingId } = stage;
  if (!(await daysPass(stage, 16))) return false;
  for (const theCase of ruled) await theCase.told("RULING_FINAL", theCase.parties);
  await placeInSearch(stage, "while suspended");
  await lina.tryInVain("placeOrder", { listingId }, "LISTING_UNAVAILABLE");
  await wang.tryInVain("publishPromise", { listingId, kind: "OTHER", text: "永不失约。" }, "PROVIDER_RESTRICTED");

  scene(stage, "The remedies are performed, proved and confirmed");
  for (const theCase of ruled) await remedy(stage, theCase);

  scene(stage, "31 days on: the suspension has ended by itself");
  await daysPass(stage, 31);
  await placeInSearch(stage, "after the suspension");
  return true;
}

async function remedy({ wang }: Stage, theCase: StoryCase): Promise<void> {
  const [consumer] = theCase.parties;
  if (!consumer) throw new Error("a case has a consumer");
  await theCase.mustBe(wang, "ENFORCING");
  for (const remedyId of theCase.remedyIds)
    await theCase.act(
      wang,
      "fileRemedyProof",
      { remedyId, proof: "已于今日完成，凭证号 2026-0417。" },
      "REMEDY_PROOF_FILED",
    );
  for (const remedyId of theCase.remedyIds)
    await theCase.act(consumer, "confirmRemedy", { remedyId }, "REMEDY_CONFIRMED");
  await theCase.told("COMPLAINT_REMEDIED", theCase.parties);
}

/** False where the server does not let its clock be moved. */
async function daysPass(stage: Stage, days: number): Promise<boolean> {
  try {
    const { now, clocksRung } = await stage.wang.act<{ now: string; clocksRung: number }>(
      "advanceClock",
      { hours: days * 24 },
      "{ now clocksRung }",
    );
    note(stage, `${days} days pass; it is ${now} for the server, and ${clocksRung} clocks of cases ran out.`);
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "FORBIDDEN") throw error;
    note(
      stage,
      `This server's clock cannot be moved (${error.message}). The rest of the story, enforcement, needs DEVELOPMENT=true; it stops here.`,
    );
    return false;
  }
}
