const document = (fields: string): string =>
  `subscription Desk($after: String) { moderationQueueUpdated(after: $after) { cursor caughtUp ${fields} } }`;

/** What a desk's clients subscribe to in their live queue: a list, a badge, a board, a notifier. */
export const DOCUMENTS = [
  document("event { id seq type at actorRole data } complaint { id status title severity version dueAt updatedAt }"),
  document("event { id type at } complaint { id status }"),
  document(
    "event { id seq type actorRole data } complaint { id version status evidenceCount provider { id legalName } }",
  ),
  document("event { id at } complaint { id title severity dueAt consumerName atStake { amount currency } }"),
];
