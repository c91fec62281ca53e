import "reflect-metadata";
import { getMetadataArgsStorage } from "typeorm";
import { ENTITIES } from "../../../src/app/districts";
import { STORED_FILES } from "../../../src/app/upkeep/stored-files.table";
import { RowMapper } from "../../../src/platform/database/row-mapper";
import { CASE_WORDS } from "../../../src/public/personal-data/case-words";
import { ACCOUNT_WORDS, REMOVED } from "../../../src/public/personal-data/erase-account";
import { COPIED, NOT_COPIED, STAYING } from "../../../src/public/personal-data/held-rows";
import { peopleIn } from "../../../src/public/personal-data/write-data";

/** Named for what the demo has of its own; in a real installation they are empty. */
const OF_THE_DEMO = ["DemoAccount"];
const NAMES =
  /^(complaintId|accountId|consumerId|recipientId|actorId|ownerId|concernedId|targetId)$|(By|By\w*|Holder|AssignedTo)Id$/i;

/** The properties of each table that name a person or a case. */
function naming(entity: new () => object): string[] {
  const { properties } = RowMapper.of(entity);
  const people = peopleIn(entity);
  return properties.filter((property) => people.has(property) || NAMES.test(property));
}

const declared = [...COPIED, ...NOT_COPIED].map(({ entity }) => entity.name);

test("every table that names people or cases says what a person gets of it, or why nothing", () => {
  const found = ENTITIES.filter((entity) => naming(entity).length > 0).map(({ name }) => name);
  expect(found.length).toBeGreaterThan(50);
  const missing = found.filter((name) => !declared.includes(name) && !OF_THE_DEMO.includes(name));
  expect(missing).toEqual([]);
  expect(declared.filter((name) => name !== "Account" && !found.includes(name))).toEqual([]);
  expect(new Set(declared).size).toBe(declared.length);
});

test("what is copied is led to by a column of the table, and leaves out only columns that are there", () => {
  for (const { entity, by, without } of COPIED) {
    const mapper = RowMapper.of(entity);
    expect([entity.name, [by, ...without].filter((property) => !mapper.has(property))]).toEqual([entity.name, []]);
  }
});

test("of what is copied, each table says what becomes of it when the account is deleted", () => {
  const becomes = [
    ...[...REMOVED, ...ACCOUNT_WORDS, ...CASE_WORDS, ...STAYING].map(({ entity }) => entity.name),
    // With the words of a case, see `eraseCase`.
    ...["Complaint", "Dossier"],
  ];
  expect(COPIED.map(({ entity }) => entity.name).filter((name) => !becomes.includes(name))).toEqual([]);
  const copied = COPIED.map(({ entity }) => entity.name);
  expect(STAYING.map(({ entity }) => entity.name).filter((name) => !copied.includes(name))).toEqual([]);
  expect(new Set(becomes).size).toBe(becomes.length);
});

test("every column that names a stored file is known to what verifies files and finds those without a row", () => {
  const found = ENTITIES.flatMap((entity) => {
    const { table, properties } = RowMapper.of(entity);
    return properties.filter((name) => /^(storage|shown)Key$/.test(name)).map((name) => `${table}.${name}`);
  });
  const known = STORED_FILES.map(([table, key]) => `${table}.${key.replace("_key", "Key")}`);
  expect(found.sort()).toEqual(known.sort());
});

test("no secret is copied", () => {
  const { columns } = getMetadataArgsStorage();
  const copied = COPIED.flatMap(({ entity, without }) =>
    columns
      .filter(({ target }) => target === entity)
      .map(({ propertyName }) => propertyName)
      .filter((name) => !without.includes(name))
      .map((name) => `${entity.name}.${name}`),
  );
  expect(copied.filter((name) => /hash$|secret|password|token|salt|storageKey|shownKey|\.auth$/i.test(name))).toEqual(
    [],
  );
});
