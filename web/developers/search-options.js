/** `makeOffer` is found by "offer"; Chinese by each character and each pair, as it has no spaces. */
const words = (text) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => {
      if (!/\p{Script=Han}/u.test(word)) return [word];
      const characters = [...word];
      return [...characters, ...characters.slice(1).map((character, at) => characters[at] + character)];
    });

/** For the index when it is made, and when it is searched. */
export const OPTIONS = {
  fields: ["title", "text"],
  storeFields: ["title", "kind"],
  tokenize: words,
  processTerm: (term) => term,
  searchOptions: { boost: { title: 4 }, prefix: true, combineWith: "AND" },
};
