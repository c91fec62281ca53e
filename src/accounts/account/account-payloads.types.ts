import { Field, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context";
import { MutationPayload, type MutationInput } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { Account } from "./account.entity";

@ObjectType()
abstract class AccountPayload extends MutationPayload {
  @Field(() => Account, { description: "The account as it is now." })
  account: Account;
}

@ObjectType({ simpleResolvers: true, description: "What `registerAccount` returns." })
export class RegisterAccountPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `updateAccount` returns." })
export class UpdateAccountPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `setAccountRoles` returns." })
export class SetAccountRolesPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `suspendAccount` returns." })
export class SuspendAccountPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `reinstateAccount` returns." })
export class ReinstateAccountPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `signOut` returns." })
export class SignOutPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `signOutEverywhere` returns." })
export class SignOutEverywherePayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `changePassword` returns." })
export class ChangePasswordPayload extends AccountPayload {}

@ObjectType({ simpleResolvers: true, description: "What `endSession` returns." })
export class EndSessionPayload extends AccountPayload {}

/** Read after the commit. */
export async function accountPayload(
  ctx: Context,
  { clientMutationId }: MutationInput,
  accountId: string,
): Promise<AccountPayload> {
  const account = await ctx.loaders.byId(Account, accountId);
  if (!account) throw new Refusal("NOT_FOUND");
  return { clientMutationId, account };
}
