import { postJson } from "../../support/post-json";
import { Person, signIn, type GqlError, type World } from "../../support/world";

export interface Made {
  id: string;
  url: string;
  providerKey: string;
  platformKey: string;
  password: string;
  people: { login: string; displayName: string; part: string }[];
}

const SHOWN = "{ sandbox { id url } providerKey platformKey password people { login displayName part } }";

/** `url`: of the node that is asked. */
export async function makeSandbox(
  world: World,
  login = "admin",
  providerId: string | null = null,
  url = world.url,
): Promise<Made> {
  const { token } = await world.as(login);
  const input = { providerId, name: "for the tests" };
  const { sandbox, ...secrets } = await new Person(url, token).do("createSandbox", input, SHOWN);
  return { ...sandbox, ...secrets };
}

/** Whoever has the key, in the sandbox. */
export const withKey = (box: Made, key = box.providerKey): Person => new Person(box.url, key);

export const signedIn = (box: Made, login: string): Promise<Person> => signIn(box.url, login, box.password);

export const testCase = async (
  person: Person,
  state: string,
  title?: string,
): Promise<{ id: string; status: string }> =>
  (await person.do("createTestCase", { state, title }, "{ complaint { id status } }")).complaint;

/** What is answered before any operation is executed. */
export async function refusedAtDoor(url: string, token?: string): Promise<{ status: number } & GqlError["extensions"]> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { status, body } = await postJson(`${url}/graphql`, { query: "{ __typename }" }, headers);
  const { errors = [] } = body as { errors?: GqlError[] };
  if (!errors[0]) throw new Error(`expected a refusal, got ${JSON.stringify(body)}`);
  return { status, ...errors[0].extensions };
}
