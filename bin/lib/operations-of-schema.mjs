import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  astFromValue,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isRequiredArgument,
  Kind,
  parse,
  parseType,
  visit,
} from "graphql";

/*
 * One operation for each query, mutation and subscription of the schema: all its arguments as variables; it selects what its example in
 * schema/operations shows, or else what can be read without asking further.
 */

const name = (value) => ({ kind: Kind.NAME, value });
const field = (value, selections) => ({
  kind: Kind.FIELD,
  name: name(value),
  ...(selections && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
});

/** `taken`: root fields that have a document elsewhere. */
export function operationsOf(schema, examplesFolder, taken) {
  const examples = readExamples(examplesFolder);
  const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() };
  return Object.entries({ ...roots, subscription: schema.getSubscriptionType() }).flatMap(([kind, root]) =>
    Object.values(root.getFields())
      .filter((each) => !taken.has(each.name) && each.deprecationReason === undefined)
      .map((each) => operationOf(kind, each, examples.get(each.name))),
  );
}

function operationOf(operation, of, example) {
  const selectionSet = example?.selectionSet ?? selectionOf(of.type, operation === "mutation" ? SHORT : LONG);
  const own = new Set(of.args.map((each) => each.name));
  const nested = (selectionSet ? (example?.variables ?? []) : []).filter((each) =>
    isUsed(selectionSet, each.variable.name.value),
  );
  const clash = nested.find((each) => own.has(each.variable.name.value));
  if (clash) throw new Error(`The example of ${of.name} uses $${clash.variable.name.value} in what it selects, too.`);
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation,
        name: name(of.name[0].toUpperCase() + of.name.slice(1)),
        variableDefinitions: [...of.args.map(variableOf), ...nested],
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [
            {
              ...field(of.name),
              arguments: of.args.map((each) => ({
                kind: Kind.ARGUMENT,
                name: name(each.name),
                value: { kind: Kind.VARIABLE, name: name(each.name) },
              })),
              selectionSet,
            },
          ],
        },
      },
      ...(example?.fragments ?? []),
    ],
  };
}

const variableOf = (argument) => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(argument.name) },
  type: parseType(String(argument.type)),
  ...(argument.defaultValue !== undefined && { defaultValue: astFromValue(argument.defaultValue, argument.type) }),
});

/** The fullest selection that an example makes of each root field. */
function readExamples(folder) {
  const found = new Map();
  for (const file of readdirSync(folder)) {
    const { definitions } = parse(readFileSync(join(folder, file), "utf8"), { noLocation: true });
    const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const fragments = definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    for (const root of operation.selectionSet.selections) {
      const { selectionSet } = root;
      const size = JSON.stringify(selectionSet ?? "").length;
      if (size > (found.get(root.name.value)?.size ?? 0))
        found.set(root.name.value, { size, selectionSet, fragments, variables: operation.variableDefinitions ?? [] });
    }
  }
  return found;
}

function isUsed(selectionSet, variable) {
  let used = false;
  visit(selectionSet, { Variable: (node) => void (used ||= node.name.value === variable) });
  return used;
}

/** Of what a mutation returns: which thing it is, and how it stands. */
const SHORT = (each) => ["id", "status", "version", "cursor"].includes(each.name);
/** Of what is read: all its values, but the addresses of files, which are made for whoever is about to open one. */
const LONG = (each) => !/url$/i.test(each.name);
const ALL = () => true;

/** What can be read without an argument, and without counting: values, and of the things in them those that `admits` lets pass. */
function selectionOf(type, admits) {
  const named = getNamedType(type);
  if (isLeafType(named)) return undefined;
  const isAround = /(Connection|Payload|Update|Page)$/.test(named.name);
  const selections = fieldsOf(named, isAround ? ALL : admits, (each) => {
    const within = fieldsOf(getNamedType(each.type), isAround ? admits : SHORT, valueOf);
    const isThing = within.some((one) => one.name.value === "id");
    return isThing || each.name === "pageInfo" ? field(each.name, within) : valueOf(each);
  });
  return { kind: Kind.SELECTION_SET, selections: selections.length > 0 ? selections : [field("__typename")] };
}

/** `selectInside`: what to take of a field that is more than a value; null: nothing. */
function fieldsOf(type, admits, selectInside) {
  if (!("getFields" in type)) return [];
  return Object.values(type.getFields())
    .filter((each) => each.deprecationReason === undefined && each.name !== "totalCount")
    .filter((each) => !each.args.some(isRequiredArgument))
    .map((each) => {
      if (isLeafType(getNamedType(each.type))) return admits(each) ? field(each.name) : null;
      // A list that is not paged may be long.
      const isLong = isListType(getNullableType(each.type)) && each.name !== "nodes";
      return isLong || each.name === "edges" ? null : selectInside(each);
    })
    .filter((each) => each !== null);
}

/** Something that is made of values only, such as an amount of money; null for everything else. */
function valueOf({ name: of, type }) {
  const inner = Object.values(getNamedType(type).getFields?.() ?? {});
  const isValue = inner.every((each) => isLeafType(getNamedType(each.type)) && each.name !== "id");
  return isValue && inner.length > 0
    ? field(
        of,
        inner.map((each) => field(each.name)),
      )
    : null;
}
