import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, type GraphQLSchema } from "graphql";
import {
  changesBetween,
  lateDefaults,
  shortDescriptions,
  silentNulls,
  tooSoon,
  unacceptedBreaks,
  undated,
} from "../../bin/lib/schema-changes.mjs";
import { headed, lastVersion, unexplained, whyNotVersion, withChanges } from "../../bin/lib/releases.mjs";

const ROOT = join(__dirname, "../..");
const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

const SMALL = `
  type Query { listing(id: ID!, first: Int = 20): Listing search(filter: Filter): [Listing] }
  type Listing { id: ID! title: String note: String status: Status! }
  input Filter { text: String most: Int = 10 }
  enum Status { OPEN CLOSED }
`;
const schema = (change: (text: string) => string = (text) => text): GraphQLSchema => buildSchema(change(SMALL));
const replaced = (from: string, to: string): GraphQLSchema => {
  expect(SMALL).toContain(from);
  return schema((text) => text.replace(from, to));
};
const changed = (from: string, to: string) => changesBetween(schema(), replaced(from, to));

describe("the gate between releases", () => {
  test("lets a schema pass that is as it was", () => {
    expect(changesBetween(schema(), schema())).toEqual({ breaking: [], dangerous: [], safe: [] });
    expect(unacceptedBreaks([], [])).toEqual([]);
  });

  test.each([
    ["a field that was removed", "note: String ", "", "Listing.note was removed."],
    ["an argument that is now required", "first: Int = 20", "first: Int!", /first.* has changed type from Int to Int!/],
    ["a new argument that is required", "first: Int = 20", "first: Int = 20, of: ID!", /required arg of .* was added/],
    ["an input field that is now required", "text: String", "text: String!", /Filter.text changed type/],
    ["a field that may now be null", "status: Status!", "status: Status", /Listing.status changed type/],
    ["a value that was removed", "OPEN CLOSED", "OPEN", "CLOSED was removed from enum type Status."],
    ["another default of an argument", "first: Int = 20", "first: Int = 50", /first has changed defaultValue/],
    [
      "another default of an input field",
      "most: Int = 10",
      "most: Int = 11",
      "Filter.most has changed its default value.",
    ],
  ])("stops %s", (_, from, to, says) => {
    const { breaking } = changed(from, to);
    expect(breaking).toEqual([typeof says === "string" ? says : expect.stringMatching(says)]);
    const [broken = ""] = breaking;
    expect(unacceptedBreaks(breaking, [])).toEqual([`breaks clients: ${broken}`]);
    const because = "It was never returned to anybody.";
    expect(unacceptedBreaks(breaking, [{ change: broken, on: "2026-11-27", because }])).toEqual([]);
    expect(unacceptedBreaks(breaking, [{ change: broken, on: "2026-11-27", because: "" }])).toHaveLength(1);
    expect(unacceptedBreaks(breaking, [{ change: broken, on: "soon", because }])).toHaveLength(1);
  });

  test("stops an accepted break that does not happen, or is listed twice", () => {
    const entry = { change: "Listing.note was removed.", on: "2026-11-27", because: "It was never returned." };
    expect(unacceptedBreaks([], [entry])).toEqual([`accepted, but does not happen: ${entry.change}`]);
    expect(unacceptedBreaks([entry.change], [entry, entry])).toHaveLength(1);
  });

  test("stops a field with a default that comes to an input, and no other", () => {
    const added = (fields: string) => lateDefaults(schema(), replaced("text: String", `text: String ${fields}`));
    expect(added("every: Boolean = false")).toEqual([expect.stringContaining("Filter.every is new")]);
    expect(added("every: Boolean")).toEqual([]);
    expect(added("of: Inner } input Inner { every: Boolean = false")).toEqual([]);
  });

  test("lets through what is added, and tells what clients may stumble over", () => {
    expect(changed("OPEN CLOSED", "OPEN CLOSED LOST")).toMatchObject({
      breaking: [],
      dangerous: ["LOST was added to enum type Status."],
    });
    expect(
      changed("note: String status: Status!", "note: String! kind: Kind status: Status! } type Kind { id: ID!"),
    ).toEqual({
      breaking: [],
      dangerous: [],
      safe: ["Kind was added.", "Listing.kind was added.", "Listing.note changed type from String to String!."],
    });
  });

  test("wants the day of the removal in what is deprecated", () => {
    const because = (reason: string) => replaced("note: String", `note: String @deprecated(reason: "${reason}")`);
    for (const reason of [
      "Use title.",
      "Removed after spring.",
      "Removed after 2027-13-45.",
      "Removed after 2027-12-01",
    ])
      expect(undated(because(reason))).toEqual([expect.stringContaining("Listing.note")]);
    const announced = because("Use title. Removed after 2027-12-01.");
    expect(undated(announced)).toEqual([]);
    expect(changesBetween(schema(), announced).safe).toEqual([
      "Listing.note is deprecated: Use title. Removed after 2027-12-01.",
    ]);
    expect(tooSoon(schema(), announced, "2027-06-01")).toEqual([]);
    expect(tooSoon(schema(), announced, "2027-06-02")).toEqual([expect.stringContaining("2027-12-02")]);
    // Announced in an earlier release, it may go on its day.
    expect(tooSoon(announced, announced, "2027-11-30")).toEqual([]);
  });

  test("wants descriptions that stand alone in a tooltip", () => {
    const described = (text: string): string[] =>
      shortDescriptions(buildSchema(`"""The only type."""\ntype Query {\n"""${text}"""\nid: ID! }`));
    for (const text of ["Which.", "The item.", "`ord_…`", "Who: anyone signed in.\n\nThe case."])
      expect(described(text)).toEqual([expect.stringContaining("Query.id")]);
    for (const text of ["Which case it is.", "Who: everyone.\n\nAll the rules."]) expect(described(text)).toEqual([]);
    expect(shortDescriptions(buildSchema("type Query { id: ID! }"))).toHaveLength(2);
  });

  test("what may be null and does not say when is found", () => {
    const described = (text: string, type: string) =>
      silentNulls(buildSchema(`type Query {\n"""${text}"""\nclosedAt: ${type} }`));
    expect(described("When it was closed.", "Int")).toEqual([expect.stringContaining("Query.closedAt")]);
    expect(described("When it was closed.", "Int!")).toEqual([]);
    expect(described("When it was closed; null while it is open.", "Int")).toEqual([]);
  });
});

