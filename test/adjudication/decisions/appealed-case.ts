import type { WorldCase } from "../../case/complaints/world-case";

export const GROUNDS = { ground: "WRONG_FACTS", text: "裁定认定的交付时间有误,应予撤销。" };
export const REASONS = "经复核,理由如下。";

export const appeal = (theCase: WorldCase, who: string): Promise<unknown> => theCase.do(who, "appealRuling", GROUNDS);

/** The ruling in effect, as staff see it. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export async function ruling(theCase: WorldCase, selection = ""): Promise<any> {
  return (await theCase.look(`ruling { id status outcome round finalAt appealableUntil replaces { id } ${selection} }`))
    .ruling;
}

/** Any published ruling, as the public sees it. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export async function published(theCase: WorldCase, id: string, selection: string): Promise<any> {
  return (await theCase.world.visitor.ok(`query ($id: ID!) { ruling(id: $id) { ${selection} } }`, { id })).ruling;
}

/** What the register says, oldest first. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
export async function registerOf(theCase: WorldCase, rulingId: string): Promise<any[]> {
  const said = await published(
    theCase,
    rulingId,
    "registerEntries { id kind because corrects { id } correctedBy { id } provider { legalName } ruling { id } }",
  );
  return said.registerEntries;
}

export async function eventsOf(theCase: WorldCase): Promise<string[]> {
  return (await theCase.look("timeline(first: 100) { nodes { type } }")).timeline.map(
    ({ type }: { type: string }) => type,
  );
}

/** A decision for the consumer with this refund and these penalties. */
export async function refund(
  theCase: WorldCase,
  amount: number,
  penalties: object[] = [{ kind: "WARNING", reason: "未按承诺时间交付" }],
): Promise<Record<string, unknown>> {
  const remedies = [{ kind: "REFUND_PART", amount, text: "退还部分款项", withinDays: 7 }];
  return { ...(await theCase.decision()), remedies, penalties };
}

/** Rules on a case under review: nothing was proven. */
export async function dismiss(theCase: WorldCase): Promise<void> {
  const leaseToken = await theCase.take();
  await theCase.do(theCase.people.moderator, "issueRuling", { leaseToken, ...(await theCase.dismissal()) });
}
