import { ENTITIES } from "../../src/app/districts";
import { isIdOf, newId, type Identified } from "../../src/platform/ids";

const identified = ENTITIES.filter((entity): entity is typeof entity & Identified => "idPrefix" in entity);

test("no two nouns have ids that begin alike", () => {
  const prefixes = identified.map(({ idPrefix }) => idPrefix);
  expect(prefixes.length).toBeGreaterThan(80);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});

test("an id is one of its own noun, and of no other", () => {
  for (const entity of identified) {
    const id = newId(entity);
    expect(identified.filter((other) => isIdOf(other, id))).toEqual([entity]);
  }
});
