import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { binary } from "./product.ts";

/**
 * A server of the journey's own, on the same database: it can be killed and come back at the same address.
 * The background work stays with the server of all journeys: mail leads to an address that remains.
 */
export class Server {
  readonly address: string;
  private readonly port: number;
  private process: ChildProcess | null = null;

  private constructor(port: number) {
    this.port = port;
    this.address = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Server> {
    const server = new Server(await freePort());
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    if (binary === undefined) throw new Error("CALITAS_BIN names the program; it is not set");
    this.process = spawn(binary, ["serve"], {
      env: {
        ...process.env,
        CALITAS_LISTEN: `127.0.0.1:${this.port}`,
        CALITAS_PUBLIC_URL: this.address,
        CALITAS_WORKERS: "false",
      },
      stdio: "ignore",
    });
    for (const until = Date.now() + 30_000; Date.now() < until; ) {
      const answer = await fetch(`${this.address}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the server was not ready in 30 seconds");
  }

  /** As a crash or a power cut would. */
  async kill(): Promise<void> {
    const { process } = this;
    this.process = null;
    if (process === null || process.exitCode !== null) return;
    const ended = once(process, "exit");
    process.kill("SIGKILL");
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const taken = probe.address();
  probe.close();
  await once(probe, "close");
  if (taken === null || typeof taken === "string") throw new Error("no free port");
  return taken.port;
}
