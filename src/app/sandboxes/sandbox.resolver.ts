import { randomBytes } from "node:crypto";
import { Arg, Authorized, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Role } from "../../accounts/actor/actor";
import { hintOf, newApiKey } from "../../accounts/sessions/api-key.pure";
import { hashPassword } from "../../accounts/passwords/password.pure";
import { sharesOf } from "../../accounts/passwords/shares-of";
import { digestOf } from "../../accounts/account/secret-token.pure";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import type { KeptKey } from "../../market/api-clients/keep-api-key";
import { Provider } from "../../market/providers/provider.entity";
import { Context } from "../../platform/graphql/context";
import { POINTS } from "../../platform/graphql/cost";
import { INPUT } from "../../platform/graphql/idempotency";
import { IS_THERE } from "../../platform/graphql/operations";
import { Reads } from "../../platform/graphql/reads";
import { DateTime } from "../../platform/graphql/scalars";
import { Refusal } from "../../platform/refusal";
import { HOUR } from "../../platform/time";
import { DEMO_PEOPLE } from "../demo/demo-people";
import { createSandbox } from "./create-sandbox";
import { deleteSandbox } from "./delete-sandbox";
import { CASE_POINTS, KEPT_FOR, STEP_POINTS } from "./sandbox-limits.table";
import { Sandbox } from "./sandbox.entity";
import { listSandboxes } from "./sandbox.queries";
import {
  AdvanceTestClockInput,
  AdvanceTestClockPayload,
  CreateSandboxInput,
  CreateSandboxPayload,
  CreateTestCaseInput,
  CreateTestCasePayload,
  DeleteSandboxInput,
  DeleteSandboxPayload,
} from "./sandbox.types";
import { SandboxHost } from "./sandbox-host";
import { TestMarket } from "./test-market";

const WHO = "For the provider's owners; the platform's are for administrators.";
const INSIDE = "In sandboxes only, for everybody who is signed in there and for its API clients.";

