import { Arg, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Refusal } from "../../platform/refusal";
import { livingSessions } from "../sessions/account-sessions";
import { Account } from "../account/account.entity";
import { maySeeSessions } from "../actor/account.policy";
import { accountPayload } from "../account/account-payloads.types";
import { ContactPoint } from "./contact-point.entity";
import { AppDevice, RegisterDeviceInput, toAppDevice, UnregisterDeviceInput } from "./device.types";
import { registerDevice } from "./register-device";
import { unregisterDevice } from "./unregister-device";

@ObjectType()
abstract class DevicePayload extends MutationPayload {
  @Field(() => Account, { description: "The account, with its devices as they are now." })
  account: Account;
}

@ObjectType({ simpleResolvers: true, description: "What `registerDevice` returns." })
export class RegisterDevicePayload extends DevicePayload {
  @Field(() => AppDevice, { description: "The device that was registered." })
  device: AppDevice;
}

@ObjectType({ simpleResolvers: true, description: "What `unregisterDevice` returns." })
export class UnregisterDevicePayload extends DevicePayload {}

@Resolver(() => Account)
export class DeviceResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [AppDevice], {
    nullable: true,
    description:
      "The apps that are told of this person's notices, the first registered first. Null unless it is one's own account.",
  })
  async devices(@Ctx() ctx: Context, @Root() account: Account): Promise<AppDevice[] | null> {
    if (!maySeeSessions(ctx.actor, account.id)) return null;
    const points = await ctx.loaders.manyBy(ContactPoint, "accountId", account.id);
    const sessions = new Set((await livingSessions(ctx.db, account.id, ctx.now())).map(({ id }) => id));
    return points.filter(({ sessionId }) => sessionId !== null && sessions.has(sessionId)).map(toAppDevice);
  }

  @Authorized()
  @Mutation(() => RegisterDevicePayload, {
    description:
      "From now on this app is told that something has come into the viewer's inbox, for as long as this session lasts: by a message that names a case by its number, and nothing of what is in it. The same token again moves the device to this session, and from another account to this one. The newest of too many devices count (house rule `push.count`). Refused: UNAUTHENTICATED; NOT_IN_THIS_STATE where the platform tells no apps, and for sessions of an outside identity provider.",
  })
  async registerDevice(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterDeviceInput, INPUT) input: RegisterDeviceInput,
  ): Promise<RegisterDevicePayload> {
    if (!ctx.services.gateways.appPush) throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.noAppPush" });
    const { sessionId } = ctx;
    const { accountId, deviceId } = await ctx.command("registerDevice", input, (tx, actor) =>
      registerDevice(tx, actor, input, sessionId),
    );
    const device = await ctx.db.byId(ContactPoint, deviceId);
    if (!device) throw new Refusal("NOT_FOUND", { field: "input.token" });
    return { ...(await accountPayload(ctx, input, accountId)), device: toAppDevice(device) };
  }

  @Authorized()
  @Mutation(() => UnregisterDevicePayload, {
    description:
      "This device is not told any longer. Signing out there does the same. Refused: UNAUTHENTICATED; NOT_FOUND for one that is not one's own.",
  })
  async unregisterDevice(
    @Ctx() ctx: Context,
    @Arg("input", () => UnregisterDeviceInput, INPUT) input: UnregisterDeviceInput,
  ): Promise<UnregisterDevicePayload> {
    const { accountId } = await ctx.command("unregisterDevice", input, (tx, actor) =>
      unregisterDevice(tx, actor, input),
    );
    return accountPayload(ctx, input, accountId);
  }
}
