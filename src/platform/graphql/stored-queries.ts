import { Kind, OperationTypeNode, type ExecutionResult, type OperationDefinitionNode, type TypeNode } from "graphql";
import type { Actor } from "../identity/actor";
import { Refusal } from "../refusal";
import type { Budget } from "./budget";
import { Context, type KeptQueries, type Services } from "./context";
import { refuseCost } from "./cost";
import type { Limits } from "./limits";
import type { Pipeline } from "./pipeline";
import type { RegisteredDocuments } from "./registered-documents";

/** Of a response, in characters of its JSON. */
const LONGEST = 100_000;
/** What the same query may be answered with a little later. */
const PASSING: ReadonlySet<unknown> = new Set(["UNAVAILABLE", "OVERLOADED"]);

export class StoredQueries implements KeptQueries {
  constructor(
    private readonly given: () => { services: Services; pipeline: Pipeline; budget: Budget },
    private readonly registered: RegisteredDocuments,
    private readonly limits: Limits,
    private readonly operationMs: number,
  ) {}

  check(query: string, names: ReadonlySet<string>, field: string, reader: Context): void {
    const { pipeline } = this.given();
    this.registered.read({ query }, false);
    const operation = pipeline.documents.operation(query, undefined);
    if ("errors" in operation) throw invalid(field, pipeline.mask(operation, reader));
    const { node, costs } = operation;
    if (node.operation !== OperationTypeNode.QUERY)
      throw new Refusal("BAD_USER_INPUT", { reason: "storedQuery.notAQuery", field });
    const variables = variablesOf(node);
    const wrong = variables.find(({ name, type }) => !names.has(name) || type !== "ID");
    if (wrong) {
      const params = { name: wrong.name, example: [...names][0] ?? "" };
      throw new Refusal("BAD_USER_INPUT", { reason: "storedQuery.variable", params, field });
    }
    const ids = Object.fromEntries(variables.map(({ name }) => [name, "id"]));
    const tooDear = refuseCost(costs.of(ids), this.limits.subscriptionCost);
    if (tooDear) throw invalid(field, { errors: [tooDear] });
  }

  async run(actor: Actor, query: string, ids: ReadonlyMap<string, string>): Promise<ExecutionResult | null> {
    const { services, pipeline, budget } = this.given();
    const context = new Context(services, actor, actor, null, "");
    try {
      // The operator may have restricted them since.
      this.registered.read({ query }, false);
    } catch (error) {
      return { errors: [pipeline.maskOne(error, context)] };
    }
    const operation = pipeline.documents.operation(query, undefined);
    // The schema has changed since.
    if ("errors" in operation) return pipeline.mask(operation, context);
    const asked = variablesOf(operation.node);
    if (asked.some(({ name, isRequired }) => isRequired && !ids.has(name))) return null;
    const known = asked.flatMap(({ name }) => (ids.has(name) ? [[name, ids.get(name)] as const] : []));
    const prepared = pipeline.prepare({ query, variables: Object.fromEntries(known) });
    if ("errors" in prepared) return pipeline.mask(prepared, context);
    // As if its client had asked for it: one event may be told to many endpoints.
    await budget.charge(context, prepared.cost);
    context.limitTime(this.operationMs);
    const result = await pipeline.execute(prepared, context);
    if (result.errors?.some(({ extensions }) => PASSING.has(extensions.code))) throw new Refusal("OVERLOADED");
    if (JSON.stringify(result).length <= LONGEST) return result;
    const tooLong = new Refusal("LIMIT_REACHED", { reason: "storedQuery.tooLong", params: { most: LONGEST } });
    return { errors: [pipeline.maskOne(tooLong, context)] };
  }
}

const invalid = (field: string, { errors }: ExecutionResult): Refusal =>
  new Refusal("BAD_USER_INPUT", {
    reason: "storedQuery.invalid",
    params: { problem: errors?.map(({ message }) => message).join(" ") ?? "" },
    field,
  });

interface Variable {
  name: string;
  /** null: a list. */
  type: string | null;
  isRequired: boolean;
}

const variablesOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Variable[] =>
  variableDefinitions.map(({ variable, type, defaultValue }) => ({
    name: variable.name.value,
    type: nameOf(type),
    isRequired: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
  }));

function nameOf(type: TypeNode): string | null {
  if (type.kind === Kind.NON_NULL_TYPE) return nameOf(type.type);
  return type.kind === Kind.NAMED_TYPE ? type.name.value : null;
}
