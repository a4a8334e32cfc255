import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumAbsent, chromiumAvailable, openChromium } from '../browser/chromium.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { answer, type ScriptedOpenai, startScriptedOpenai } from '../scripted-openai/index.js';
import { InstalledExample, type RunningExample } from './installed-example.js';

const prompt = 'Write a release note for our billing export, for accountants.';
const better = 'Write a release note of 150 words for accountants about the CSV export of invoices.';

/** A model that is a while at its rewriting. */
async function slowModel() {
  let isSlow = true;
  const server: ScriptedOpenai = await startScriptedOpenai(async ({ purpose, user }) => {
    const material = JSON.parse(user.split('\n')[1] ?? '{}');
    if (purpose === 'judge') return answer(verdict(material.prompt === better ? 4 : 2));
    if (purpose === 'compare') {
      return answer({ for_first: '', for_second: '', better: material.first === better ? 'first' : 'second' });
    }
    if (isSlow) await new Promise(() => {});
    return answer(rewrite(better));
  });
  return {
    server,
    hurry: () => {
      isSlow = false;
    },
  };
}

describe.skipIf(!chromiumAvailable())(
  `the pages of the Express example, with a model (else: ${chromiumAbsent})`,
  () => {
    let example: InstalledExample;
    let running: RunningExample;
    let browser: Awaited<ReturnType<typeof openChromium>>;
    let model: Awaited<ReturnType<typeof slowModel>>;

    beforeAll(async () => {
      example = await InstalledExample.install('express');
      model = await slowModel();
      running = await example.start({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.server.baseUrl });
      browser = await openChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await running?.stop();
      await model?.server.close();
      await example?.remove();
    });

    test('show what the model writes while it does, end a run that is canceled, and show what another one came to', async () => {
      const session = { name: '__Host-session', value: running.token, domain: '127.0.0.1', path: '/', secure: true };
      await browser.context.addCookies([session]);
      const page = await browser.context.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(running.url.replace('localhost', '127.0.0.1'));
      await page.getByLabel('Domain').selectOption('saas');
      await page.getByLabel('Output format').selectOption('md');
      await page.getByLabel('Prompt', { exact: true }).fill(prompt);
      await page.getByRole('button', { name: 'Optimize' }).click();
      await page.getByText('Rewriting').first().waitFor();
      expect(await page.getByLabel('What the model is writing').innerText()).toContain('"evidence"');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('What the run had used by then is paid for.').waitFor();

      const runs = async () => {
        const headers = { authorization: `Bearer ${running.token}` };
        const listed = await (await fetch(`${running.url}/api/runs`, { headers })).json();
        return listed.runs.map(({ status }: { readonly status: string }) => status);
      };
      await expect.poll(runs, { timeout: 60_000 }).toEqual(['canceled']);
      model.hurry();
      await page.getByRole('button', { name: 'Optimize' }).click();
      await page.getByText('Your optimized prompt').waitFor();
      expect(await page.locator('.version-new pre').innerText()).toBe(better);
      expect(await runs()).toEqual(['succeeded', 'canceled']);
    });
  },
);
