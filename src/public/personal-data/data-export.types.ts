import { Field, InputType, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { DataExport } from "./data-export.entity";

@InputType({ description: "Asking for a copy of one's own data." })
export class RequestDataExportInput extends MutationInput {}

@ObjectType({ simpleResolvers: true, description: "What `requestDataExport` returns." })
export class RequestDataExportPayload extends MutationPayload {
  @Field(() => DataExport, { description: "The copy asked for, PREPARING." })
  dataExport: DataExport;
}

@ObjectType({ simpleResolvers: true, description: "An address to download one's data from." })
export class DataExportDownload {
  @Field(() => String, {
    description:
      "`GET` it with the own access token (`Authorization: Bearer …`), as for GraphQL: a ZIP. Anyone else gets 404, and a request without a token 401. Each download is recorded in the account's history.",
  })
  url: string;

  @Field(() => DateTime, { description: "Until when the download may begin; after that, request another address." })
  expiresAt: number;
}
