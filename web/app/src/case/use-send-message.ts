import { useAct } from "../api/use-act";
import type { MessageVisibility } from "../api/schema.generated";
import { letWait } from "../shell/outbox";
import { SendMessageDocument } from "./composer.generated";

/** Sends a message into a case's thread. Without the network it waits, and is sent by itself; `send` tells whether either is so. */
export function useSendMessage(complaintId: string) {
  const { act, busy, refusal } = useAct(SendMessageDocument, `message ${complaintId}`);
  return {
    send: async (text: string, visibility: MessageVisibility): Promise<boolean> => {
      let waits = false;
      // No `expectedVersion`: a message does not refer to the latest state of the case, and both sides may write at the same time.
      const done = await act({ complaintId, text, visibility }, (input, mayHaveArrived) => {
        waits = letWait(input, mayHaveArrived);
        return waits;
      });
      return done !== null || waits;
    },
    busy,
    refusal,
  };
}
