/** The same reader, which keeps what it made of the last message: several ask one after the other about the same. */
export function rememberLast(read: (message: string) => string): (message: string) => string {
  let last: { message: string; plain: string } | undefined;
  return (message) => {
    if (message !== last?.message) last = { message, plain: read(message) };
    return last.plain;
  };
}
