import * as http from 'http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Content-Type, if there is one. */
  readonly type?: string;
}

export interface HttpGetOptions {
  /**
   * How long a server that does not answer yet is asked again.
   * @default 30
   */
  readonly seconds?: number;
  /** Says why there is no use in asking again: the server has ended. */
  readonly gaveUp?: () => Promise<string | undefined>;
}

/** GET, again and again until something answers. An answer is an answer, whatever its status. */
export async function httpGet(url: string, options: HttpGetOptions = {}): Promise<HttpAnswer> {
  const seconds = options.seconds ?? 30;
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await getOnce(url);
    } catch (error) {
      const late = performance.now() > end ? `no answer within ${seconds} s: ${(error as Error).message}` : undefined;
      const reason = await options.gaveUp?.() ?? late;
      if (reason !== undefined) {
        throw new Error(`GET ${url}: ${reason}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

// Node's fetch may stay silent for ever when a connection is reset, as one to a published port of a container that does not listen yet.
function getOnce(url: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent: false, timeout: 10_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, body, type: response.headers['content-type'] }));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('connected, but no answer in 10 s')));
    request.on('error', reject);
  });
}
