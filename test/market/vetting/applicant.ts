import { createHash } from "node:crypto";
import { creditCodeDigit } from "../../../src/market/providers/credit-code.pure";
import type { VerificationKind } from "../../../src/market/vetting/verification-kind.types";
import { PNG } from "../../case/evidence/samples";
import { fetchAsOwner } from "../../support/file-links";
import type { Person, World } from "../../support/world";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Untyped = any;

/** A different valid credit code for each number. */
export function creditCode(n: number): string {
  const first17 = `91330100MA${String(n).padStart(7, "0")}`;
  return first17 + (creditCodeDigit(first17) ?? "");
}

export const REQUIRED: readonly VerificationKind[] = ["IDENTITY", "LICENCE", "ADDRESS", "PAYMENT_ACCOUNT"];
/** The example of GB 11643. */
export const RESIDENT = "11010519491231002X";

export const NUMBERS = (licenceNo: string): Record<VerificationKind, string> => ({
  IDENTITY: RESIDENT,
  LICENCE: licenceNo,
  ADDRESS: `LEASE-${licenceNo}`,
  PAYMENT_ACCOUNT: `6222${licenceNo}`,
  QUALIFICATION: `ICP-${licenceNo}`,
});

const SHOWN =
  "{ application { id kind status round dueAt changesRequested changesRequestedFor ground reason mayReapplyAt provider { id status } } }";

/** A provider that registered through the API and wants to be admitted. */
export class Applicant {
  /** Bytes no other document has: each file its own digest. */
  private files = 0;

  constructor(
    readonly world: World,
    readonly login: string,
    readonly id: string,
    readonly licenceNo: string,
  ) {}

  static async register(world: World, login: string, licenceNo: string, legalName = "云端设计"): Promise<Applicant> {
    const { provider } = await (
      await world.as(login)
    ).do("registerProvider", { legalName, licenceNo }, "{ provider { id vetting { availableActions { action } } } }");
    // What is to be done next stands in the very answer.
    expect(provider.vetting.availableActions).toEqual([{ action: "ADD_DOCUMENT" }, { action: "SUBMIT" }]);
    return new Applicant(world, login, provider.id, licenceNo);
  }

  owner(): Promise<Person> {
    return this.world.as(this.login);
  }

  announcement(kind: VerificationKind, changes: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      providerId: this.id,
      kind,
      number: NUMBERS(this.licenceNo)[kind],
      issuer: "杭州市市场监督管理局",
      fileName: "scan.png",
      mediaType: "image/png",
      size: PNG.length,
      sha256: createHash("sha256").update(PNG).digest("hex"),
      ...changes,
    };
  }

  async announce(
    kind: VerificationKind,
    changes: Record<string, unknown> = {},
  ): Promise<{ id: string; uploadUrl: string }> {
    const { document, uploadUrl } = await (
      await this.owner()
    ).do("createVerificationUpload", this.announcement(kind, changes), "{ document { id status } uploadUrl }");
    return { id: document.id, uploadUrl };
  }

  async add(kind: VerificationKind, changes: Record<string, unknown> = {}): Promise<string> {
    const { id, uploadUrl } = await this.announce(kind, changes);
    const { status } = await fetchAsOwner(uploadUrl, { method: "PUT", body: PNG });
    expect(status).toBe(201);
    return id;
  }

  async addAll(changes: Record<string, unknown> = {}): Promise<void> {
    for (const kind of REQUIRED) await this.add(kind, changes);
  }

  async submit(): Promise<Untyped> {
    const { application } = await (await this.owner()).do("submitProviderApplication", { providerId: this.id }, SHOWN);
    return application;
  }

  async act(
    who: string,
    mutation: string,
    applicationId: string,
    input: Record<string, unknown> = {},
  ): Promise<Untyped> {
    return (await (await this.world.as(who)).do(mutation, { applicationId, ...input }, SHOWN)).application;
  }

  /** Code and reason's message of what is refused. */
  async refused(who: string, mutation: string, input: Record<string, unknown>): Promise<Untyped> {
    const { extensions, message } = await (await this.world.as(who)).tryTo(mutation, input);
    return { ...extensions, message };
  }

  /** Takes it, and answers every question that a person must with PASSED. */
  async review(applicationId: string, inspector = "he.inspect"): Promise<void> {
    await this.act(inspector, "takeProviderApplication", applicationId);
    for (const { code, result, automatic } of await this.checks(applicationId, inspector))
      if (!automatic && result === null)
        await this.act(inspector, "recordApplicationCheck", applicationId, { check: code, result: "PASSED" });
  }

  async approve(
    applicationId: string,
    input: Record<string, unknown> = {},
    inspector = "he.inspect",
  ): Promise<Untyped> {
    return this.act(inspector, "approveProviderApplication", applicationId, {
      reason: "材料齐全,核验无误,准予入驻。",
      ...input,
    });
  }

  /** From nothing to ACTIVE. */
  async admit(changes: Record<string, unknown> = {}): Promise<void> {
    await this.addAll(changes);
    const { id } = await this.submit();
    await this.review(id);
    await this.approve(id);
  }

  async checks(applicationId: string, who = "he.inspect"): Promise<Untyped[]> {
    const { providerApplication } = await (
      await this.world.as(who)
    ).ok(
      `query ($id: ID!) { providerApplication(id: $id) { checks { code kind result required automatic note checkedByName approvedDespite title } } }`,
      { id: applicationId },
    );
    return providerApplication?.checks;
  }

  /** The provider's page, as somebody sees it. */
  async look(fields: string, who?: string): Promise<Untyped> {
    const person = who ? await this.world.as(who) : this.world.visitor;
    return (await person.ok(`query ($id: ID!) { provider(id: $id) { ${fields} } }`, { id: this.id })).provider;
  }

  async status(): Promise<string> {
    return (await this.look("status", this.login)).status;
  }
}
