/** What an account is called once its person is gone. No login that a person chooses contains a colon. */
export function pseudonymOf(accountId: string): { login: string; displayName: string } {
  const id = accountId.slice(accountId.indexOf("_") + 1);
  return { login: `deleted:${id}`, displayName: `已注销用户 deleted user ${id.slice(-6)}` };
}
