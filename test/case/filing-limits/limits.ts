import { openCase, type WorldCase } from "../complaints/world-case";
import type { World } from "../../support/world";

export const WHY = "多起投诉被认定为滥用，详见各案理由。";
export const SHOWN =
  "{ filingLimit { id grade status beganAt endsAt contestDueAt contestGranted liftReason availableActions { action unavailableBecause { code } } } }";

export interface Limit {
  id: string;
  grade: string;
  status: string;
  beganAt: string | null;
  endsAt: string;
  contestDueAt: string | null;
  availableActions: { action: string; unavailableBecause: { code: string } | null }[];
}

/** Limits on the complaints of the consumer of a case, by the people who may impose them. */
export class Limits {
  private constructor(
    readonly world: World,
    readonly occasion: WorldCase,
  ) {}

  static async of(world: World, consumer = "tom"): Promise<Limits> {
    return new Limits(world, await openCase(world, { consumer }));
  }

  input(changes: Record<string, unknown> = {}): Record<string, unknown> {
    return { complaintId: this.occasion.id, grade: "PACED", days: 20, reason: WHY, ...changes };
  }

  async impose(changes: Record<string, unknown> = {}, by = "zhou.lead"): Promise<Limit> {
    return this.did(by, "imposeFilingLimit", this.input(changes));
  }

  /** Proposed by one lead, confirmed by the other. */
  async pause(changes: Record<string, unknown> = {}): Promise<Limit> {
    const { id } = await this.impose({ grade: "PAUSED", ...changes });
    return this.did("qian.lead", "confirmFilingLimit", { limitId: id });
  }

  async did(who: string, mutation: string, input: Record<string, unknown>): Promise<Limit> {
    return ((await (await this.world.as(who)).do(mutation, input, SHOWN)) as { filingLimit: Limit }).filingLimit;
  }

  async refused(who: string, mutation: string, input: Record<string, unknown>): Promise<string> {
    return (await (await this.world.as(who)).tryTo(mutation, input)).extensions.code;
  }

  /** As the person sees them. */
  async own(login = "tom"): Promise<Limit[]> {
    const { viewer } = await (
      await this.world.as(login)
    ).ok("{ viewer { filingLimits { id grade status reason imposedBy { id } contestDueAt } } }");
    return viewer.filingLimits as Limit[];
  }

  async inboxOf(login: string): Promise<{ type: string; text: string }[]> {
    const { inbox } = await (await this.world.as(login)).ok("{ inbox { notices(first: 50) { nodes { type text } } } }");
    return (inbox.notices.nodes as { type: string; text: string }[]).filter(({ type }) => type.startsWith("FILING_"));
  }
}
