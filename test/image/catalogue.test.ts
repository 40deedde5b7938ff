import { afterAll, expect, test } from 'vitest';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';

let image: string | undefined;

afterAll(async () => {
  if (image !== undefined) {
    await removeImage(image);
  }
});

test('libraries that are opened, linked by wheels or compiled against, and programs that are executed, are all there by their PyPI names', async () => {
  const { imageId } = await buildApp({
    source: folderWith({
      'requirements.txt': 'opencv-python==4.12.0.88\npdf2image==1.17.0\npython-ldap==3.4.5\npython-magic==0.4.27\nweasyprint==66.0\n',
      'main.py': [
        'import shutil',
        'import cv2, ldap, magic',
        'from pdf2image import convert_from_bytes',
        'from weasyprint import HTML',
        'pdf = HTML(string="<p>Hello</p>").write_pdf()',
        'page = convert_from_bytes(pdf)[0]',
        'print(magic.from_buffer(pdf, mime=True), page.getextrema()[0], ldap.VENDOR_VERSION > 20000, cv2.__version__, shutil.which("gcc"))', '',
      ].join('\n'),
    }),
  });
  image = imageId;
  // The letters are drawn: black on white.
  expect(await runInImage(imageId, [], { readOnly: true, tmpfs: ['/tmp'], network: 'none' })).toBe('application/pdf (0, 255) True 4.12.0 None\n');
});