@Resolver(() => Sandbox)
export class SandboxResolver {
  @Authorized<Role>("PROVIDER_OWNER", "ADMIN", "AUDITOR")
  @Query(() => [Sandbox], {
    description:
      "The sandboxes of a provider, or of the platform, newest first; there are never more than three. For the provider's owners, administrators and auditors. Refused: NOT_FOUND, FORBIDDEN.",
  })
  sandboxes(
    @Ctx() ctx: Context,
    @Arg("providerId", () => ID, { nullable: true, description: "The provider, `prv_…`; left out: the platform's." })
    providerId: string | null,
  ): Promise<Sandbox[]> {
    return listSandboxes(ctx, providerId ?? null);
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => CreateSandboxPayload, {
    description: `Makes a sandbox: a market of its own at an address of its own, with people and keys to try everything out, removed when it was not used for 30 days. ${WHO} Refused: NOT_FOUND, FORBIDDEN, LIMIT_REACHED for too many, UNAVAILABLE where this platform has none.`,
  })
  async createSandbox(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateSandboxInput, INPUT) input: CreateSandboxInput,
  ): Promise<CreateSandboxPayload> {
    const most = SandboxHost.mostOn(ctx.db);
    const [password, providerKey, platformKey] = [newPassword(), newApiKey("test"), newApiKey("test")];
    const credentials = {
      passwordHash: await hashPassword(password, sharesOf(ctx.db, ctx.signedIn().accountId)),
      providerKey: keptOf(providerKey),
      platformKey: keptOf(platformKey),
    };
    const sandbox = await ctx.db.transact((tx) => createSandbox(tx, ctx.signedIn(), { ...input, credentials, most }));
    const people = DEMO_PEOPLE.map(({ login, displayName, label }) => ({ login, displayName, part: label }));
    const { clientMutationId } = input;
    return { clientMutationId, sandbox, providerKey, platformKey, password, people };
  }

  @Authorized<Role>("PROVIDER_OWNER", "ADMIN")
  @Mutation(() => DeleteSandboxPayload, {
    description: `Removes a sandbox with all that is in it. Its keys are refused at once. ${WHO} Refused: NOT_FOUND, FORBIDDEN.`,
  })
  async deleteSandbox(
    @Ctx() ctx: Context,
    @Arg("input", () => DeleteSandboxInput, INPUT) input: DeleteSandboxInput,
  ): Promise<DeleteSandboxPayload> {
    const done = await ctx.command("deleteSandbox", input, (tx, actor) => deleteSandbox(tx, actor, input));
    await SandboxHost.of(ctx.db)?.tidy();
    return { clientMutationId: input.clientMutationId, ...done };
  }

  @Authorized()
  @Extensions({ [POINTS]: STEP_POINTS, [IS_THERE]: TestMarket.isIn })
  @Mutation(() => AdvanceTestClockPayload, {
    description: `Moves the sandbox's clock forward, never back, and applies all that falls due on the way: what cases wait for to the moment, everything else to the day. People's access tokens end with the time, keys do not. ${INSIDE} Refused: FORBIDDEN elsewhere, BAD_USER_INPUT.`,
  })
  async advanceTestClock(
    @Ctx() ctx: Context,
    @Arg("input", () => AdvanceTestClockInput, INPUT) { to, byHours, clientMutationId }: AdvanceTestClockInput,
  ): Promise<AdvanceTestClockPayload> {
    const market = TestMarket.of(ctx.db);
    if ((to ?? null) === null && (byHours ?? null) === null)
      throw new Refusal("BAD_USER_INPUT", { reason: "sandbox.clock", field: "input.to" });
    if (to !== null && to !== undefined && byHours !== null && byHours !== undefined)
      throw new Refusal("BAD_USER_INPUT", { reason: "sandbox.clock", field: "input.byHours" });
    return { clientMutationId, ...(await market.advance(to ?? ctx.now() + (byHours ?? 0) * HOUR)) };
  }

  @Authorized()
  @Extensions({ [POINTS]: CASE_POINTS, [IS_THERE]: TestMarket.isIn })
  @Mutation(() => CreateTestCasePayload, {
    description: `Plays a new case to a state, by what its consumer, its provider and the platform's people do, without time passing. ${INSIDE} Refused: FORBIDDEN elsewhere; whatever those people are refused, such as PROVIDER_RESTRICTED once the sandbox's provider is suspended.`,
  })
  async createTestCase(
    @Ctx() ctx: Context,
    @Arg("input", () => CreateTestCaseInput, INPUT) { state, title, clientMutationId }: CreateTestCaseInput,
  ): Promise<CreateTestCasePayload> {
    const complaintId = await TestMarket.of(ctx.db).createCase(state, title ?? null);
    return { clientMutationId, complaintId, complaint: await findVisibleComplaint(ctx, complaintId) };
  }

  @Reads<Sandbox>("id")
  @FieldResolver(() => String, {
    description: "Its address: what is `/graphql` elsewhere is `…/graphql` under it, websockets and files too.",
  })
  url(@Ctx() ctx: Context, @Root() { id }: Sandbox): string {
    return `${ctx.services.publicUrl}/sandbox/${id}`;
  }

  @Reads<Sandbox>("lastUsedAt")
  @FieldResolver(() => DateTime, { description: "When it is removed unless it is used until then." })
  expiresAt(@Root() { lastUsedAt }: Sandbox): number {
    return lastUsedAt + KEPT_FOR;
  }

  @Reads<Sandbox>("providerId")
  @FieldResolver(() => Provider, { nullable: true, description: "Whose it is; null: the platform's." })
  async provider(@Ctx() ctx: Context, @Root() { providerId }: Sandbox): Promise<Provider | null> {
    return providerId === null ? null : ctx.loaders.byId(Provider, providerId);
  }
}

const newPassword = (): string => randomBytes(18).toString("base64url");

const keptOf = (key: string): KeptKey => ({ secretHash: digestOf(key), hint: hintOf(key) });
