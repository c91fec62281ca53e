import type { IncomingMessage, ServerResponse } from "node:http";
import { isKnown, sendText } from "../../platform/http/answer-conditionally";
import { openToAll } from "../../platform/http/headers";
import { refuseRequest, wrongMethod, type HttpRoute } from "../../platform/http/json-answer";
import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { SigningKey } from "../signing/signing-key";
import { Checkpoint } from "./checkpoint.entity";
import { LogTree, TILE } from "./log-tree";
import { latestCheckpoint } from "./make-checkpoint";
import { proveInclusion } from "./prove-inclusion";
import { originOf, verifierKey } from "./signed-note.pure";

type Answer = (found: readonly string[], request: IncomingMessage, response: ServerResponse) => Promise<void>;

const TEXT = "text/plain; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * GET /log…: the checkpoints of the log, and what it takes to check them, as https://c2sp.org/tlog-tiles has it. Open to everyone: hashes
 * tell nothing of what they are of.
 */
export function checkpointRoutes(services: Services): HttpRoute {
  const answers = answersOf(services);
  return async (request, response, path) => {
    const name = path.replace(/^\/log\/?/, "");
    const [answer, found] =
      answers.map(([pattern, each]) => [each, pattern.exec(name)] as const).find(([, m]) => m) ?? [];
    if (!answer || !found) return false;
    openToAll(response);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw wrongMethod(response, "GET, HEAD");
      await answer(found.slice(1), request, response);
    } catch (error) {
      refuseRequest(services, request, response, error);
    }
    return true;
  };
}

function answersOf(services: Services): readonly (readonly [RegExp, Answer])[] {
  const { database } = services;
  const tree = new LogTree(database.longReads);
  const covered = async (): Promise<Checkpoint> => {
    const latest = await latestCheckpoint(database);
    if (!latest) throw new Refusal("NOT_FOUND");
    return latest;
  };
  return [
    [
      /^$/,
      async (_, request, response) => {
        const [key, latest] = await Promise.all([SigningKey.of(services), latestCheckpoint(database)]);
        const { publicUrl } = services;
        const at = (path: string): string => `${publicUrl}/log/${path}`;
        const about = {
          origin: originOf(publicUrl),
          key: verifierKey(originOf(publicUrl), key.rawPublicKey),
          size: latest?.size ?? 0,
          checkpoint: at("checkpoint"),
          checkpointOfSize: at("checkpoint/{size}"),
          tile: at("tile/{level}/{number}"),
          proof: at("proof/{index}?size={size}"),
        };
        sendText(request, response, JSON_TYPE, JSON.stringify(about, null, 2));
      },
    ],
    [/^checkpoint$/, async (_, request, response) => sendText(request, response, TEXT, (await covered()).note)],
    [
      /^checkpoint\/(\d{1,15})$/,
      async ([size], request, response) => {
        const checkpoint = await database.findOne(Checkpoint, { size: Number(size) });
        if (!checkpoint) throw new Refusal("NOT_FOUND");
        sendText(request, response, TEXT, checkpoint.note);
      },
    ],
    [
      /^tile\/(\d)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/,
      async ([levelText, path = "", partly], request, response) => {
        const [level, number] = [Number(levelText), Number(path.replace(/[x/]/g, ""))];
        const width = partly === undefined ? TILE : Number(partly);
        const there = Math.floor((await covered()).size / TILE ** level) - number * TILE;
        if (width === 0 || width > Math.min(TILE, there)) throw new Refusal("NOT_FOUND");
        if (isKnown(request, response, `"${level}-${number}-${width}"`)) return void response.end();
        const hashes = Buffer.concat(await tree.hashes(level, number * TILE, width));
        response.setHeader("Content-Type", "application/octet-stream");
        response.setHeader("Cache-Control", FOR_EVER);
        response.setHeader("Content-Length", hashes.length);
        response.end(request.method === "HEAD" ? undefined : hashes);
      },
    ],
    [
      /^proof\/(\d{1,15})$/,
      async ([index], request, response) => {
        const asked = new URL(request.url ?? "", "http://log").searchParams.get("size");
        const latest = await covered();
        const size = asked === null ? latest.size : /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
        const proof = size <= latest.size ? await proveInclusion(database.longReads, Number(index), size) : null;
        if (!proof) throw new Refusal("NOT_FOUND");
        sendText(request, response, JSON_TYPE, JSON.stringify(proof, null, 2));
      },
    ],
  ];
}
