import { Arg, Args, Authorized, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Payment } from "../payments/payment.entity";
import { PaymentSide } from "../instructions/payment-side";
import { PaymentConnection, paymentsOfProvider } from "../payments/payment.queries";
import { sql } from "../../platform/database/sql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import { Context } from "../../platform/graphql/context";
import { Money } from "../../platform/graphql/money";
import type { Role } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeInsideOfProvider } from "../../market/providers/provider.queries";
import { DepositEntry } from "../deposit/deposit-entry.entity";
import { TopUpDepositInput } from "../deposit/deposit.types";
import { balancesOf } from "../deposit/deposit-ledger";
import { owedToConsumers, sumIn } from "../deposit/owed.queries";
import { topUpDeposit } from "./top-up-deposit";
import { Reads } from "../../platform/graphql/reads";

const DepositTransferConnection = Connection(DepositEntry, "DepositTransfer");

@ObjectType({
  description:
    "A provider's deposit (保证金). It first pays consumers what rulings ordered and the provider did not perform in time; only the rest pays contract charges.",
})
class Deposit {
  constructor(readonly providerId: string) {}
}

@ObjectType({ simpleResolvers: true, description: "What `topUpDeposit` returns." })
class TopUpDepositPayload extends MutationPayload {
  @Field(() => Provider, { description: "The provider, with its deposit as it is now, without this payment." })
  provider: Provider;

  @Field(() => Payment, { description: "The payment as it was claimed." })
  payment: Payment;
}

@Resolver(() => Provider)
export class ProviderDepositResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => Deposit, {
    nullable: true,
    description: "Its deposit (保证金). For the provider's members and platform staff; null to others.",
  })
  async deposit(@Ctx() ctx: Context, @Root() provider: Provider): Promise<Deposit | null> {
    return (await maySeeInsideOfProvider(ctx, provider.id)) ? new Deposit(provider.id) : null;
  }

  @Reads<Provider>("id")
  @FieldResolver(() => Boolean, {
    description:
      "Whether the platform's payment side can move what it holds for the provider: only then is there the `PaymentChannel` PLATFORM, without a reference.",
  })
  paidByPlatform(@Ctx() ctx: Context): boolean {
    return PaymentSide.of(ctx.db) !== null;
  }

  @Authorized<Role>("PROVIDER_OWNER")
  @Mutation(() => TopUpDepositPayload, {
    description:
      "An owner claims that money was paid into the deposit. The payment is CLAIMED and counts in no balance until the platform's finance confirms that it arrived (`confirmPayment`). Then what the provider owes to consumers is set aside at once, the oldest debt first, and overdue contract charges are paid; when nothing is owed any longer, a freeze for unpaid remedies ends. For the provider's owners. Refused: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, ALREADY_EXISTS when the reference was claimed before, LIMIT_REACHED when the viewer has too many open claims.",
  })
  async topUpDeposit(
    @Ctx() ctx: Context,
    @Arg("input", () => TopUpDepositInput, { description: "How much, and by which payment." }) input: TopUpDepositInput,
  ): Promise<TopUpDepositPayload> {
    const { paymentId } = await ctx.command("topUpDeposit", input, (tx, actor) => topUpDeposit(tx, actor, input));
    const [provider, payment] = await Promise.all([
      ctx.loaders.byId(Provider, input.providerId),
      ctx.loaders.byId(Payment, paymentId),
    ]);
    if (!provider || !payment) throw new Refusal("NOT_FOUND", { field: "input.providerId" });
    return { clientMutationId: input.clientMutationId, provider, payment };
  }
}

@Resolver(() => Deposit)
export class DepositResolver {
  @FieldResolver(() => [Money], {
    description: "Its balance in each currency that was ever paid in, by currency. Only confirmed money counts.",
  })
  async balances(@Ctx() ctx: Context, @Root() { providerId }: Deposit): Promise<Money[]> {
    return [...(await balancesOf(ctx.db, providerId))].map(([currency, amount]) => ({ currency, amount }));
  }

  @FieldResolver(() => PaymentConnection, {
    description:
      "Payments into it, for contract charges, and out of it to consumers, claimed ones included, the latest first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  payments(
    @Ctx() ctx: Context,
    @Root() { providerId }: Deposit,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Payment>> {
    return paymentsOfProvider(ctx, providerId, args);
  }

  @FieldResolver(() => [Money], {
    description:
      "What consumers are still owed in each currency because a remedy was not performed in time and the deposit was insufficient; the currency of the oldest such debt first.",
  })
  async owedToConsumers(@Ctx() ctx: Context, @Root() { providerId }: Deposit): Promise<Money[]> {
    const debts = await owedToConsumers(ctx.db, providerId);
    const currencies = [...new Set(debts.map(({ currency }) => currency))];
    return currencies.map((currency) => ({ currency, amount: sumIn(debts, currency) }));
  }

  @FieldResolver(() => DepositTransferConnection, {
    description: "Every movement of money, the latest first. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  transfers(
    @Ctx() ctx: Context,
    @Root() { providerId }: Deposit,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<DepositEntry>> {
    return page(ctx, args, {
      entity: DepositEntry,
      where: sql`t.provider_id = ${providerId} AND t.amount > 0`,
      by: "at",
      direction: "DESC",
    });
  }
}

@Resolver(() => DepositEntry)
export class DepositTransferResolver {
  @Reads<DepositEntry>("amount", "currency")
  @FieldResolver(() => Money, { description: "How much was moved." })
  amount(@Root() { amount, currency }: DepositEntry): Money {
    return { amount, currency };
  }
}
