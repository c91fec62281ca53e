import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { maySeeAccountDetails } from "../../accounts/actor/account.policy";
import { lockAccount } from "../../accounts/account/account.queries";
import { withProof } from "../../accounts/factors/with-proof";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Refusal } from "../../platform/refusal";
import { AccountErasure } from "./account-erasure.entity";
import { endLegalHold } from "./end-legal-hold";
import {
  EndLegalHoldInput,
  EndLegalHoldPayload,
  PlaceLegalHoldInput,
  PlaceLegalHoldPayload,
  RequestAccountErasureInput,
  RequestAccountErasurePayload,
  WithdrawAccountErasureInput,
  WithdrawAccountErasurePayload,
} from "./erasure.types";
import { LegalHold } from "./legal-hold.entity";
import { holdsOfAccount, holdsOfCase } from "./legal-hold.queries";
import { placeLegalHold } from "./place-legal-hold";
import { requestAccountErasure } from "./request-account-erasure";
import { withdrawAccountErasure } from "./withdraw-account-erasure";

/** Deleting accounts, and what keeps them from being deleted. */
@Resolver(() => Account)
export class ErasureResolver {
  @Authorized()
  @Mutation(() => RequestAccountErasurePayload, {
    description:
      "Asks for one's own account to be deleted. It happens at `Account.erasure.dueAt` and can be taken back until then with `withdrawAccountErasure`: the login, the name, devices, sessions, second factors, drafts and reviews go, what was said in closed cases follows as the house rules say, and orders and rulings stay under a pseudonym. What a provider still owes in a case that was closed unremedied is not paid any more. Refused: UNAUTHENTICATED; FORBIDDEN for a wrong password or code; RATE_LIMITED after too many of them; BAD_USER_INPUT without a proof; NOT_IN_THIS_STATE while a case, a payout or repayment of one, an order, an outside procedure, a membership, a role of the staff, a limit on complaints or a legal hold stands in its way, or when it was asked for already.",
  })
  async requestAccountErasure(
    @Arg("input", () => RequestAccountErasureInput, INPUT) input: RequestAccountErasureInput,
    @Ctx() ctx: Context,
  ): Promise<RequestAccountErasurePayload> {
    const { accountId } = ctx.signedIn();
    const known = await ctx.db.byId(Account, accountId);
    if (input.proof) await withProof(ctx, input.proof, requestAccountErasure);
    else if (known?.externalSubject)
      await ctx.db.transact(async (tx) => requestAccountErasure(tx, await lockAccount(tx, accountId, "input")));
    else throw new Refusal("BAD_USER_INPUT", { reason: "secondFactor.oneProof", field: "input.proof" });
    ctx.forgetReads();
    return { clientMutationId: input.clientMutationId, account: await readAccount(ctx, accountId) };
  }

  @Authorized()
  @Mutation(() => WithdrawAccountErasurePayload, {
    description:
      "Takes back that one's account is to be deleted. Refused: UNAUTHENTICATED, NOT_IN_THIS_STATE when it is not to be.",
  })
  async withdrawAccountErasure(
    @Arg("input", () => WithdrawAccountErasureInput, INPUT) input: WithdrawAccountErasureInput,
    @Ctx() ctx: Context,
  ): Promise<WithdrawAccountErasurePayload> {
    const { accountId } = await ctx.command("withdrawAccountErasure", input, withdrawAccountErasure);
    return { clientMutationId: input.clientMutationId, account: await readAccount(ctx, accountId) };
  }

  @Authorized("LEAD_MODERATOR", "ADMIN")
  @Mutation(() => PlaceLegalHoldPayload, {
    description:
      "Keeps all data of a person or of a case, whatever is asked for and whatever the house rules say, until `endLegalHold`. Recorded in the history of the case or account, for staff. For lead moderators and administrators. Refused: NOT_FOUND, FORBIDDEN for oneself, CONFLICT_OF_INTEREST, BAD_USER_INPUT.",
  })
  async placeLegalHold(
    @Arg("input", () => PlaceLegalHoldInput, INPUT) input: PlaceLegalHoldInput,
    @Ctx() ctx: Context,
  ): Promise<PlaceLegalHoldPayload> {
    const { legalHoldId } = await ctx.command("placeLegalHold", input, (tx, actor) => placeLegalHold(tx, actor, input));
    return { clientMutationId: input.clientMutationId, legalHold: await readHold(ctx, legalHoldId) };
  }

  @Authorized("LEAD_MODERATOR", "ADMIN")
  @Mutation(() => EndLegalHoldPayload, {
    description:
      "Ends a legal hold: what the house rules say is then done by itself. Recorded like its beginning. For lead moderators and administrators. Refused: NOT_FOUND, FORBIDDEN for oneself, CONFLICT_OF_INTEREST, NOT_IN_THIS_STATE when it has ended.",
  })
  async endLegalHold(
    @Arg("input", () => EndLegalHoldInput, INPUT) input: EndLegalHoldInput,
    @Ctx() ctx: Context,
  ): Promise<EndLegalHoldPayload> {
    const { legalHoldId } = await ctx.command("endLegalHold", input, (tx, actor) => endLegalHold(tx, actor, input));
    return { clientMutationId: input.clientMutationId, legalHold: await readHold(ctx, legalHoldId) };
  }

  @Reads<Account>("id")
  @FieldResolver(() => AccountErasure, {
    nullable: true,
    description:
      "That this account is to be deleted. Null when it is not, and unless it is one's own; administrators and auditors see it too.",
  })
  async erasure(@Root() { id }: Account, @Ctx() ctx: Context): Promise<AccountErasure | null> {
    if (!maySeeAccountDetails(ctx.viewerOf(id), id)) return null;
    return ctx.db.findOne(AccountErasure, { openKey: id });
  }

  @Reads<Account>("id")
  @FieldResolver(() => [LegalHold], {
    description:
      "What keeps this person's data from being erased now, the latest first. For platform staff, on others; empty for everyone else.",
  })
  legalHolds(@Root() account: Account, @Ctx() ctx: Context): Promise<LegalHold[]> {
    return holdsOfAccount(ctx, account);
  }
}

@Resolver(() => Complaint)
export class ComplaintLegalHoldsResolver {
  @Reads<Complaint>("id", "consumerId")
  @FieldResolver(() => [LegalHold], {
    description:
      "What keeps the data of this case from being erased now, on it or on its consumer, the latest first. For platform staff; empty for everyone else.",
  })
  legalHolds(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<LegalHold[]> {
    return holdsOfCase(ctx, complaint);
  }
}

async function readAccount(ctx: Context, id: string): Promise<Account> {
  const account = await ctx.loaders.byId(Account, id);
  if (!account) throw new Refusal("NOT_FOUND");
  return account;
}

async function readHold(ctx: Context, id: string): Promise<LegalHold> {
  const hold = await ctx.loaders.byId(LegalHold, id);
  if (!hold) throw new Refusal("NOT_FOUND");
  return hold;
}
