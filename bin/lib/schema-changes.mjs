import {
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
} from "graphql";

/*
 * What has changed between two schemas, for the gate of `npm run check` and for the list that `npm run release` writes. One sentence
 * says which change it is: accepted breaks and people's own words in the changelog are found again by it.
 */

/** The change breaks clients that go by the policy (docs/releases.md): it says something else to a request that stays as it was. */
const BREAKS_TOO = new Set([DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE]);

/** `breaking`: some client will fail. `dangerous`: a client that takes what it knows for all there is. `safe`: none. */
export function changesBetween(before, after) {
  const dangerous = findDangerousChanges(before, after);
  const breaking = sentences([
    ...findBreakingChanges(before, after),
    ...dangerous.filter(({ type }) => BREAKS_TOO.has(type)),
    ...changedInputDefaults(before, after),
  ]);
  return {
    breaking,
    dangerous: sentences(dangerous.filter(({ type }) => !BREAKS_TOO.has(type))),
    safe: [
      ...additions(before, after),
      ...otherTypes(before, after).filter((change) => !breaking.includes(change)),
      ...deprecations(before, after),
    ].sort(),
  };
}

const sentences = (changes) => [...new Set(changes.map(({ description }) => description))].sort();

/** graphql-js compares the defaults of arguments only. */
function changedInputDefaults(before, after) {
  return pairsOf(before, after).flatMap(([old, type]) =>
    isInputObjectType(old) && isInputObjectType(type)
      ? Object.values(old.getFields()).flatMap(({ name, defaultValue }) => {
          const field = type.getFields()[name];
          return field && JSON.stringify(field.defaultValue) !== JSON.stringify(defaultValue)
            ? [{ description: `${type.name}.${name} has changed its default value.` }]
            : [];
        })
      : [],
  );
}

/**
 * Fields that come to an input with a default. A mutation that was sent without such a field is remembered with its default or without it,
 * depending on which release did it, and sent again it would be refused as another request.
 */
export const lateDefaults = (before, after) =>
  pairsOf(before, after).flatMap(([old, type]) =>
    isInputObjectType(old) && isInputObjectType(type)
      ? Object.values(type.getFields())
          .filter(({ name, defaultValue }) => defaultValue !== undefined && !old.getFields()[name])
          .map(
            ({ name }) => `${type.name}.${name} is new and has a default: where it is left out, let the command decide`,
          )
      : [],
  );

/** Types of both schemas that have the same name. */
const pairsOf = (before, after) =>
  Object.values(before.getTypeMap()).flatMap((old) => {
    const type = after.getType(old.name);
    return type && !isIntrospectionType(type) ? [[old, type]] : [];
  });

const hasOutputFields = (type) => isObjectType(type) || isInterfaceType(type);

function additions(before, after) {
  const types = Object.values(after.getTypeMap())
    .filter(({ name }) => !before.getType(name))
    .map(({ name }) => `${name} was added.`);
  const fields = pairsOf(before, after).flatMap(([old, type]) =>
    hasOutputFields(old) && hasOutputFields(type)
      ? Object.keys(type.getFields())
          .filter((name) => !old.getFields()[name])
          .map((name) => `${type.name}.${name} was added.`)
      : [],
  );
  return [...types, ...fields];
}

/** In graphql-js' words, which finds only those that break somebody. */
function otherTypes(before, after) {
  const compare = (name, verb, old, now) =>
    now && String(old.type) !== String(now.type) ? [`${name} ${verb} type from ${old.type} to ${now.type}.`] : [];
  return pairsOf(before, after).flatMap(([old, type]) =>
    old.getFields && type.getFields
      ? Object.values(old.getFields()).flatMap((field) => {
          const now = type.getFields()[field.name];
          return [
            ...compare(`${old.name}.${field.name}`, "changed", field, now),
            ...(field.args ?? []).flatMap((argument) =>
              compare(
                `${old.name}.${field.name} arg ${argument.name}`,
                "has changed",
                argument,
                now?.args?.find(({ name }) => name === argument.name),
              ),
            ),
          ];
        })
      : [],
  );
}

