import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PLATFORM = join(__dirname, "../../src/platform");

/** Words that only the domain has, also as parts of names and in strings. */
const NOUNS = [
  ..."complaint ruling penalt provider listing moderator evidence remed appeal settlement consumer dossier".split(" "),
  ..."inspect licence license breach deposit verdict referral refund merchant auditor trainer vetting".split(" "),
];
const NAMED = new RegExp(`\\w*(?:${NOUNS.join("|")})\\w*`, "gi");

/** What reads like one of them, or must stay; each with its reason. */
const REVIEWED: Record<string, string> = {
  "graphql/catch-up.resolver.ts ComplaintUpdate": "an example in the API's own description",
  "graphql/catch-up.resolver.ts myComplaintsUpdated": "the stream without a cursor, in the API's own description",
  "images/shown-copy.ts consumers": "node:stream/consumers",
  "jobs/job.entity.ts auditors": "who may read it, in the API's own description",
  "rejected.ts EVIDENCE_REJECTED": "the code of the API for every upload, older than the other kinds",
  "storage/bucket.ts CredentialsProviderError": "an error of Amazon's SDK",
  "storage/s3-storage.ts consumers": "node:stream/consumers",
  "telemetry/start-tracing.ts NodeTracerProvider": "the library's name",
  "uploads/clamd.ts consumers": "node:stream/consumers",
};

const CONSUMER_TOO_SLOW = "CONSUMER_TOO_SLOW"; // whoever reads a stream, as protocols call it

function named(): string[] {
  const files = readdirSync(PLATFORM, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
  return files.flatMap((file) =>
    [...new Set(readFileSync(join(PLATFORM, file), "utf8").match(NAMED))]
      .filter((word) => word !== CONSUMER_TOO_SLOW)
      .map((word) => `${file} ${word}`),
  );
}

test("nothing in the platform names a noun of the domain", () => {
  expect(named().sort()).toEqual(Object.keys(REVIEWED).sort());
});
