import { registerEnumType } from "type-graphql";

/** The enum of the API: empty until the districts' work is learned. */
export const JOB_KINDS: Record<string, string> = {};
const VALUES: Record<string, { description: string }> = {};

registerEnumType(JOB_KINDS, {
  name: "JobKind",
  description: "What a job does. More may be added at any time: show one that you do not know by its progress alone.",
  valuesConfig: VALUES,
});

/** Registers the kinds; `app` gathers them from the districts. */
export function learnJobs(works: readonly { kind: string; says: string }[]): void {
  for (const { kind, says } of works) {
    JOB_KINDS[kind] = kind;
    VALUES[kind] = { description: says };
  }
}
