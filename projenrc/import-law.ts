import type { javascript } from 'projen';
import { type Room, ROOMS } from './rooms';

/** Folders below a room that the law is written for. */
const DEPTHS = [0, 1, 2];
/** The end of an import path that never climbs. */
const BELOW = '(/(?!.*\\.\\.).*)?$';
/** Named by their own rules, so the rule of the room leaves them alone. */
const SPECIAL = ['aws-cdk-lib(/.*)?$', '(node:)?child_process$'];

const NO_CDK = 'aws-cdk-lib is imported in src/*.ts, src/building and src/exits only: the other rooms plan and render with no cloud in sight, and are tested that way.';
const NO_PROCESS = 'src starts no process outside src/cli: synth needs no Docker, no Python and no network, and reading a project never runs it.';

/** Adds one override per room and depth that forbids every import but the listed ones, and says why. */
export function addImportLaw(eslint: javascript.Eslint): void {
  for (const room of ROOMS) {
    for (const depth of room.name === '' ? [0] : DEPTHS) {
      eslint.addOverride({
        files: [['src', room.name, ...Array<string>(depth).fill('*'), '*.ts'].filter((part) => part !== '').join('/')],
        rules: {
          'no-restricted-imports': 'off', // the same rule, without `import x = require('y')`
          '@typescript-eslint/no-restricted-imports': ['error', { patterns: patternsOf(room, depth) }],
        },
      });
    }
  }
}

function patternsOf(room: Room, depth: number) {
  const patterns = [{ regex: `^(?!${allowedOf(room, depth).join('|')})`, message: messageOf(room) }];
  if (!room.packages.includes('aws-cdk-lib')) patterns.push({ regex: '^aws-cdk-lib(/|$)', message: NO_CDK });
  if (!room.packages.includes('child_process')) patterns.push({ regex: '^(node:)?child_process$', message: NO_PROCESS });
  return patterns;
}

function allowedOf(room: Room, depth: number): string[] {
  const packages = room.packages.map((name) => (name === 'aws-cdk-lib' ? `${name}(/.*)?$` : `(node:)?${name}$`));
  if (room.name === '') {
    return ['\\./(?!(cli|projen)(/|$))(?!.*\\.\\.).*$', ...packages, ...SPECIAL];
  }
  const allowed = [`\\.${BELOW}`, ...packages, ...SPECIAL];
  if (depth > 0) allowed.push(`(\\.\\./){0,${depth - 1}}\\.\\.${BELOW}`);
  const toSrc = `(\\.\\./){${depth}}\\.\\.`;
  for (const other of room.rooms) {
    allowed.push(other === '' ? `${toSrc}(/index)?$` : `${toSrc}/${other}${BELOW}`);
  }
  return allowed;
}

function messageOf(room: Room): string {
  const rooms = room.rooms.map((other) => (other === '' ? 'src/index.ts' : `src/${other}`));
  return `${room.name === '' ? 'src/*.ts' : `src/${room.name}`} imports only ${[...rooms, ...room.packages].join(', ')}: ${room.why}.`;
}
