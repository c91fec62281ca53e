import { createSchema } from "../../src/app/schema";
import { Context } from "../../src/platform/graphql/context";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { checkErrors, type Answer, type Person, type World } from "./world";

export type Ask = (person: Person, query: string, variables: Record<string, unknown>) => Promise<Answer>;

const PATIENT_MS = 60_000;

/**
 * What a person asks of a running world, by the pipeline of every operation (variables, `@Authorized`, policies, masked errors), but past
 * the socket and past the token: those take two thirds of what a refusal costs, and say nothing about it. For tests that go through
 * every combination, tens of thousands of requests; the others use `Person`.
 */
export async function pastTheSocket({ server: { services } }: World): Promise<Ask> {
  const pipeline = new Pipeline(await createSchema(), DEFAULT_LIMITS);
  return async ({ accountId }, query, variables) => {
    const prepared = pipeline.prepare({ query, variables });
    const actor = await services.currentActor(accountId);
    if (!actor) throw new Error(`${accountId} cannot sign in`);
    const context = new Context(services, actor, { locale: "en", timeZone: actor.timeZone }, null, "127.0.0.1");
    context.limitTime(PATIENT_MS);
    const { data, errors } =
      "errors" in prepared
        ? pipeline.mask({ errors: prepared.errors }, context)
        : await pipeline.execute(prepared, context);
    const answer = { status: 200, data, errors: errors?.map((error) => error.toJSON()) } as Answer;
    checkErrors(answer.errors);
    return answer;
  };
}