function deprecations(before, after) {
  const known = new Map(deprecable(before));
  return deprecable(after).flatMap(([element, { deprecationReason: now }]) => {
    const old = known.get(element)?.deprecationReason;
    if (typeof now === "string" && now !== old) return [`${element} is deprecated: ${now}`];
    return typeof old === "string" && typeof now !== "string" ? [`${element} is no longer deprecated.`] : [];
  });
}

/** Everything that `@deprecated` can stand on, by its name. */
export function deprecable(schema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
      if (isInputObjectType(type))
        return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
      if (!hasOutputFields(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        [`${type.name}.${field.name}`, field],
        ...field.args.map((argument) => [`${type.name}.${field.name}(${argument.name}:)`, argument]),
      ]);
    });
}

const DAY = 86_400_000;
const NOTICE_DAYS = 183;

/** The day after which the element may go; undefined without one. */
export const removalOf = ({ deprecationReason }) => {
  const [, day] = /\bRemoved after (\d{4}-\d{2}-\d{2})\.$/.exec(deprecationReason) ?? [];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
};

/** Deprecated elements whose reason does not end with the day of their removal. */
export const undated = (schema) =>
  deprecable(schema)
    .filter(([, what]) => typeof what.deprecationReason === "string" && removalOf(what) === undefined)
    .map(([element]) => `${element}: the reason of its deprecation has to end with "Removed after YYYY-MM-DD."`);

/** Deprecations that are new in a release, and leave clients less than half a year from its day on. */
export function tooSoon(before, after, today) {
  const known = new Map(deprecable(before));
  const earliest = new Date(Date.parse(today) + NOTICE_DAYS * DAY).toISOString().slice(0, 10);
  return deprecable(after)
    .filter(([element, what]) => removalOf(what) && known.get(element)?.deprecationReason !== what.deprecationReason)
    .filter(([, what]) => removalOf(what) < earliest)
    .map(
      ([element]) => `${element} may not be removed before ${earliest}: a deprecation is announced half a year ahead.`,
    );
}

/** What keeps the schema from passing: breaks that nobody accepted, and accepted ones that do not happen. */
export function unacceptedBreaks(breaking, accepted) {
  const incomplete = accepted
    .filter(({ change, on, because }) => !(change && /^\d{4}-\d{2}-\d{2}$/.test(on) && because?.trim().length >= 10))
    .map(({ change }) => `accepted without day or reason: ${change}`);
  const listed = accepted.map(({ change }) => change);
  return [
    ...incomplete,
    ...breaking.filter((change) => !listed.includes(change)).map((change) => `breaks clients: ${change}`),
    ...listed
      .filter((change, index) => !breaking.includes(change) || listed.indexOf(change) !== index)
      .map((change) => `accepted, but does not happen: ${change}`),
  ];
}

const WORD = /[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}]+)*/gu;
const FEWEST_WORDS = 3;

/** A description stands alone in an editor's tooltip: "Which." says nothing there. Who may call an operation is no description of it. */
export function shortDescriptions(schema) {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && type.astNode);
  return [...types.map((type) => [type.name, type]), ...deprecable(schema)]
    .filter(([, { description }]) => {
      const words = (description ?? "").replace(/^Who: .*\n\n/, "").match(WORD) ?? [];
      return words.length < FEWEST_WORDS;
    })
    .map(([element, { description }]) => `${element}: "${description ?? ""}" has to say more, in at least three words`);
}

/** Their own descriptions say what null means in each of their fields. */
const SAID_ONCE = new Set(["PromiseTerms", "QueueViewFilter"]);

/** A field that may be null says when: what is missing is otherwise taken for a fault, or for "no". */
export function silentNulls(schema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type))
    .filter(({ name }) => !SAID_ONCE.has(name))
    .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]))
    .filter(([, { type, description }]) => !isNonNullType(type) && !/\bnull\b/i.test(description ?? ""))
    .map(([element]) => `${element}: its description has to say when it is null`);
}
