import { caseIn, ruleVersion } from "../../case/complaints/world-case";
import type { World } from "../../support/world";

/** The seeded provider is ruled against, on one case, with these penalties. */
export async function punish(
  world: World,
  penalties: object[],
  rule = "DELIVERY-1",
  breachClass = "ORDINARY",
): Promise<void> {
  const reviewed = await caseIn(world, "UNDER_REVIEW");
  const input = await reviewed.ruling({ penalties });
  const findings = await Promise.all(
    (input.findings as object[]).map(async (finding) => ({
      ...finding,
      ruleVersionId: await ruleVersion(world, rule),
      ...(breachClass === "ORDINARY" ? {} : { severity: "L4" }),
    })),
  );
  await reviewed.do("chen.mod", "issueRuling", { ...input, findings, leaseToken: await reviewed.take() });
  const lead = await world.as("zhou.lead");
  const { rulingAwaitingApproval } = (
    await lead.ok(`query ($id: ID!) { complaint(id: $id) { rulingAwaitingApproval { id } } }`, { id: reviewed.id })
  ).complaint;
  if (rulingAwaitingApproval) await lead.do("approveRuling", { rulingId: rulingAwaitingApproval.id });
}
