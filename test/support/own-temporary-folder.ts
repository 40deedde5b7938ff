import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/** Gives a run of tests a folder for temporary files of its own, which goes with the run: `new App()` leaves an assembly in it each time. */
export default function ownTemporaryFolder(): () => void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-python-images-run-'));
  // Some tests act as another user, who passes through it.
  fs.chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
