/** What a signed request has in its head, as Standard Webhooks say. `signatures`: one for each secret that is valid now. */
export const webhookHeaders = (id: string, at: Date, signatures: readonly string[]): Record<string, string> => ({
  "content-type": "application/json",
  "user-agent": "Redress",
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
  "webhook-signature": signatures.join(" "),
});
