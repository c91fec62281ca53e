import { z } from "zod";

export const USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";
export const LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const ERROR_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";
const CONFIG_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
const TYPE_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SCHEMA_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

/** RFC 7644, table 9. */
export type ScimType =
  | "invalidFilter"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** What the protocol refuses; its answer has a form of its own. */
export class ScimError extends Error {
  override name = "ScimError";

  constructor(
    readonly status: number,
    detail: string,
    readonly scimType?: ScimType,
  ) {
    super(detail);
  }
}

/** What a client says of somebody; what it does not mention is left as it is. */
export interface SaidPerson {
  externalId?: string;
  userName?: string;
  displayName?: string;
  locale?: string;
  isActive?: boolean;
  roles?: string[];
}

const words = (most: number) => z.string().min(1).max(most);
/** Some clients send words for it. */
const yesOrNo = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((text) => text.toLowerCase() === "true"),
]);
const role = z.union([words(200), z.object({ value: words(200) }).transform(({ value }) => value)]);
const roles = z
  .union([z.array(role).max(100), role.transform((one) => [one])])
  .transform((values) => [...new Set(values)]);

const user = z.object({
  externalId: words(255).optional(),
  userName: words(255).optional(),
  displayName: words(120).nullish(),
  name: z
    .object({ formatted: words(120).nullish(), givenName: words(60).nullish(), familyName: words(60).nullish() })
    .nullish(),
  locale: words(35).nullish(),
  preferredLanguage: words(100).nullish(),
  active: yesOrNo.optional(),
  roles: roles.optional(),
});

/** The attributes that are kept; others are ignored, as the protocol has it. */
export function readUser(body: unknown): SaidPerson {
  const given = checked(user, namesFolded(body));
  const together = [given.name?.givenName, given.name?.familyName].filter(Boolean).join(" ");
  const displayName = given.displayName ?? given.name?.formatted ?? (together || undefined);
  const locale = given.preferredLanguage ?? given.locale;
  return {
    ...(given.externalId === undefined ? {} : { externalId: given.externalId }),
    ...(given.userName === undefined ? {} : { userName: given.userName }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(typeof locale === "string" ? { locale } : {}),
    ...(given.active === undefined ? {} : { isActive: given.active }),
    ...(given.roles === undefined ? {} : { roles: given.roles }),
  };
}

const patch = z.object({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .transform((op) => op.toLowerCase())
          .pipe(z.enum(["add", "replace", "remove"])),
        path: z.string().max(500).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
});

/** The operations as what they say in the end; `named`: the roles until now. */
export function readPatch(body: unknown, named: readonly string[]): SaidPerson {
  let said: SaidPerson = {};
  for (const { op, path, value } of checked(patch, body).Operations) {
    const at = path?.startsWith(`${USER_SCHEMA}:`) ? path.slice(USER_SCHEMA.length + 1) : path;
    const now = said.roles ?? named;
    const one = /^roles\[\s*value\s+eq\s+"([^"]{1,200})"\s*\]$/i.exec(at ?? "")?.[1];
    if (one !== undefined && op === "remove") said = { ...said, roles: now.filter((each) => each !== one) };
    else if (op === "remove") {
      if (at?.toLowerCase() !== "roles")
        throw new ScimError(400, "Only roles can be removed.", at ? "mutability" : "noTarget");
      said = { ...said, roles: value === undefined ? [] : without(now, checked(roles, value)) };
    } else {
      const part = readUser(at === undefined ? value : attribute(at, value));
      if (op === "add" && part.roles) part.roles = [...new Set([...now, ...part.roles])];
      said = { ...said, ...part };
    }
  }
  return said;
}

const without = (all: readonly string[], taken: readonly string[]): string[] =>
  all.filter((each) => !taken.includes(each));

/** `name.givenName` too. */
function attribute(path: string, value: unknown): object {
  const [name = "", inside, ...more] = path.split(".");
  if (!/^[A-Za-z]+$/.test(name) || (inside !== undefined && !/^[A-Za-z]+$/.test(inside)) || more.length > 0) {
    // Of values that are not kept, such as emails[type eq "work"].value.
    if (/^[A-Za-z]+\[[^\]]*\](\.[A-Za-z]+)?$/.test(path) && !/^roles/i.test(path)) return {};
    throw new ScimError(400, "This path is not supported.", "invalidPath");
  }
  return { [name]: inside === undefined ? value : { [inside]: value } };
}

