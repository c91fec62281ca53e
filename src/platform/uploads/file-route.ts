import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../graphql/context";
import { answerJson, attachment, refuseMethod, refuseRequest, type HttpRoute } from "../http/json-answer";

export interface Download {
  stream: Readable;
  mediaType: string;
  fileName: string;
  size: number;
}

/** What is behind the signed addresses of one kind of files. */
export interface FileDesk {
  /** Takes an upload; answers what to tell the client. */
  receive(token: string, body: AsyncIterable<Uint8Array>, declaredLength: number | null): Promise<object>;
  send(token: string): Promise<Download>;
}

/** PUT and GET /FOLDER/TOKEN. Answers false for every other path. */
export function fileRoute(services: Services, folder: string, desk: FileDesk): HttpRoute {
  const address = new RegExp(`^/${folder}/([\\w.-]{1,2000})$`);
  return async (request, response, path) => {
    const token = address.exec(path)?.[1];
    if (token === undefined) return false;
    try {
      if (request.method === "PUT") await upload(desk, request, response, token);
      else if (request.method === "GET") await download(desk, response, token);
      else refuseMethod(response, "GET, PUT");
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

async function upload(
  desk: FileDesk,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const length = request.headers["content-length"];
  // Leaving the loop early must not close the line: the refusal still has to go out on it.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  response.setHeader("Cache-Control", "no-store");
  answerJson(response, 201, await desk.receive(token, body, length === undefined ? null : Number(length)));
}

async function download(desk: FileDesk, response: ServerResponse, token: string): Promise<void> {
  const { stream, mediaType, fileName, size } = await desk.send(token);
  response.writeHead(200, {
    "Content-Type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
    "Content-Length": size,
    "Content-Disposition": attachment(fileName),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
  });
  await pipeline(stream, response);
}
