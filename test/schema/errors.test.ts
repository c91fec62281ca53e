import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import pino from "pino";
import { getMetadataStorage } from "type-graphql";
import { errorsDocument } from "../../src/app/cli/errors-document";
import { MESSAGES } from "../../src/app/messages";
import { createSchema } from "../../src/app/schema";
import { checkInput, cleanText } from "../../src/platform/graphql/text-field";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { maskError } from "../../src/platform/graphql/mask";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { cataloguedRefusals } from "../../src/platform/refusal-catalogue";
import { startWorld } from "../support/world";

const ROOT = join(__dirname, "../..");

describe("the catalogue of errors", () => {
  test("is what docs/errors.md shows (npm run errors prints it anew)", () => {
    expect(readFileSync(join(ROOT, "docs/errors.md"), "utf8")).toBe(`${errorsDocument()}\n`);
  });

  test("has a text in both languages for every reason", () => {
    for (const { code, reasons } of cataloguedRefusals()) {
      expect([code, reasons.length]).not.toEqual([code, 0]);
      for (const locale of ["en", "zh-CN"] as const) {
        const texts: Record<string, string> = MESSAGES[locale];
        expect(reasons.filter((reason) => !(texts[reason] ?? texts[`${reason}_other`]))).toEqual([]);
      }
    }
  });

  test("is what the API tells: each value of RefusalCode once", async () => {
    await using world = await startWorld("sqlite");
    const { refusals, __type } = await world.visitor.ok(
      `{ refusals { code meaning httpStatus closeCode retry fields reasons } __type(name: "RefusalCode") { enumValues { name description } } }`,
    );
    const codes = refusals.map(({ code }: { code: string }) => code);
    expect(__type.enumValues.map(({ name }: { name: string }) => name).sort()).toEqual(codes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(refusals.find(({ code }: { code: string }) => code === "TOKEN_EXPIRED")).toMatchObject({
      httpStatus: 401,
      closeCode: 4403,
      retry: "AFTER_SIGN_IN",
    });
    expect(refusals.find(({ code }: { code: string }) => code === "BAD_USER_INPUT").fields).toContain("problems");
    const { description } = __type.enumValues.find(({ name }: { name: string }) => name === "NOT_YET");
    expect(description).toMatch(/HTTP 409\. .*later\. May carry .*`availableAt`/);
  });
});

describe("a wrong value", () => {
  let schema: GraphQLSchema;
  let pipeline: Pipeline;
  beforeAll(async () => {
    schema = await createSchema();
    pipeline = new Pipeline(schema, DEFAULT_LIMITS, { compile: false, hints: true, introspection: true });
  });

  const SECRET = "Geheim7hunter2";
  const audience = {
    settings: { locale: "en", timeZone: "UTC" },
    requestId: "1",
    log: pino({ level: "silent" }),
    hints: true,
  } as const;
  const told = (errors: readonly GraphQLError[]): string =>
    JSON.stringify(errors.map((error) => maskError(error, audience)));

  /** What a client is told when the variables of one operation are these. */
  function tell(operation: string, argument: GraphQLArgument, value: unknown): string {
    const { name, type } = argument;
    const query = `query($v: ${String(type)}) { ${operation}(${name}: $v) { __typename } }`;
    const prepared = pipeline.prepare({ query: query.replace("query", rootOf(operation)), variables: { v: value } });
    return "errors" in prepared ? told(prepared.errors) : "";
  }

  const rootOf = (operation: string): string =>
    schema.getMutationType()?.getFields()[operation] ? "mutation" : "query";

  /** Every mutation with its one argument. */
  const mutations = (): [string, GraphQLArgument][] =>
    Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args: [input] }) =>
      input ? [[name, input] as [string, GraphQLArgument]] : [],
    );

  const nullable = (type: GraphQLInputType): GraphQLInputType => (isNonNullType(type) ? type.ofType : type);

  /** Each place of an input, with the value that has `value` there and nothing else. */
  function places(
    type: GraphQLInputType,
    path: string,
    value: (leaf: GraphQLInputType) => unknown,
    depth = 0,
  ): { path: string; leaf: GraphQLInputType; whole: unknown }[] {
    const inner = nullable(type);
    if (isListType(inner))
      return places(inner.ofType, `${path}.0`, value, depth).map((place) => ({ ...place, whole: [place.whole] }));
    if (!isInputObjectType(inner)) return [{ path, leaf: inner, whole: value(inner) }];
    if (depth > 4) return [];
    return Object.values(inner.getFields()).flatMap((field: GraphQLInputField) =>
      places(field.type, `${path}.${field.name}`, value, depth + 1).map((place) => ({
        ...place,
        whole: { [field.name]: place.whole },
      })),
    );
  }

  test("of any enum is refused with its field, and is not repeated: whatever input, as variable and as literal", () => {
    let enums = 0;
    for (const [mutation, input] of mutations())
      for (const { path, leaf, whole } of places(input.type, "input", () => SECRET)) {
        const named = getNamedType(leaf);
        if (!isEnumType(named)) continue;
        enums += 1;
        const [error] = JSON.parse(tell(mutation, input, whole) || "[]") as GraphQLError[];
        expect([mutation, path, error?.extensions.code]).toEqual([mutation, path, "BAD_USER_INPUT"]);
        expect(error?.extensions.problems).toContainEqual(
          expect.objectContaining({ field: path, reason: "value.type", code: "BAD_USER_INPUT" }),
        );
        const words = named.getValues().map(({ name }) => name);
        // Whoever has written a wrong one reads which there are, if they are no whole catalogue.
        if (words.length <= 50) expect(JSON.stringify(error)).toContain(`(${words.join(", ")})`);
        expect(JSON.stringify(error)).not.toContain(SECRET);
        const literal = JSON.stringify(whole).replace(/"(\w+)"/g, "$1");
        const prepared = pipeline.prepare({ query: `mutation { ${mutation}(input: ${literal}) { __typename } }` });
        const errors = "errors" in prepared ? prepared.errors : [];
        const problems = errors.flatMap((each) => maskError(each, audience).extensions.problems ?? []);
        // graphql-js stops at ten errors of a document.
        if (errors.length < 10)
          expect(problems).toContainEqual(expect.objectContaining({ field: path, reason: "value.type" }));
        expect(told(errors)).not.toContain(SECRET);
      }
    expect(enums).toBeGreaterThan(50);
  });

  test("of another form is refused with something of the right one, in both languages", () => {
    const rule = { min: 1, max: 64, pattern: { regex: /^[a-z-]+$/, like: "skill-training" } };
    const details = { reason: "text.pattern", field: "input.category", params: { like: "skill-training" } };
    expect(() => cleanText("Skill Training", "input.category", rule)).toThrow(expect.objectContaining({ details }));
    for (const texts of Object.values(MESSAGES)) expect(texts["text.pattern"]).toContain("{{like}}");
  });

  test("is never repeated, whatever it is and wherever it stands", () => {
    const every = mutations().flatMap(([mutation, input]) =>
      places(input.type, "input", () => null).map(({ path }) => ({ mutation, input, path })),
    );
    const wrong = fc.oneof(
      fc.constant({ [`key ${SECRET}`]: SECRET }),
      fc.constant([SECRET, [SECRET]]),
      fc.string().map((text) => `${text}${SECRET}\u0007`),
      fc.constant({ nested: { deeper: [SECRET] } }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...every), wrong, ({ mutation, input, path }, value) => {
        const whole = places(input.type, "input", () => value).find((place) => place.path === path)?.whole;
        expect(tell(mutation, input, whole)).not.toContain(SECRET);
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a text with a rule is refused without it, all fields of an input at once", () => {
    let checked = 0;
    for (const { target } of getMetadataStorage().inputTypes) {
      const input = new (target as new () => Record<string, unknown>)();
      for (const { name, target: owner } of getMetadataStorage().fields)
        if (owner === target) input[name] = `${SECRET}\u0007${"x".repeat(100_000)}`;
      try {
        checkInput(input, "input");
      } catch (error) {
        const { message, extensions } = maskError(error, audience);
        const wrong = new Set((extensions.problems as { field: string }[]).map(({ field }) => field));
        expect([...wrong].sort()).toEqual(
          Object.keys(input)
            .map((name) => `input.${name}`)
            .slice(0, 20)
            .sort(),
        );
        expect(message + JSON.stringify(extensions)).not.toContain(SECRET);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(50);
  });
});
