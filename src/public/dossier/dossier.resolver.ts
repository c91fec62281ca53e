import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { DossierReader } from "../../case/access-log/access-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { isPerson, type Role } from "../../accounts/actor";
import { Job } from "../../platform/jobs/job.entity";
import { DossierKey } from "./dossier-key.entity";
import { dossierLinks } from "./dossier-links";
import { DossierStatus } from "./dossier-enums.types";
import { Dossier } from "./dossier.entity";
import { exporterOf, readersFor } from "./dossier.policy";
import { ExportDossierInput } from "./dossier.types";
import { dossierKeys, dossiersOf, jobOf, readDossier, statusOf } from "./dossier.queries";
import { exportDossier } from "./export-dossier";

@ObjectType({ simpleResolvers: true, description: "What `exportDossier` gives back." })
class ExportDossierPayload extends MutationPayload {
  @Field(() => Dossier, { description: "The dossier asked for, PREPARING." })
  dossier: Dossier;
}

@ObjectType({ simpleResolvers: true, description: "An address to download from." })
class DossierDownload {
  @Field(() => String, {
    description:
      "`GET` it with the own access token (`Authorization: Bearer …`), as for GraphQL: a ZIP. To everybody else it is 404, and without a token 401. Each download is noted in the access log.",
  })
  url: string;

  @Field(() => DateTime, { description: "Until when the download may begin; then ask for another address." })
  expiresAt: number;
}

@Resolver(() => Dossier)
export class DossierResolver {
  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF", "LEAD_MODERATOR", "AUDITOR")
  @Mutation(() => ExportDossierPayload, {
    description:
      "Asks for the dossier of a case, in every state of it. It is put together meanwhile: follow `jobUpdated(id: dossier.job.id)`, then take `dossier.download`. A redaction that names nothing in the case fails the job. Noted in the access log. Refused: NOT_FOUND, FORBIDDEN for another reader than one may ask for, LIMIT_REACHED with `availableAt` after too many in a day, BAD_USER_INPUT.",
  })
  async exportDossier(
    @Arg("input", () => ExportDossierInput, INPUT) input: ExportDossierInput,
    @Ctx() ctx: Context,
  ): Promise<ExportDossierPayload> {
    const { dossierId } = await ctx.command("exportDossier", input, (tx, actor) =>
      exportDossier(tx, actor, input, ctx.locale),
    );
    return { clientMutationId: input.clientMutationId, dossier: await readDossier(ctx, dossierId) };
  }

  @Authorized()
  @Query(() => Dossier, {
    description: "A dossier. For whoever asked for it, and auditors. Refused: NOT_FOUND.",
  })
  dossier(@Arg("id", () => ID, { description: "`dos_…`" }) id: string, @Ctx() ctx: Context): Promise<Dossier> {
    return readDossier(ctx, id);
  }

  @Query(() => [DossierKey], {
    description: "Every key that dossiers of this platform are or were signed with, the oldest first. Public.",
  })
  dossierKeys(@Ctx() ctx: Context): Promise<DossierKey[]> {
    return dossierKeys(ctx);
  }

  @FieldResolver(() => DossierStatus, { description: "How far it has come." })
  status(@Root() dossier: Dossier, @Ctx() ctx: Context): Promise<DossierStatus> {
    return statusOf(ctx, dossier);
  }

  @FieldResolver(() => Job, { description: "The work of putting it together, with its progress." })
  job(@Root() dossier: Dossier, @Ctx() ctx: Context): Promise<Job> {
    return jobOf(ctx, dossier);
  }

  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case; null when it is not the viewer's to see any more.",
  })
  complaint(@Root() dossier: Dossier, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, dossier.complaintId);
  }

  @FieldResolver(() => DossierDownload, {
    nullable: true,
    description:
      "Where the archive is, for who asked for it alone and for ten minutes; null unless it is READY, and to auditors.",
  })
  download(@Root() dossier: Dossier, @Ctx() ctx: Context): DossierDownload | null {
    const { id, readyAt, removedAt, requestedById } = dossier;
    if (readyAt === null || removedAt !== null || !isPerson(ctx.actor, requestedById)) return null;
    return dossierLinks.download(ctx.services, id, requestedById);
  }
}

@Resolver(() => Complaint)
export class ComplaintDossiersResolver {
  @FieldResolver(() => [Dossier], { description: "The dossiers of it that the viewer asked for, oldest first." })
  dossiers(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<Dossier[]> {
    return dossiersOf(ctx, complaint);
  }

  @FieldResolver(() => [DossierReader], {
    description: "For whom the viewer may have a dossier of it made with `exportDossier`; empty when for nobody.",
  })
  dossierReaders(@Root() complaint: Complaint, @Ctx() ctx: Context): DossierReader[] {
    return readersFor(exporterOf(ctx.actor, complaint));
  }
}
