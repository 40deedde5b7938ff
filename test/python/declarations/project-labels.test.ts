import { expect, test } from 'vitest';
import { projectLabels } from '../../../src/python/declarations/project-labels';
import { parseToml } from '../../../src/python/source/toml-file';

const labels = (...lines: string[]) => projectLabels(parseToml(lines.join('\n'), 'pyproject.toml'));
const oci = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`org.opencontainers.image.${name}`, value]));

test('all that a project says of itself', () => {
  expect(labels(
    'name = "api"', 'version = "1.2"', 'description = "Answers.\\nAll questions."', 'license = "MIT OR Apache-2.0"',
    'authors = [{ name = "A. Author", email = "a@example.com" }, { name = "B" }, { email = "c@example.com" }]',
    '[urls]', 'Homepage = "https://api.example"', '"Source Code" = "https://git.example/api"', 'Docs = "https://docs.example"', 'Funding = "https://x.example"',
  )).toEqual(oci({
    title: 'api', version: '1.2', description: 'Answers. All questions.', authors: 'A. Author <a@example.com>, B, <c@example.com>',
    licenses: 'MIT OR Apache-2.0', url: 'https://api.example', source: 'https://git.example/api', documentation: 'https://docs.example',
  }));
});

test('what is not said, or is no text, is no label', () => {
  expect(labels('name = "api"', 'version = ""', 'description = 1', 'authors = "me"', 'urls = "x"', 'license = { file = "LICENSE" }')).toEqual(oci({ title: 'api' }));
});

test('the older way to name a licence; a whole text is none', () => {
  expect(labels('license = { text = "MIT" }')).toEqual(oci({ licenses: 'MIT' }));
  expect(labels(`license = { text = "${'Permission is hereby granted '.repeat(20)}" }`)).toEqual({});
});
