import { randomBytes } from "node:crypto";
import { Encryption } from "../../src/platform/secrets/encryption";

const [one, two] = [randomBytes(32), randomBytes(32)];

test("what is encrypted is read again, differs each time, and names its key", () => {
  const encryption = new Encryption(one);
  const kept = [1, 2].map(() => encryption.encrypt("口令 secret", "fac_1"));
  expect(kept.map((each) => encryption.decrypt(each, "fac_1"))).toEqual(["口令 secret", "口令 secret"]);
  expect(new Set(kept).size).toBe(2);
  expect(new Set(kept.map((each) => each.split(".")[0])).size).toBe(1);
  expect(kept.join()).not.toContain(Buffer.from("secret").toString("base64url"));
});

test("an earlier key still reads, and no longer writes", () => {
  const before = new Encryption(one).encrypt("x", "a");
  const after = new Encryption(two, one);
  expect(after.decrypt(before, "a")).toBe("x");
  expect(() => new Encryption(one).decrypt(after.encrypt("x", "a"), "a")).toThrow("SECRET");
});

test("what was changed, cut, moved to another row, or is under another key is not read", () => {
  const encryption = new Encryption(one);
  const kept = encryption.encrypt("x", "a");
  const [id = "", body = ""] = kept.split(".");
  const bytes = Buffer.from(body, "base64url");
  const flipped = Buffer.from(bytes);
  flipped[14] = (flipped[14] ?? 0) ^ 1;
  for (const [text, about] of [
    [kept, "b"],
    [`${id}.${flipped.toString("base64url")}`, "a"],
    [`${id}.${bytes.subarray(0, -1).toString("base64url")}`, "a"],
    [`${id}.`, "a"],
    ["", "a"],
  ] as const)
    expect(() => encryption.decrypt(text, about)).toThrow();
  expect(() => new Encryption(two).decrypt(kept, "a")).toThrow();
});
