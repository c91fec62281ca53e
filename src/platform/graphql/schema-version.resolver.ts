import { Query, Resolver } from "type-graphql";
import { SCHEMA_VERSION } from "../schema-version";

@Resolver()
export class SchemaVersionResolver {
  @Query(() => String, {
    description:
      "The version of this schema, MAJOR.MINOR.PATCH, e.g. `1.4.0`; every answer's header `Redress-Schema` says the same. While MAJOR stays, what an operation uses stays: fields, arguments and values are only added, and output enums may get values that a client does not know yet.",
  })
  schemaVersion(): string {
    return SCHEMA_VERSION;
  }
}
