// Opens /explorer in a browser, runs the query of the first tab and prints what it answered, then what the page fetched from elsewhere and what went wrong.
// Arguments: URL of the service, path of the browser, language of the browser, path for a picture or nothing.
import { chromium } from 'playwright-core';

const [url, executablePath, locale, picture] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ locale, viewport: { width: 1400, height: 900 } });
  const faults = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => { if (message.type() === 'error') { faults.push(message.text()); } });
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin) { faults.push(`fetched ${request.url()}`); } });
  await page.goto(new URL('/explorer', url).href);
  await page.waitForSelector('.graphiql-execute-button');
  await page.waitForSelector('.graphiql-query-editor .view-line');
  const tabs = await page.$$eval('.graphiql-tab-button', (buttons) => buttons.map((button) => button.textContent));
  await page.click('.graphiql-execute-button');
  const answer = await page.waitForFunction(() => {
    const text = [...document.querySelectorAll('.result-window .view-line')].map((line) => line.textContent).join('\n').replaceAll('\u00a0', ' ');
    return text.includes('"data"') && text;
  });
  console.log(JSON.stringify({ tabs, answer: await answer.jsonValue(), faults }));
  if (picture) { await page.screenshot({ path: picture }); }
} finally {
  await browser.close();
}
