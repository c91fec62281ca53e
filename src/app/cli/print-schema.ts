import { writeFileSync } from "node:fs";
import { printSchema } from "graphql";
import { createSchema } from "../schema";

/** Writes the schema (SDL) into a file, and only when it is complete: schema/schema.graphql, where a test compares it. */
async function main(path: string | undefined): Promise<void> {
  if (path === undefined) throw new Error("Usage: print-schema FILE");
  writeFileSync(path, `${printSchema(await createSchema())}\n`);
}

void main(process.argv[2]);