/** Names of attributes have no case. */
const NAMES = new Map(
  [
    "externalId",
    "userName",
    "displayName",
    "name",
    "formatted",
    "givenName",
    "familyName",
    "locale",
    "preferredLanguage",
    "active",
    "roles",
    "value",
  ].map((name) => [name.toLowerCase(), name]),
);

function namesFolded(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > 3) return value;
  if (Array.isArray(value)) return value.map((each) => namesFolded(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      NAMES.get(name.toLowerCase()) ?? name,
      namesFolded(member, depth + 1),
    ]),
  );
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.join(".") ?? "";
  throw new ScimError(
    400,
    where === "" ? "The body is not what is expected here." : `${where} is not acceptable.`,
    "invalidValue",
  );
}

/** The one form of filter that finding somebody needs. */
export function readFilter(filter: string): { by: "userName" | "externalId"; value: string } {
  const [, by = "", quoted = ""] = /^\s*(userName|externalId)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(filter) ?? [];
  try {
    const value: unknown = JSON.parse(quoted);
    if (typeof value === "string") return { by: by.toLowerCase() === "username" ? "userName" : "externalId", value };
  } catch {
    // Said below.
  }
  throw new ScimError(400, 'Only userName eq "…" and externalId eq "…" are supported.', "invalidFilter");
}

const MOST_RESULTS = 200;

export function readPaging(given: URLSearchParams): { startIndex: number; count: number } {
  const whole = (name: string, otherwise: number): number => {
    const text = given.get(name);
    if (text === null) return otherwise;
    if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name} is not a whole number.`, "invalidValue");
    return Number(text);
  };
  return {
    startIndex: Math.max(1, whole("startIndex", 1)),
    count: Math.min(MOST_RESULTS, Math.max(0, whole("count", 100))),
  };
}

const attributeOf = (name: string, type: "string" | "boolean" | "complex", more: object = {}): object => ({
  name,
  type,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...more,
});

const RESOURCE_TYPE = (base: string): object => ({
  schemas: [TYPE_SCHEMA],
  id: "User",
  name: "User",
  endpoint: "/Users",
  description: "A person of the platform.",
  schema: USER_SCHEMA,
  meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/User` },
});

const SCHEMA = (base: string): object => ({
  schemas: [SCHEMA_SCHEMA],
  id: USER_SCHEMA,
  name: "User",
  description: "A person of the platform.",
  attributes: [
    attributeOf("userName", "string", { required: true, uniqueness: "server" }),
    attributeOf("externalId", "string", {
      required: true,
      caseExact: true,
      mutability: "immutable",
      uniqueness: "server",
    }),
    attributeOf("displayName", "string"),
    attributeOf("name", "complex", {
      subAttributes: ["formatted", "givenName", "familyName"].map((name) => attributeOf(name, "string")),
    }),
    attributeOf("preferredLanguage", "string"),
    attributeOf("active", "boolean"),
    attributeOf("roles", "complex", {
      multiValued: true,
      subAttributes: [attributeOf("value", "string", { caseExact: true })],
    }),
  ],
  meta: { resourceType: "Schema", location: `${base}/Schemas/${USER_SCHEMA}` },
});

const listOf = (resources: readonly object[]): object => ({
  schemas: [LIST_SCHEMA],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** What the protocol lets clients ask about the server itself; null for other paths. */
export function describe(path: string, base: string): object | null {
  switch (path) {
    case "/ServiceProviderConfig":
      return {
        schemas: [CONFIG_SCHEMA],
        documentationUri: `${new URL(base).origin}/developers/`,
        patch: { supported: true },
        bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
        filter: { supported: true, maxResults: MOST_RESULTS },
        changePassword: { supported: false },
        sort: { supported: false },
        etag: { supported: false },
        authenticationSchemes: [
          {
            type: "oauthbearertoken",
            name: "API key",
            description: "The key of an API client with the scope PEOPLE_WRITE.",
          },
        ],
        meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
      };
    case "/ResourceTypes":
      return listOf([RESOURCE_TYPE(base)]);
    case "/ResourceTypes/User":
      return RESOURCE_TYPE(base);
    case "/Schemas":
      return listOf([SCHEMA(base)]);
    case `/Schemas/${USER_SCHEMA}`:
      return SCHEMA(base);
    default:
      return null;
  }
}
