import { coerceInputValue, Kind, typeFromAST, visit } from "graphql";

/** What is wrong with the values of an operation's variables, as the server says it: where, and why. Never the value. */
export function problemsOf(schema, document, { variableDefinitions = [] }, given) {
  const uses = argumentsOf(document);
  return variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const wanted = typeFromAST(schema, type);
    const field = uses.get(name) ?? name;
    if (Object.hasOwn(given, name)) return problemsIn(given[name], wanted, field);
    const isNeeded = type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
    return isNeeded ? [problem("value.needed", field, `${field}: a value is required.`)] : [];
  });
}

/** Of each variable the argument in which it is first used: fields are named from there. */
function argumentsOf(document) {
  const uses = new Map();
  visit(document, {
    Argument({ name, value }) {
      if (value.kind === Kind.VARIABLE && !uses.has(value.name.value)) uses.set(value.name.value, name.value);
    },
  });
  return uses;
}

function problemsIn(value, type, field) {
  const problems = [];
  coerceInputValue(value, type, (path, _value, { message }) => {
    const [, member] = /^Field "(\w+)"/.exec(message) ?? [];
    const at = [field, ...path, ...(member ? [member] : [])].join(".");
    if (/was not provided|non-nullable/.test(message))
      problems.push(problem("value.needed", at, `${at}: a value is required.`));
    else if (member) problems.push(problem("value.unknownField", at, `${at}: there is no such field.`));
    else problems.push(problem("value.type", at, `${at} is of another type.`));
  });
  return problems;
}

const problem = (reason, field, message) => ({ field, code: "BAD_USER_INPUT", reason, message });
