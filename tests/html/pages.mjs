// Opens pages as readers do: pages.mjs BROWSER PAGE.html... No console message, no request, no horizontal scroll at any
// width, no violation of axe-core's rules, in light and dark. With PICTURES=FOLDER it leaves pictures and a PDF there.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import puppeteer from 'puppeteer-core';

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core'), 'utf8');
const [browserPath, ...files] = process.argv.slice(2);
const pictures = process.env.PICTURES;
const faults = [];
const browser = await puppeteer.launch({executablePath: browserPath, headless: true, args: ['--no-sandbox', '--disable-gpu']});

for (const file of files) {
  const name = path.basename(file, '.html');
  const url = pathToFileURL(path.resolve(file)).href;
  for (const scheme of ['light', 'dark']) {
    const page = await browser.newPage();
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    page.on('console', (message) => faults.push(`${name} ${scheme}: console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`${name} ${scheme}: error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) {
        faults.push(`${name} ${scheme}: asks for ${request.url()}`);
      }
    });
    for (const width of [360, 768, 1440]) {
      await page.setViewport({width, height: 900});
      await page.goto(url, {waitUntil: 'load'});
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) {
        faults.push(`${name} ${scheme}: ${wide} pixels wide in a window of ${width}`);
      }
      if (pictures) {
        await page.screenshot({path: path.join(pictures, `${name}-${scheme}-${width}.png`), fullPage: true});
      }
    }
    const sorted = await page.evaluate(() => {
      const table = document.querySelector('table.sortable');
      if (!table) {
        return true;
      }
      const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.querySelector('button'));
      const texts = () => [...table.tBodies[0].rows].map((row) => row.cells[column].textContent);
      table.tHead.rows[0].cells[column].querySelector('button').click();
      const up = texts();
      table.tHead.rows[0].cells[column].querySelector('button').click();
      const known = (list) => list.filter((text) => text.trim() !== '');
      return new Set(known(up)).size < 2 || known(up)[0] !== known(texts())[0];
    });
    if (!sorted) {
      faults.push(`${name} ${scheme}: a click on a heading does not sort`);
    }
    // The page's own policy lets no other script in; the judge is let in beside it.
    await page.setBypassCSP(true);
    await page.goto(url, {waitUntil: 'load'});
    await page.evaluate(axe);
    const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
    for (const violation of violations) {
      faults.push(`${name} ${scheme}: ${violation.id}: ${violation.nodes.map((node) => node.target).slice(0, 3).join('; ')}`);
    }
    if (pictures && scheme === 'light') {
      await page.pdf({path: path.join(pictures, `${name}.pdf`), preferCSSPageSize: true});
    }
    await page.close();
  }
}
await browser.close();
console.log(faults.length > 0 ? faults.join('\n') : `${files.length} pages, nothing to mend`);
process.exit(faults.length > 0 || files.length === 0 ? 1 : 0);
