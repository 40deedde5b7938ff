import { BuildContext } from './build-context';

/** Files that hold a secret by their name, and of what they say where the name alone does not tell. */
const SECRETS: { readonly name: RegExp; readonly text?: RegExp }[] = [
  { name: /\.(?:p12|pfx|jks|keystore|kdbx)$/i },
  { name: /^(?:secrets?|credentials?)\.(?:json|ya?ml|toml|ini)$/i },
  { name: /\.(?:pem|key)$/i, text: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { name: /\.json$/i, text: /"private_key"\s*:\s*"-----BEGIN/ },
];
/** Longer files are data. */
const LONGEST = 100_000;

/** The files of a context that look like secrets: everybody who can pull the image has them. As the source has them where they are the app's. */
export function secretFiles({ files }: BuildContext): string[] {
  return files.filter((file) => {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    return SECRETS.some((one) => one.name.test(name) && (one.text === undefined || holds(file.content(), one.text)));
  }).map(({ path }) => path.replace(/^(?:app|files)\//, ''));
}

function holds(content: Buffer | string, text: RegExp): boolean {
  return content.length <= LONGEST && text.test(content.toString());
}
