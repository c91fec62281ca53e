/** The fields of a case that no one holds: no lease, and therefore no hold. */
export const NO_LEASE = { leaseHolderId: null, leaseExpiresAt: null, heldUntil: null, holdReason: null } as const;