describe("the changelog", () => {
  const CHANGELOG =
    "# Changes\n\n## Unreleased\n\n### Added\n\n- Things.\n\n## 0.3.0 - 2026-01-02\n\n- Older things.\n";
  const changes = {
    breaking: ["A.b was removed."],
    dangerous: ["X was added to enum type Y."],
    safe: ["A.c was added."],
  };

  test("lists what has changed, and keeps what people wrote after it", () => {
    const listed = withChanges(CHANGELOG, changes, new Map([["A.b was removed.", "Nobody used it."]]));
    expect(listed).toContain("- Breaking: `A.b was removed.` Nobody used it.\n- Dangerous: `X was added");
    expect(listed).toContain("- Older things.");
    expect(unexplained(listed, changes)).toEqual(["X was added to enum type Y."]);
    const written = listed
      .replace("enum type Y.`", "enum type Y.` Show it\n  as unknown.")
      .replace("Nobody", "Nobody else");
    expect(withChanges(written, changes)).toBe(written);
    expect(unexplained(written, changes)).toEqual([]);
    const fewer = withChanges(written, { ...changes, breaking: [] });
    expect(fewer).not.toContain("Nobody else");
    expect(fewer).toContain("as unknown.\n- Safe:");
    expect(withChanges(written, { breaking: [], dangerous: [], safe: [] })).toBe(CHANGELOG);
  });

  test("quotes a reason with code in it", () => {
    const safe = ["A.c is deprecated: Use `d`. Removed after 2027-12-01."];
    const listed = withChanges(CHANGELOG, { breaking: [], dangerous: [], safe }).replace("-01. ``", "-01. `` Because.");
    expect(withChanges(listed, { breaking: [], dangerous: [], safe })).toBe(listed);
    expect(listed).toContain("Because.");
  });

  test("gets a head for each version, and another part for what comes next", () => {
    const released = headed(CHANGELOG, "0.4.0", "2026-11-27");
    expect(released).toContain("## Unreleased\n\n## 0.4.0 - 2026-11-27\n\n### Added");
    expect([lastVersion("# Changes\n\n## Unreleased\n"), lastVersion(CHANGELOG), lastVersion(released)]).toEqual([
      undefined,
      "0.3.0",
      "0.4.0",
    ]);
    expect(withChanges(released, changes)).toMatch(/## Unreleased\n\n### Schema\n[^]*\n\n## 0\.4\.0/);
  });

  test("gets the number that the changes call for", () => {
    const nothing = { breaking: [], dangerous: [], safe: [] };
    const fits = (version: string, last: string | undefined, of: typeof changes | typeof nothing): boolean =>
      whyNotVersion(version, last, of) === null;
    expect(fits("0.1.0", undefined, changes)).toBe(true);
    expect([fits("1.4.3", "1.4.2", nothing), fits("1.5.0", "1.4.2", nothing), fits("1.4.4", "1.4.2", nothing)]).toEqual(
      [true, true, false],
    );
    const added = { ...changes, breaking: [] };
    expect([fits("1.4.3", "1.4.2", added), fits("1.5.0", "1.4.2", added)]).toEqual([false, true]);
    expect([fits("1.5.0", "1.4.2", changes), fits("2.0.0", "1.4.2", changes)]).toEqual([false, true]);
    expect([fits("0.5.0", "0.4.2", changes), fits("0.4.3", "0.4.2", changes)]).toEqual([true, false]);
    for (const wrong of ["1.4.2", "1.4", "v1.5.0", "1.05.0", "1.3.0"])
      expect(fits(wrong, "1.4.2", nothing)).toBe(false);
  });
});

test("the schema passes its gate", () => {
  const now = buildSchema(textOf("schema/schema.graphql"));
  const released = buildSchema(textOf("schema/released.graphql"));
  const { breaking } = changesBetween(released, now);
  expect(lateDefaults(released, now)).toEqual([]);
  expect(unacceptedBreaks(breaking, JSON.parse(textOf("schema/accepted-breaks.json")))).toEqual([]);
  expect(undated(now)).toEqual([]);
  expect(shortDescriptions(now)).toEqual([]);
  expect(silentNulls(now)).toEqual([]);
});

test("the version is the same in package.json and its lock", () => {
  const { version, packages } = JSON.parse(textOf("package-lock.json"));
  expect([version, packages[""].version]).toEqual(Array(2).fill(JSON.parse(textOf("package.json")).version));
});
