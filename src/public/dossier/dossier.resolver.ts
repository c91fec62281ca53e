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
import { absentAsNull } from "../../platform/graphql/absent";
import { DossierReader } from "../../case/access-log/access-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { findVisibleComplaint } from "../../case/complaints/complaint.queries";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { isPerson, type Role } from "../../accounts/actor/actor";
import { Job } from "../../platform/jobs/job.entity";
import { DossierKey } from "../signing/dossier-key.entity";
import { dossierLinks } from "./dossier-links";
import { DossierStatus } from "./dossier-enums.types";
import { Dossier } from "./dossier.entity";
import { exporterOf, readersFor } from "./dossier.policy";
import { ExportDossierInput } from "./dossier.types";
import { dossierKeys, dossiersOf, jobOf, readDossier, statusOf } from "./dossier.queries";
import { exportDossier } from "./export-dossier";
import { Reads } from "../../platform/graphql/reads";

@ObjectType({ simpleResolvers: true, description: "What `exportDossier` returns." })
class ExportDossierPayload extends MutationPayload {
  @Field(() => Dossier, { description: "The dossier asked for, PREPARING." })
  dossier: Dossier;
}

@ObjectType({ simpleResolvers: true, description: "An address to download from." })
class DossierDownload {
  @Field(() => String, {
    description:
      "`GET` it with the own access token (`Authorization: Bearer …`), as for GraphQL: a ZIP. Anyone else gets 404, and a request without a token 401. Each download is noted in the access log.",
  })
  url: string;

  @Field(() => DateTime, { description: "Until when the download may begin; after that, request another address." })
  expiresAt: number;
}

@Resolver(() => Dossier)
export class DossierResolver {
  @Authorized<Role>("CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF", "LEAD_MODERATOR", "AUDITOR")
  @Mutation(() => ExportDossierPayload, {
    description:
      "Requests the dossier of a case, in any state of it. It is prepared in the background: follow `jobUpdated(id: dossier.job.id)`, then take `dossier.download`. A redaction that names nothing in the case fails the job. Recorded in the access log. Refused: NOT_FOUND, FORBIDDEN for a reader the viewer may not choose, LIMIT_REACHED with `availableAt` after too many in a day, BAD_USER_INPUT.",
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
    nullable: true,
    description:
      "A dossier. Visible to the person who asked for it and to auditors. Null when there is none, or none for the viewer.",
  })
  dossier(
    @Arg("id", () => ID, { description: "Its id, `dos_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Dossier | null> {
    return absentAsNull(readDossier(ctx, id));
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

  @FieldResolver(() => Job, { description: "The job that prepares it, with its progress." })
  job(@Root() dossier: Dossier, @Ctx() ctx: Context): Promise<Job> {
    return jobOf(ctx, dossier);
  }

  @Reads<Dossier>("complaintId")
  @FieldResolver(() => Complaint, {
    nullable: true,
    description: "The case; null when the viewer may no longer see it.",
  })
  complaint(@Root() dossier: Dossier, @Ctx() ctx: Context): Promise<Complaint | null> {
    return findVisibleComplaint(ctx, dossier.complaintId);
  }

  @Reads<Dossier>("id", "readyAt", "removedAt", "requestedById")
  @FieldResolver(() => DossierDownload, {
    nullable: true,
    description:
      "Address of the archive, only for the person who asked for it and for ten minutes; null unless it is READY, and to auditors.",
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
    description: "The readers for whom the viewer may request a dossier of it with `exportDossier`; may be empty.",
  })
  dossierReaders(@Root() complaint: Complaint, @Ctx() ctx: Context): DossierReader[] {
    return readersFor(exporterOf(ctx.actor, complaint));
  }
}
