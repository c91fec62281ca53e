import { SocketConnection } from "../../src/platform/http/socket-connection";
import type { Context } from "../../src/platform/graphql/context";

test.each([
  ["a visitor's never", null, Infinity],
  ["to the second", 1_790_000_000_000, 1_790_000_000_000],
  ["never later than it says", 1_790_000_000_999, 1_790_000_000_000],
  ["one that ended long ago is not one that never does", 0, 1_000],
])("when a socket's token ends: %s", (_, expiresAt, told) => {
  // As ws makes those of a server, for which its types have no name.
  const connection = Reflect.construct(SocketConnection, [null, undefined, {}]) as SocketConnection;
  expect(connection.expiresAt).toBe(Infinity);
  connection.acknowledge({} as Context, expiresAt);
  expect(connection.expiresAt).toBe(told);
});
