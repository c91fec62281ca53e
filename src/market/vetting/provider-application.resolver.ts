import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { displayNameOf } from "../../accounts/account/display-name.queries";
import type { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { say } from "../../platform/messages/explain";
import { HouseRules } from "../../house-rules/house-rules";
import { Provider } from "../providers/provider.entity";
import type { Available } from "../../platform/graphql/available-action";
import type { VettingAction } from "./vetting.policy";
import { AvailableVettingAction, availableVettingActions } from "./available-vetting-action.queries";
import { ChecklistItem } from "./checklist-item.entity";
import { ProviderApplication } from "./provider-application.entity";
import { VerificationDocument } from "./verification-document.entity";
import { VerificationKind } from "./verification-kind.types";
import { VettingCheck } from "./vetting-check.entity";
import { reapplyAt } from "./vetting-state.queries";
import { maySeeInspectorsSide } from "./vetting.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => ProviderApplication)
export class ProviderApplicationResolver {
  @Reads<ProviderApplication>("providerId")
  @FieldResolver(() => Provider, { description: "The provider that applies." })
  provider(@Root() { providerId }: ProviderApplication, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.loaders.byId(Provider, providerId);
  }

  @Reads<ProviderApplication>("id")
  @FieldResolver(() => [VerificationDocument], {
    description: "What was submitted, oldest first, including documents that newer ones have replaced.",
  })
  documents(@Root() { id }: ProviderApplication, @Ctx() ctx: Context): Promise<VerificationDocument[]> {
    return ctx.loaders.manyBy(VerificationDocument, "applicationId", id);
  }

  @Reads<ProviderApplication>("id", "providerId")
  @FieldResolver(() => [VettingCheck], {
    nullable: true,
    description:
      "The checklist in its present state, in order. For inspectors and auditors who do not belong to the provider; null to others.",
  })
  async checks(@Root() { id, providerId }: ProviderApplication, @Ctx() ctx: Context): Promise<VettingCheck[] | null> {
    if (!(await maySeeInspectorsSide(ctx, providerId))) return null;
    const checks = await ctx.loaders.manyBy(VettingCheck, "applicationId", id);
    const items = await Promise.all(checks.map(({ itemId }) => ctx.loaders.byId(ChecklistItem, itemId)));
    return checks
      .map((check, index) => ({ check, place: items[index]?.place ?? 0 }))
      .sort((one, other) => one.place - other.place)
      .map(({ check }) => check);
  }

  @Reads<ProviderApplication>("takenById", "providerId")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Display name of the inspector who has it or had it last. For inspectors and auditors; null to others and while no one has.",
  })
  async inspectorName(
    @Root() { takenById, providerId }: ProviderApplication,
    @Ctx() ctx: Context,
  ): Promise<string | null> {
    return (await maySeeInspectorsSide(ctx, providerId)) ? displayNameOf(ctx, takenById) : null;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "When a provider that was rejected may apply again; null unless this application was for admission and rejected.",
  })
  async mayReapplyAt(@Root() application: ProviderApplication, @Ctx() ctx: Context): Promise<number | null> {
    if (application.status !== "REJECTED" || application.kind !== "ADMISSION") return null;
    return reapplyAt(application, await HouseRules.inForce(ctx.db, ctx.now()));
  }

  @FieldResolver(() => [AvailableVettingAction], {
    description: "What the viewer may do with this application, and why not yet.",
  })
  async availableActions(
    @Root() application: ProviderApplication,
    @Ctx() ctx: Context,
  ): Promise<Available<VettingAction>[]> {
    const provider = await ctx.loaders.byId(Provider, application.providerId);
    return provider ? availableVettingActions(ctx, provider, application) : [];
  }
}

@Resolver(() => VettingCheck)
export class VettingCheckResolver {
  @FieldResolver(() => String, { description: "Names the check, e.g. `LICENCE_NAME`. More may be added." })
  async code(@Root() check: VettingCheck, @Ctx() ctx: Context): Promise<string> {
    return (await itemOf(ctx, check)).code;
  }

  @FieldResolver(() => VerificationKind, { description: "The kind of document it is about." })
  async kind(@Root() check: VettingCheck, @Ctx() ctx: Context): Promise<VerificationKind> {
    return (await itemOf(ctx, check)).kind;
  }

  @FieldResolver(() => String, { description: "What should be true, in the viewer's language." })
  async title(@Root() check: VettingCheck, @Ctx() ctx: Context): Promise<string> {
    const { titleEn, titleZh } = await itemOf(ctx, check);
    return ctx.locale === "zh-CN" ? titleZh : titleEn;
  }

  @FieldResolver(() => Boolean, { description: "Required for approval, unless a reason is given." })
  async required(@Root() check: VettingCheck, @Ctx() ctx: Context): Promise<boolean> {
    return (await itemOf(ctx, check)).required;
  }

  @FieldResolver(() => Boolean, {
    description:
      "Made automatically, when the application is submitted, taken and approved; no one can overrule the result.",
  })
  async automatic(@Root() check: VettingCheck, @Ctx() ctx: Context): Promise<boolean> {
    return (await itemOf(ctx, check)).automatic !== null;
  }

  @Reads<VettingCheck>("note", "reason", "params")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "A note on the result: an inspector's own, or the automatic check's in the viewer's language. Null without one.",
  })
  note(@Root() { note, reason, params }: VettingCheck, @Ctx() ctx: Context): string | null {
    return reason === null ? note : say(reason, ctx, params ?? {});
  }

  @Reads<VettingCheck>("checkedById")
  @FieldResolver(() => String, {
    nullable: true,
    description: "Display name of the inspector who made it; null for automatic checks and while it is not made.",
  })
  checkedByName(@Root() { checkedById }: VettingCheck, @Ctx() ctx: Context): Promise<string | null> {
    return displayNameOf(ctx, checkedById);
  }
}

async function itemOf(ctx: Context, { itemId }: VettingCheck): Promise<ChecklistItem> {
  const item = await ctx.loaders.byId(ChecklistItem, itemId);
  if (!item) throw new Error(`no checklist item ${itemId}`);
  return item;
}
