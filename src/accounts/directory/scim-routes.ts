import type { IncomingMessage, ServerResponse } from "node:http";
import { UniqueViolation } from "../../platform/database/faults";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { hangUpOn, statusOfError } from "../../platform/http/answer";
import { readFrom } from "../../platform/http/body";
import type { HttpRoute } from "../../platform/http/json-answer";
import { requestIdOf } from "../../platform/http/request-id";
import { maskError } from "../../platform/graphql/mask";
import { localeSettings } from "../../platform/messages/explain";
import { Refusal } from "../../platform/refusal";
import type { Doorkeeper, Sender } from "../../platform/uploads/file-route";
import { hasScope } from "../actor/actor";
import type { Author } from "../account/record-on-account";
import { DirectoryFile } from "./directory-file";
import { findPerson, listPeople, readPerson, type KnownPerson } from "./directory.queries";
import { IdentityProvider } from "./identity-provider";
import {
  describe,
  ERROR_SCHEMA,
  LIST_SCHEMA,
  readFilter,
  readPaging,
  readPatch,
  readUser,
  ScimError,
  USER_SCHEMA,
} from "./scim.pure";

const PATH = "/scim/v2";
const LONGEST_BODY = 65_536;

/**
 * The platform's directory keeps its people here as it has them: a subset of SCIM 2.0 (RFC 7643, 7644), users only. For API clients of the
 * platform with the scope PEOPLE_WRITE, whose keys, addresses and limits hold as everywhere.
 */
export function scimRoutes(services: Services, whoIs: Doorkeeper): HttpRoute {
  return async (request, response, path) => {
    const provider = IdentityProvider.of(services.database);
    if (!provider || !path.startsWith(`${PATH}/`)) return false;
    try {
      const sender = await whoIs(request);
      if (!sender) throw new Refusal("UNAUTHENTICATED");
      if (!hasScope(sender.actor, "PEOPLE_WRITE"))
        throw new Refusal("FORBIDDEN", { reason: "client.scope", params: { scope: "PEOPLE_WRITE" } });
      await new Scim(services, provider, sender, request, response).answer(path.slice(PATH.length));
    } catch (error) {
      refuse(services, request, response, error);
    }
    return true;
  };
}

class Scim {
  private readonly base: string;
  private readonly author: Author;
  private reading: Promise<unknown> | undefined;

  constructor(
    private readonly services: Services,
    private readonly provider: IdentityProvider,
    private readonly sender: Sender,
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
  ) {
    this.base = `${services.publicUrl}${PATH}`;
    this.author = { actorId: sender.actor.accountId, actorRole: "INTEGRATION" };
  }

  async answer(path: string): Promise<void> {
    const { method = "GET" } = this.request;
    const described = describe(path, this.base);
    if (described) return method === "GET" ? this.send(200, described) : this.wrongMethod("GET");
    if (path === "/Users") {
      if (method === "GET") return this.list();
      return method === "POST" ? this.make() : this.wrongMethod("GET, POST");
    }
    const id = /^\/Users\/([A-Za-z0-9_]{1,40})$/.exec(path)?.[1];
    if (id === undefined) throw new ScimError(404, "There is nothing here.");
    switch (method) {
      case "GET":
        return this.read(id);
      case "PUT":
        return this.change(id, async (file) => file.change(readUser(await this.body())));
      case "PATCH":
        return this.change(id, async (file) => file.change(readPatch(await this.body(), file.entry.named)));
      case "DELETE":
        await this.write(async (tx) =>
          (await DirectoryFile.open(tx, this.author, this.provider.settings, id)).remove(),
        );
        return void this.response.writeHead(204).end();
      default:
        return this.wrongMethod("GET, PUT, PATCH, DELETE");
    }
  }

