import type { StoryCase } from "./story-case";
import { Refused } from "./story-person";
import { note, placeInSearch, scene, type Stage } from "./story-stage";

/** Time passes: the deposit pays, the ruling becomes final, the suspension takes effect, and the suspension ends automatically. */
export async function enforcement(stage: Stage, theCase: StoryCase): Promise<boolean> {
  scene(stage, "The provider says that it refunded; nothing came, the consumer contests it, and the deposit pays");
  const { lina, wang, listingId } = stage;
  if (!(await falseProof(stage, theCase))) return false;

  scene(stage, "No one appeals the fraud ruling: 15 days after it was made it is final and the suspension begins");
  await daysPass(stage, 13);
  await theCase.told("RULING_FINAL", theCase.parties);
  await theCase.told("COMPLAINT_REMEDIED", theCase.parties);
  await placeInSearch(stage, "while suspended");
  await lina.tryInVain("placeOrder", { listingId }, "LISTING_UNAVAILABLE");
  await wang.tryInVain("publishPromise", { listingId, kind: "OTHER", text: "永不失约。" }, "PROVIDER_RESTRICTED");

  await declineMore(stage, theCase);

  scene(stage, "31 days on: the suspension has ended automatically");
  await daysPass(stage, 31);
  await placeInSearch(stage, "after the suspension");
  return true;
}

/** Words alone prove nothing once they are contested: after 48 hours the remedy is in default, whether or not an appeal is still possible. */
async function falseProof(stage: Stage, theCase: StoryCase): Promise<boolean> {
  const { tom, wang, wu, providerId } = stage;
  const [remedyId] = theCase.remedyIds;
  await theCase.mustBe(wang, "RULED");
  await theCase.act(wang, "fileRemedyProof", { remedyId, text: "已退款。" }, "REMEDY_PROOF_FILED");
  await theCase.act(tom, "contestRemedy", { remedyId, reason: "Nothing has reached my account." }, "REMEDY_CONTESTED");
  const again = { complaintId: theCase.id, remedyId, text: "真的退过了。" };
  await wang.tryInVain("fileRemedyProof", again, "BAD_USER_INPUT");
  if (!(await daysPass(stage, 3))) return false;
  await theCase.told("COMPENSATION_SET_ASIDE", theCase.parties);

  const { payments } = await wu.ask<{ payments: { nodes: { id: string; provider: { id: string } }[] } }>(
    `query Payouts { payments(purpose: PAYOUT, first: 100) { nodes { id provider { id } } } }`,
  );
  for (const { id: paymentId } of payments.nodes.filter(({ provider }) => provider.id === providerId))
    await wu.act("confirmPayout", { paymentId, reference: `ICBC ${paymentId.slice(-8)}` }, "{ payment { status } }");
  return true;
}

/** The points require a longer suspension, which needs the approval of a lead who had no part in the ruling; this one declines. */
async function declineMore(stage: Stage, theCase: StoryCase): Promise<void> {
  const { qian } = stage;
  const { ruling } = await qian.ask<{
    ruling: { penalties: { id: string; kind: string; status: string; days: number; threshold: number }[] };
  }>(`query Penalties($id: ID!) { ruling(id: $id) { penalties { id kind status days threshold } } }`, {
    id: theCase.rulingId,
  });
  const waiting = ruling.penalties.find(({ status }) => status === "AWAITING_APPROVAL");
  if (!waiting) throw new Error("so many points should have called for a penalty that awaits approval");
  const { id, kind, days, threshold } = waiting;
  note(stage, `The points reached ${threshold} and call for ${kind} ${days} d; it awaits a lead's approval.`);
  await qian.act(
    "declinePenalty",
    { penaltyId: id, reason: "处理决定已暂停经营 30 天并全额退款，不再加重。" },
    "{ penalty { status } }",
  );
}

/** False if the server does not allow its clock to be moved. */
async function daysPass(stage: Stage, days: number): Promise<boolean> {
  try {
    const { now, clocksRung } = await stage.wang.act<{ now: string; clocksRung: number }>(
      "advanceClock",
      { hours: days * 24 },
      "{ now clocksRung }",
    );
    note(stage, `${days} days pass; it is ${now} for the server, clocks of cases that ran out: ${clocksRung}.`);
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
