import type { StoryCase } from "./story-case";
import { followInbox } from "./story-inbox";
import { remedy } from "./story-remedy";
import { toInput } from "./story-ruling";
import { inWords, note, placeInSearch, scene, type Stage } from "./story-stage";

/** The provider appeals and wins in part: another ruling replaces the first, whose effects are reversed. */
export async function appeal(stage: Stage, theCase: StoryCase): Promise<void> {
  scene(stage, "The provider appeals: the contract charge is stayed, the short demotion continues");
  const { lina, wang, chen, zhou, qian } = stage;
  const appealed = theCase.rulingId ?? "";
  await followInbox(stage, lina, ["RULING_APPEALED", "APPEAL_DECIDED"]);
  await theCase.act(
    wang,
    "appealRuling",
    { ground: "DISPROPORTIONATE", text: "初稿晚交是因为素材晚到；订单不到两千元，违约金却有一万元。" },
    "RULING_APPEALED",
    [...theCase.parties, chen, qian],
  );
  await lina.live.sees("INBOX", theCase.id);
  await showPenalties(stage, "of the ruling appealed", appealed);
  await theCase.act(
    lina,
    "answerAppeal",
    { text: "海报至今没有收到；素材我是按他们说的日期交的。" },
    "APPEAL_ANSWERED",
    [...theCase.parties, qian],
  );
  await zhou.tryInVain(
    "decideAppeal",
    { complaintId: theCase.id, outcome: "DISMISSED", reason: "处理决定是我复核的，维持。" },
    "CONFLICT_OF_INTEREST",
  );
  await decide(stage, theCase, appealed);

  scene(stage, "What the new ruling orders is performed, proved and confirmed");
  await remedy(stage, theCase);
  await showPoints(stage, "halved since all was remedied within 48 hours");
}

async function decide(stage: Stage, theCase: StoryCase, appealed: string): Promise<void> {
  scene(stage, "A lead who had no part in it decides: right in part. The first ruling is reversed with all it did");
  const { lina, qian, street } = stage;
  const replacement = await toInput(stage, theCase, {
    outcome: "PARTLY_UPHELD",
    findings: [
      { kind: "GIFT_OR_DISCOUNT", rule: "GIFT-1", reasoning: "海报未交付，商家承认。" },
      {
        kind: "DELIVERY_TIME",
        rule: "DELIVERY-1",
        result: "KEPT",
        reasoning: "素材晚到 50 小时，初稿在收到素材后 48 小时内交付。",
      },
    ],
    facts: "海报未交付；初稿的迟延由素材晚到造成。",
    reasoning: "维持赠品部分的认定，撤销迟延部分的认定和违约金、降权。",
    publicText: "商家未按承诺赠送海报；逾期交付一节经申诉撤销。",
    rootCause: "OVER_PROMISING",
    remedies: [
      { kind: "REFUND_PART", amount: 30_000, text: "退还 300 元。", withinDays: 7 },
      { kind: "REPERFORM", insteadAmount: 60_000, text: "交付三张活动海报。", withinDays: 7 },
    ],
    penalties: [{ kind: "WARNING", reason: "未兑现赠品承诺。" }],
  });
  await theCase.act(
    qian,
    "decideAppeal",
    { outcome: "PARTLY_GRANTED", reason: "迟延不能归责于商家，违约金与降权随之撤销；赠品部分维持。", replacement },
    "RULING_REVERSED",
  );
  await theCase.told("RULING_FINAL", theCase.parties);
  await lina.live.sees("INBOX", theCase.id);
  await street.live.sees("RULING_REVERSED", appealed);
  await street.live.sees("RULING", theCase.rulingId ?? "");
  await showPenalties(stage, "of the ruling reversed", appealed);
  await showPenalties(stage, "of the ruling in effect", theCase.rulingId ?? "");
  await showPoints(stage, "after the appeal");
  await showRegister(stage);
  await placeInSearch(stage, "after the appeal");
}

interface ShownPenalty {
  kind: string;
  status: string;
  days: number | null;
  amount: { amount: number; currency: string } | null;
}

async function showPenalties(stage: Stage, which: string, rulingId: string): Promise<void> {
  const { ruling } = await stage.street.ask<{ ruling: { penalties: ShownPenalty[] } }>(
    `query Penalties($id: ID!) { ruling(id: $id) { penalties { kind status days amount { amount currency } } } }`,
    { id: rulingId },
  );
  const shown = ruling.penalties.map(({ kind, status, days, amount }) =>
    [kind, days && `${days} d`, amount && inWords(amount), status].filter(Boolean).join(" "),
  );
  note(stage, `Penalties ${which}: ${shown.join(" · ")}`);
}

async function showPoints(stage: Stage, when: string): Promise<void> {
  const { provider } = await stage.wang.ask<{ provider: { points: { active: number; provisional: number } } }>(
    `query Points($id: ID!) { provider(id: $id) { points { active provisional } } }`,
    { id: stage.providerId },
  );
  const { active, provisional } = provider.points;
  note(stage, `Points, ${when}: ${active} that count, ${provisional} provisional`);
}

interface Entry {
  id: string;
  kind: string;
  because: string | null;
  ruling: { outcome: string } | null;
  corrects: { id: string } | null;
}

/** Nothing is erased: the correcting entry points back to the one it corrects. Entries about penalties follow a moment later. */
async function showRegister(stage: Stage): Promise<void> {
  const { register } = await stage.street.ask<{ register: { nodes: Entry[] } }>(
    `query Register($providerId: ID!) { register(filter: { providerId: $providerId }) { nodes { id kind because ruling { outcome } corrects { id } } } }`,
    { providerId: stage.providerId },
  );
  const entries = register.nodes.filter(({ kind }) => !kind.startsWith("PENALTY_")).reverse();
  for (const [index, { kind, because, ruling, corrects }] of entries.entries()) {
    const corrected = corrects && entries.findIndex(({ id }) => id === corrects.id) + 1;
    const says = [kind, ruling?.outcome, because && `because ${because},`, corrected && `corrects entry ${corrected}`];
    note(stage, `Register entry ${index + 1}: ${says.filter(Boolean).join(" ")}`);
  }
}