  private async list(): Promise<void> {
    const { database } = this.services;
    const asked = new URLSearchParams((this.request.url ?? "").split("?").slice(1).join("?"));
    const paging = readPaging(asked);
    const filter = asked.get("filter");
    const found = filter === null ? null : await findPerson(database, readFilter(filter));
    const all = found ? [found] : [];
    const { total, people } =
      filter === null
        ? await listPeople(database, paging)
        : { total: all.length, people: all.slice(paging.startIndex - 1, paging.startIndex - 1 + paging.count) };
    this.send(200, {
      schemas: [LIST_SCHEMA],
      totalResults: total,
      startIndex: paging.startIndex,
      itemsPerPage: people.length,
      Resources: people.map((person) => this.shown(person)),
    });
  }

  private async make(): Promise<void> {
    const said = readUser(await this.body());
    const file = await this.write((tx) => DirectoryFile.make(tx, this.author, this.provider.settings, said));
    this.tell(file);
    const shown = this.shown(file);
    this.response.setHeader("Location", `${this.base}/Users/${file.account.id}`);
    this.send(201, shown);
  }

  private async read(id: string): Promise<void> {
    const person = await readPerson(this.services.database, id);
    if (!person) throw new ScimError(404, "There is no such user.");
    this.send(200, this.shown(person));
  }

  private async change(id: string, work: (file: DirectoryFile) => Promise<void>): Promise<void> {
    // Read before the transaction, which waits for no sender.
    await this.body();
    const file = await this.write(async (tx) => {
      const opened = await DirectoryFile.open(tx, this.author, this.provider.settings, id);
      await work(opened);
      return opened;
    });
    this.tell(file);
    this.send(200, this.shown(file));
  }

  private write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.services.database.transact(work);
  }

  private tell({ account, left }: DirectoryFile): void {
    if (left && left.unknown.length + Number(left.isMember) + Number(left.isLastAdministrator) > 0)
      this.services.log.info(
        { accountId: account.id, ...left },
        "not all that the directory says of somebody's roles was followed",
      );
  }

  private shown({ account, entry }: KnownPerson): object {
    return {
      schemas: [USER_SCHEMA],
      id: account.id,
      externalId: account.externalSubject,
      userName: entry.userName,
      displayName: account.displayName,
      name: { formatted: account.displayName },
      preferredLanguage: account.locale,
      // Whether they can sign in: an administrator may have suspended them.
      active: account.status === "ACTIVE",
      roles: entry.named.map((value) => ({ value })),
      meta: {
        resourceType: "User",
        created: new Date(entry.createdAt).toISOString(),
        lastModified: new Date(entry.changedAt).toISOString(),
        location: `${this.base}/Users/${account.id}`,
      },
    };
  }

  private body(): Promise<unknown> {
    const { request, sender } = this;
    const still = () => sender.still();
    return (this.reading ??= readFrom(request, sender.actor, still, LONGEST_BODY).then(({ text }) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new ScimError(400, "The body is not JSON.", "invalidSyntax");
      }
    }));
  }

  private send(status: number, body: object): void {
    send(this.response, status, body);
  }

  private wrongMethod(allowed: string): never {
    this.response.setHeader("Allow", allowed);
    throw new ScimError(405, `Only ${allowed} here.`);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/scim+json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

function refuse({ log }: Services, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const { status, detail, scimType } = told(log, request, error);
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  response.once("finish", () => hangUpOn(request));
  send(response, status, {
    schemas: [ERROR_SCHEMA],
    status: String(status),
    detail,
    ...(scimType ? { scimType } : {}),
  });
}

function told(
  log: Services["log"],
  request: IncomingMessage,
  error: unknown,
): { status: number; detail: string; scimType?: ScimError["scimType"] } {
  if (error instanceof ScimError) return { status: error.status, detail: error.message, scimType: error.scimType };
  if (error instanceof UniqueViolation)
    return { status: 409, detail: "Another user has this userName or externalId.", scimType: "uniqueness" };
  const settings = localeSettings(request.headers["accept-language"]);
  const { message } = maskError(error, { settings, requestId: requestIdOf(request) ?? "", log, hints: false });
  const status = statusOfError(error);
  return { status, detail: message, ...(status === 400 ? { scimType: "invalidValue" as const } : {}) };
}
