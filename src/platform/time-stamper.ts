import { createHash, randomBytes } from "node:crypto";
import { Integer, OctetString } from "asn1js";
import {
  AlgorithmIdentifier,
  ContentInfo,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  id_sha256,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "pkijs";
import type { Logger } from "pino";

/** What became of asking for a time stamp. `reply`: DER, as `openssl ts -verify -in` reads it. `at`: the time the service states. */
export type TimeStamp =
  | { outcome: "STAMPED"; reply: Buffer; at: number }
  | { outcome: "UNAVAILABLE" }
  | { outcome: "INVALID" };

const PATIENCE_MS = 10_000;
/** A reply with a long chain of certificates has some ten thousand bytes. */
const MOST_BYTES = 262_144;
const GRANTED: readonly number[] = [0, 1];

/**
 * A time stamp service (RFC 3161, over HTTP). It is sent a digest and a random number, nothing else. Its reply counts if it is signed
 * and states both: one that is away, refuses, or stamps anything else gives no time stamp, and the log says why. Whether the service's
 * certificate deserves trust is for the readers of the stamp to judge.
 */
export class TimeStamper {
  constructor(
    private readonly url: string,
    private readonly log: Pick<Logger, "warn">,
    private readonly patience = PATIENCE_MS,
  ) {}

  /** What it is called: an address may hold what only its customers know. */
  get host(): string {
    return new URL(this.url).host;
  }

  async stamp(data: Uint8Array): Promise<TimeStamp> {
    const nonce = new Integer({ valueHex: positive(randomBytes(16)) });
    let reply: Buffer;
    try {
      reply = await this.ask(requestFor(data, nonce));
    } catch (error) {
      this.log.warn({ err: error, service: this.host }, "the time stamp service is not available");
      return { outcome: "UNAVAILABLE" };
    }
    try {
      return { outcome: "STAMPED", reply, at: await statedTime(reply, data, nonce) };
    } catch (error) {
      this.log.warn({ err: error, service: this.host }, "the time stamp service gave no valid time stamp");
      return { outcome: "INVALID" };
    }
  }

  private async ask(request: ArrayBuffer): Promise<Buffer> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body: request,
      signal: AbortSignal.timeout(this.patience),
    });
    if (!response.ok || !response.body) throw new Error(`it answered with status ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) throw new Error("its answer is too long");
    }
    return Buffer.concat(chunks);
  }
}

const digestOf = (data: Uint8Array): Buffer => createHash("sha256").update(data).digest();

/** An INTEGER is negative when its first bit is set, and its first byte must not be empty. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

function requestFor(data: Uint8Array, nonce: Integer): ArrayBuffer {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithmId: id_sha256 });
  const messageImprint = new MessageImprint({
    hashAlgorithm,
    hashedMessage: new OctetString({ valueHex: digestOf(data) }),
  });
  return new TimeStampReq({ version: 1, messageImprint, nonce, certReq: true }).toSchema().toBER();
}

/** Throws unless the reply is a signed time stamp of this data, given for this request. */
async function statedTime(reply: Buffer, data: Uint8Array, nonce: Integer): Promise<number> {
  const { status, timeStampToken } = TimeStampResp.fromBER(new Uint8Array(reply));
  if (!GRANTED.includes(status.status) || !timeStampToken) throw new Error(`it refused with status ${status.status}`);
  const token = new ContentInfo({ schema: timeStampToken.toSchema() });
  if (token.contentType !== id_ContentType_SignedData) throw new Error("its token is not signed");
  const signed = new SignedData({ schema: token.content as unknown });
  const { eContent, eContentType } = signed.encapContentInfo;
  if (eContentType !== id_eContentType_TSTInfo || !eContent) throw new Error("its token states no time");
  const { messageImprint, nonce: answered, genTime } = TSTInfo.fromBER(eContent.getValue());
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (hashAlgorithm.algorithmId !== id_sha256 || !digestOf(data).equals(Buffer.from(hashedMessage.getValue())))
    throw new Error("it stamped another digest");
  if (!answered?.isEqual(nonce)) throw new Error("it answered another request");
  if (signed.signerInfos.length !== 1) throw new Error("its token has not one signature");
  const bytes = new Uint8Array(data).buffer;
  if (!(await signed.verify({ signer: 0, data: bytes, checkChain: false }))) throw new Error("its signature is wrong");
  return genTime.getTime();
}
