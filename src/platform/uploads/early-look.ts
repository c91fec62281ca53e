import { acceptedType, hasControl, HEAD, MediaTypeProbe } from "./media-type";
import { rejected } from "../rejected";

/**
 * Passes a part of a file through and throws as soon as it cannot be of the type announced: nothing is passed on before its first
 * bytes have been looked at, and text is looked at to the end. So no one can fill the disk with other data.
 */
export async function* looking(
  body: AsyncIterable<Uint8Array>,
  declaredType: string,
  offset: number,
): AsyncGenerator<Uint8Array> {
  const type = acceptedType(declaredType);
  const refuse = (): never => {
    throw rejected("upload.notWhatItSays", { type: declaredType });
  };
  const probe = offset === 0 ? new MediaTypeProbe() : null;
  let held: Uint8Array[] = [];
  let seen = 0;
  for await (const chunk of body) {
    if (type === "text/plain" && hasControl(chunk)) refuse();
    if (!probe || seen >= HEAD) {
      yield chunk;
      continue;
    }
    probe.add(chunk);
    held.push(chunk);
    seen += chunk.length;
    if (seen < HEAD) continue;
    if ((await probe.typeSoFar()) !== type) refuse();
    yield* held;
    held = [];
  }
  yield* held; // shorter than that: checked when all of it is there
}
