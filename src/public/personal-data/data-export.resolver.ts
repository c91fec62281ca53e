import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import { absentAsNull } from "../../platform/graphql/absent";
import { Context } from "../../platform/graphql/context";
import { INPUT } from "../../platform/graphql/idempotency";
import { Reads } from "../../platform/graphql/reads";
import { Job } from "../../platform/jobs/job.entity";
import { DataExportStatus } from "./data-export-enums.types";
import { dataExportLinks } from "./data-export-links";
import { DataExport } from "./data-export.entity";
import { dataExportsOf, jobOfExport, readDataExport, statusOfExport } from "./data-export.queries";
import { DataExportDownload, RequestDataExportInput, RequestDataExportPayload } from "./data-export.types";
import { requestDataExport } from "./request-data-export";

@Resolver(() => DataExport)
export class DataExportResolver {
  @Authorized()
  @Mutation(() => RequestDataExportPayload, {
    description:
      "Asks for a copy of all that the platform holds on oneself. It is prepared in the background: follow `jobUpdated(id: dataExport.job.id)`, then take `dataExport.download`. Recorded in the account's history. Refused: UNAUTHENTICATED, LIMIT_REACHED with `availableAt` after too many in a day.",
  })
  async requestDataExport(
    @Arg("input", () => RequestDataExportInput, INPUT) input: RequestDataExportInput,
    @Ctx() ctx: Context,
  ): Promise<RequestDataExportPayload> {
    const { dataExportId } = await ctx.command("requestDataExport", input, requestDataExport);
    return { clientMutationId: input.clientMutationId, dataExport: await readDataExport(ctx, dataExportId) };
  }

  @Authorized()
  @Query(() => DataExport, {
    nullable: true,
    description: "A copy of one's own data. Null when there is none, or it is somebody else's.",
  })
  dataExport(
    @Arg("id", () => ID, { description: "Its id, `dex_…`." }) id: string,
    @Ctx() ctx: Context,
  ): Promise<DataExport | null> {
    return absentAsNull(readDataExport(ctx, id));
  }

  @FieldResolver(() => DataExportStatus, { description: "How far it has come." })
  status(@Root() asked: DataExport, @Ctx() ctx: Context): Promise<DataExportStatus> {
    return statusOfExport(ctx, asked);
  }

  @FieldResolver(() => Job, { description: "The job that prepares it, with its progress." })
  job(@Root() asked: DataExport, @Ctx() ctx: Context): Promise<Job> {
    return jobOfExport(ctx, asked);
  }

  @Reads<DataExport>("id", "readyAt", "removedAt", "accountId")
  @FieldResolver(() => DataExportDownload, {
    nullable: true,
    description: "Address of the archive, for ten minutes; null unless it is READY.",
  })
  download(@Root() asked: DataExport, @Ctx() ctx: Context): DataExportDownload | null {
    const { id, readyAt, removedAt, accountId } = asked;
    return readyAt === null || removedAt !== null ? null : dataExportLinks.download(ctx.services, id, accountId);
  }
}

@Resolver(() => Account)
export class AccountDataExportsResolver {
  @FieldResolver(() => [DataExport], {
    description: "The last copies of their data that this person asked for, the latest first. Empty for everyone else.",
  })
  dataExports(@Root() account: Account, @Ctx() ctx: Context): Promise<DataExport[]> {
    return dataExportsOf(ctx, account);
  }
}
