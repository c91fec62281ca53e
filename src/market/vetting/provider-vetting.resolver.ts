import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import { loadRestrictions } from "../listings/listing.queries";
import type { Context } from "../../platform/graphql/context";
import { HouseRules } from "../../house-rules/house-rules";
import { nameKeyOf } from "../providers/licence.pure";
import { Provider } from "../providers/provider.entity";
import { PUBLIC_STATUSES } from "../providers/provider.policy";
import { ProviderStatus } from "../providers/provider-status.types";
import type { Available } from "../../platform/graphql/available-action";
import { AvailableVettingAction, availableVettingActions } from "./available-vetting-action.queries";
import { kindRules } from "./kind-rules.pure";
import { ProviderApplication } from "./provider-application.entity";
import { effectiveStatus } from "./standing.pure";
import { Verification } from "./verification.entity";
import { VerificationDocument } from "./verification-document.entity";
import { VERIFICATION_KINDS, VerificationKind } from "./verification-kind.types";
import { isAtHand, nameToVerify } from "./vetting.pure";
import { maySeeChecks, type VettingAction } from "./vetting.policy";
import { latestApplication } from "./vetting-state.queries";
import { maySeeVetting } from "./vetting.queries";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({
  simpleResolvers: true,
  description: "What the platform requires to be verified of a provider, and its state.",
})
class VerificationRequirement {
  @Field(() => VerificationKind, { description: "What has to be verified." })
  kind: VerificationKind;

  @Field(() => Boolean, { description: "Every provider needs it. Others may ask to have it verified." })
  required: boolean;

  @Field(() => Verification, { nullable: true, description: "The latest verification; null when there never was one." })
  verification: Verification | null;

  @Field(() => Boolean, {
    description: "A document of the kind is stored, or part of an undecided application.",
  })
  documentAtHand: boolean;
}

@ObjectType({ description: "A provider's vetting, for its members, inspectors and auditors." })
export class Vetting {
  provider: Provider;
}

@Resolver(() => Provider)
export class ProviderVettingResolver {
  @Reads<Provider>("status", "id")
  @FieldResolver(() => ProviderStatus, {
    description:
      "Its present status on the platform: as set by its vetting, or SUSPENDED or TERMINATED while such a penalty is in force.",
  })
  async status(@Root() provider: Provider, @Ctx() ctx: Context): Promise<ProviderStatus> {
    return effectiveStatus(provider.status, (await loadRestrictions(ctx, provider.id))?.by ?? null);
  }

  @Reads<Provider>("id")
  @FieldResolver(() => [Verification], {
    description: "What the platform has verified of it, the latest of each kind. Public. Empty when there is none.",
  })
  verifications(@Root() provider: Provider, @Ctx() ctx: Context): Promise<Verification[]> {
    return currentVerifications(ctx, provider.id);
  }

  @FieldResolver(() => Vetting, {
    nullable: true,
    description:
      "Its applications and verification documents, and the actions on them. For its members, inspectors and auditors; null to others.",
  })
  async vetting(@Root() provider: Provider, @Ctx() ctx: Context): Promise<Vetting | null> {
    return (await maySeeVetting(ctx, provider.id)) ? Object.assign(new Vetting(), { provider }) : null;
  }
}

@Resolver(() => Vetting)
export class VettingFieldsResolver {
  @FieldResolver(() => [ProviderApplication], { description: "Its applications, the latest first." })
  applications(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<ProviderApplication[]> {
    return ctx.loaders.manyBy(ProviderApplication, "providerId", provider.id, "ORDER BY submitted_at DESC, id DESC");
  }

  @FieldResolver(() => [VerificationDocument], { description: "Its verification documents, oldest first." })
  documents(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<VerificationDocument[]> {
    return ctx.loaders.manyBy(VerificationDocument, "providerId", provider.id);
  }

  @FieldResolver(() => [VerificationRequirement], {
    description: "One entry for each kind, in the order of `VerificationKind`: what is required, verified and at hand.",
  })
  async requirements(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<VerificationRequirement[]> {
    const rules = await HouseRules.inForce(ctx.db, ctx.now());
    const verified = await currentVerifications(ctx, provider.id);
    const [latest] = await this.applications({ provider }, ctx);
    const documents = await this.documents({ provider }, ctx);
    const atHand = documents.filter((document) => isAtHand(document, latest ?? null));
    return VERIFICATION_KINDS.map((kind) => ({
      kind,
      required: kindRules(rules, kind).required,
      verification: verified.find((one) => one.kind === kind) ?? null,
      documentAtHand: atHand.some((document) => document.kind === kind),
    }));
  }

  @FieldResolver(() => [Provider], {
    nullable: true,
    description:
      "Other admitted providers whose name reads the same as the one to be verified here, regardless of case, spaces and look-alike letters of other scripts; at most 20. For those who vet it; null to others.",
  })
  async namesakes(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<Provider[] | null> {
    if (!maySeeChecks(ctx.actor, provider.id)) return null;
    const same = await ctx.db.find(
      Provider,
      { nameKey: nameKeyOf(nameToVerify(provider)), status: [...PUBLIC_STATUSES] },
      "ORDER BY id LIMIT 21",
    );
    return same.filter(({ id }) => id !== provider.id).slice(0, 20);
  }

  @FieldResolver(() => [AvailableVettingAction], {
    description: "What the viewer may do in its vetting, and why not yet; on its latest application, if it has one.",
  })
  async availableActions(@Root() { provider }: Vetting, @Ctx() ctx: Context): Promise<Available<VettingAction>[]> {
    return availableVettingActions(ctx, provider, await latestApplication(ctx.db, provider.id));
  }
}

async function currentVerifications(ctx: Context, providerId: string): Promise<Verification[]> {
  const all = await ctx.loaders.manyBy(Verification, "providerId", providerId);
  return all.filter(({ endedAt }) => endedAt === null);
}
