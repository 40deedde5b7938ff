// Prints `N passed, N failed` for a folder of Vitest's JSON reports and a number of failed steps; exits 1 unless something passed and nothing failed.
const fs = require('fs');
const path = require('path');

const [folder, failedSteps] = process.argv.slice(2);
let passed = 0;
let failed = Number(failedSteps);
for (const name of fs.readdirSync(folder).sort()) {
  const report = read(path.join(folder, name));
  if (!report) {
    failed += 1;
    continue;
  }
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const file of report.testResults) {
    // A file that does not load has no tests to count.
    if (file.status === 'failed' && file.assertionResults.length === 0) failed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

/** Nothing for a report that a dying run left unfinished. */
function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    console.log(`not a report: ${path.basename(file)}`);
    return undefined;
  }
}
