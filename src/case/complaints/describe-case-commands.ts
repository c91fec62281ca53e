import { getNamedType, isInputObjectType, type GraphQLSchema } from "graphql";

/** What a command on a case can be refused with by what they all begin with: finding it, who may, its state, its version. */
const ALWAYS = ["NOT_FOUND", "FORBIDDEN", "NOT_IN_THIS_STATE", "STALE_VERSION"];

/**
 * A mutation's description says with which codes it is refused. Those that every command on a case has in common are added here, where
 * its author has not listed all of its own (`Refused: …`).
 */
export function describeCaseCommands(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const input = getNamedType(field.args[0]?.type);
    const described = field.description ?? "";
    if (!isInputObjectType(input) || described.includes("Refused: ")) continue;
    const { complaintId, expectedVersion, leaseToken } = input.getFields();
    if (!complaintId || !expectedVersion) continue;
    const codes = [...ALWAYS, ...(leaseToken ? ["LEASE_REQUIRED"] : [])].filter((code) => !described.includes(code));
    field.description = `${described} Refused${described.includes("Refused ") ? " also" : ""}: ${codes.join(", ")}.`;
  }
  return schema;
}
