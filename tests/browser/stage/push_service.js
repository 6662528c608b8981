// What Chromium asks for an address by which it may be told, in place of the service of its makers: a name for the
// machine, then a name for each subscription. It carries no messages.
import { createServer } from "node:http";

const number = (tag, value) => {
  const bytes = Buffer.alloc(9);
  bytes[0] = tag;
  bytes.writeBigUInt64LE(value, 1);
  return bytes;
};

// Fields 1 (all is well), 7 (the machine) and 8 (its secret) of the answer, as Protocol Buffers write them.
const machine = Buffer.concat([Buffer.from([0x08, 1]), number(0x39, 11n), number(0x41, 22n)]);

export async function pushService() {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.end(request.url === "/machine" ? machine : "token=somebody"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const words = [`--gcm-checkin-url=${address}/machine`, `--gcm-registration-url=${address}/name`, `--gcm-mcs-endpoint=${address}`];
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { words, stop };
}
