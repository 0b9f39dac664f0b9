import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FrameworkServer, type Observed } from './server';

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'out/fuzz');

/**
 * What one framework did with programs. What was run once is kept in out/fuzz, as long as the
 * scripts that run it are the same: another analysis is held to the same runs at once.
 */
export class Records {
  private readonly kept = new Map<string, Observed | null>();
  private readonly file: string;
  private server: FrameworkServer | null = null;

  constructor(readonly framework: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, `${framework}-${recorderDigest()}.jsonl`);
    if (!existsSync(this.file)) return;
    for (const line of readFileSync(this.file, 'utf8').split('\n').filter(Boolean)) {
      const [digest, observed] = JSON.parse(line) as [string, Observed | null];
      this.kept.set(digest, observed && { ...observed, framework });
    }
  }

  /** Whether the framework is one for a program: what uses TensorFlow itself runs with TensorFlow only. */
  runs(text: string): boolean {
    return !/-(jax|torch)$/.test(this.framework) || !/\btf\.(?!keras\b)/.test(text);
  }

  /** What the framework does with the program; null when it died of it or took too long. */
  async of(text: string): Promise<Observed | null> {
    const digest = createHash('sha256').update(text).digest('hex');
    const known = this.kept.get(digest);
    if (known !== undefined) return known;
    this.server ??= new FrameworkServer(this.framework);
    const observed = await this.server.run(text);
    this.kept.set(digest, observed);
    appendFileSync(this.file, `${JSON.stringify([digest, observed])}\n`);
    return observed;
  }

  close(): void {
    this.server?.close();
  }
}

/** Tells the versions of the scripts that run programs apart. */
function recorderDigest(): string {
  const hash = createHash('sha256');
  for (const from of ['scripts/oracle', 'scripts/fuzz'])
    for (const file of readdirSync(path.join(root, from)).sort())
      if (file.endsWith('.py')) hash.update(readFileSync(path.join(root, from, file)));
  return hash.digest('hex').slice(0, 8);
}
