import { printSchema } from "graphql";
import { createSchema } from "../schema";

/** Prints the schema in its own language; kept in schema/schema.graphql, where a test compares it. */
void createSchema().then((schema) => process.stdout.write(`${printSchema(schema)}\n`));
