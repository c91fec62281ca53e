import { RawSocket } from "../bad-input/wire";
import type { GqlError, Person } from "../support/world";

/** The same operation by HTTP, websocket and server-sent events. */
export class ThreeDoors {
  private constructor(
    private readonly person: Person,
    private readonly socket: RawSocket,
  ) {}

  static async of(person: Person): Promise<ThreeDoors> {
    return new ThreeDoors(person, await RawSocket.as(person));
  }

  /** Its errors by each door. */
  async errorsOf(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<"http" | "socket" | "events", GqlError[] | undefined>> {
    const [{ errors: http }, socket, events] = await Promise.all([
      this.person.gql(query, variables),
      this.socket.errorsOf(query, variables),
      this.eventErrors(query, variables),
    ]);
    return { http, socket, events };
  }

  /** What the first error says, which must be the same by each door. */
  async refusalOf(query: string, variables: Record<string, unknown> = {}): Promise<Gist> {
    const { http, socket, events } = await this.errorsOf(query, variables);
    const gist = gistOf(http);
    expect([gistOf(socket), gistOf(events)]).toEqual([gist, gist]);
    return gist;
  }

  private async eventErrors(query: string, variables: Record<string, unknown>): Promise<GqlError[] | undefined> {
    const { url, token } = this.person;
    const response = await fetch(`${url}/graphql/stream`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "text/event-stream",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const told = /^data: (.+)$/m.exec(await response.text())?.[1];
    return (JSON.parse(told ?? "{}") as { errors?: GqlError[] }).errors;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.socket.close();
  }
}

interface Gist {
  code?: string;
  field?: string;
  limit?: string;
  message?: string;
}

export function gistOf(errors: GqlError[] | undefined): Gist {
  const { message, extensions } = errors?.[0] ?? {};
  return { message, code: extensions?.code, field: extensions?.field, limit: extensions?.limit as string | undefined };
}
