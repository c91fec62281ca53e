import { useAct } from "../api/use-act";
import type { MessageVisibility } from "../api/schema.generated";
import { SendMessageDocument } from "./composer.generated";

/** Sends a message into a case's thread. `send` tells whether it was acknowledged; what was not can be sent again, and is not there twice. */
export function useSendMessage(complaintId: string) {
  const { act, busy, refusal } = useAct(SendMessageDocument);
  return {
    // No `expectedVersion`: a message does not refer to the latest state of the case, and both sides may write at the same time.
    send: async (text: string, visibility: MessageVisibility): Promise<boolean> =>
      (await act({ complaintId, text, visibility })) !== null,
    busy,
    refusal,
  };
}
