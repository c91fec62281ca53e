import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Services } from "../graphql/context";
import { answerJson, attachment, refuseMethod, refuseRequest, type HttpRoute } from "../http/json-answer";
import type { AwaitedUpload } from "./awaited-upload";
import { receiveBytes } from "./receive-bytes";
import { answerHead, answerOptions, answerPatch } from "./tus";

export interface Download {
  stream: Readable;
  mediaType: string;
  fileName: string;
  size: number;
}

/** What is behind the signed addresses of one kind of files. */
export interface FileDesk {
  awaited(token: string): Promise<AwaitedUpload>;
  send(token: string): Promise<Download>;
}

/** /FOLDER/TOKEN: GET for what is there; PUT for what is to come, or OPTIONS, HEAD and PATCH for a client that resumes. Answers false for every other path. */
export function fileRoute(services: Services, folder: string, desk: FileDesk): HttpRoute {
  const address = new RegExp(`^/${folder}/([\\w.-]{1,2000})$`);
  return async (request, response, path) => {
    const token = address.exec(path)?.[1];
    if (token === undefined) return false;
    try {
      await answer(services, desk, token, request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

async function answer(
  { storage }: Services,
  desk: FileDesk,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const awaited = (): Promise<AwaitedUpload> => desk.awaited(token);
  switch (methodOf(request)) {
    case "GET":
      return download(desk, response, token);
    case "PUT": {
      const upload = await awaited();
      const { body, declaredLength } = contentOf(request);
      await receiveBytes(storage, upload, body, declaredLength);
      response.setHeader("Cache-Control", "no-store");
      return answerJson(response, 201, upload.answer);
    }
    case "OPTIONS":
      return answerOptions(response);
    case "HEAD":
      return answerHead(request, response, storage, awaited);
    case "PATCH":
      return answerPatch(request, response, storage, awaited, contentOf(request));
    default:
      refuseMethod(response, "GET, HEAD, PUT, PATCH, OPTIONS");
  }
}

/** Some proxies let no PATCH through; the protocol has clients of theirs send POST and say what they mean. */
function methodOf({ method, headers }: IncomingMessage): string | undefined {
  return method === "POST" && headers["x-http-method-override"] === "PATCH" ? "PATCH" : method;
}

function contentOf(request: IncomingMessage): { body: AsyncIterable<Uint8Array>; declaredLength: number | null } {
  const length = request.headers["content-length"];
  return {
    // Leaving the loop early must not close the line: the refusal still has to go out on it.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    declaredLength: length === undefined ? null : Number(length),
  };
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
