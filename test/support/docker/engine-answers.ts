import { docker } from './run-docker';

/** Whether a Docker engine answers. */
export async function engineAnswers(): Promise<boolean> {
  try {
    await docker(['version', '--format={{.Server.Version}}'], { seconds: 10 });
    return true;
  } catch {
    return false;
  }
}
