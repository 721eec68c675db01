// Looks at audit reports in a real browser. Run by .ci/browser-test.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as sites from './sites.mjs';

const require = createRequire(join(process.env.TOOLS, 'node_modules/'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.SCREENSHOTS;

let browser;
before(async () => { browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] }); });
after(() => browser.close());

// open opens a report and fails the test on anything that a quiet page does not do.
async function open(t, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', m => wrong.push(`console: ${m.text()}`));
  page.on('pageerror', e => wrong.push(`error: ${e.message}`));
  page.on('dialog', d => { wrong.push(`dialog: ${d.message()}`); d.dismiss(); });
  page.on('request', r => { if (r.url().split('#')[0] !== url.split('#')[0]) { wrong.push(`request: ${r.url()}`); } });
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await page.goto(url);
  return page;
}

const shown = page => page.locator('article.finding:visible').count();
const result = page => page.locator('#result').textContent();
const inView = locator => locator.evaluate(e => { const r = e.getBoundingClientRect(); return r.top > -5 && r.top < innerHeight; });

// settled waits until the filter has looked at what was typed, and the page was
// laid out: by timers of the page, which keep their order however slow it is.
const settled = page => page.evaluate(() => new Promise(done => { setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 100); }));

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 800 } },
  'in forced colours': { forcedColors: 'active' },
};

// fits tests that everybody can use a report, on every screen.
function fits(name, address) {
  for (const [look, options] of Object.entries(looks)) {
    test(`is accessible and fits when ${look}`, async t => {
      const page = await open(t, address(), options);
      await page.evaluate(() => { document.querySelectorAll('details').forEach(d => { d.open = true; }); });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html)}`), []);
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.reload();
        await page.screenshot({ path: join(shots, `${name}-${look.replaceAll(' ', '-')}.png`), fullPage: true });
      }
    });
  }
}

// prints tests that paper shows what is closed on the screen.
function prints(name, address) {
  test('prints everything', async t => {
    const page = await open(t, address());
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('nav:visible, #filter:visible').count(), 0);
    const hidden = await page.$$eval('details', list => list.filter(d => [...d.children].slice(1).some(c => c.textContent.trim() && c.getBoundingClientRect().height === 0)).length);
    assert.equal(hidden, 0, 'closed parts that are not printed');
    if (shots) { await page.pdf({ path: join(shots, `${name}.pdf`), preferCSSPageSize: true }); }
  });
}

describe('the findings of check as HTML', () => {
  let url;
  before(() => { url = sites.check(); });
  fits('check', () => url);
  prints('check', () => url);
});

for (const name of ['example', 'wide', 'hostile', 'nothing']) {
  describe(`the report on ${name}`, () => {
    let url;
    before(() => { url = sites[name](); });
    fits(name, () => url);
    prints(name, () => url);

    test('has links that lead somewhere, and opens what they lead to', async t => {
      const page = await open(t, url);
      const targets = await page.$$eval('a[href^="#"]', list => [...new Set(list.map(a => a.getAttribute('href')))]);
      for (const href of targets) {
        await page.evaluate(h => { location.hash = h; }, href);
        await page.waitForTimeout(20);
        const target = page.locator(`[id="${decodeURIComponent(href.slice(1))}"]`);
        assert.equal(await target.count(), 1, href);
        assert.ok(await inView(target), `${href} is out of sight`);
        const closed = await target.evaluate(e => { const d = e.matches('details') ? e : e.matches('article') && e.querySelector('details'); return d && !d.open; });
        assert.ok(!closed, `${href} stays closed`);
      }
    });

    test('is readable without script', async t => {
      const page = await open(t, url, { javaScriptEnabled: false });
      assert.equal(await page.locator('#filter:visible').count(), 0, 'a filter that does nothing');
      const findings = page.locator('article.finding');
      assert.equal(await findings.count(), await shown(page));
      if (await findings.count() > 0) {
        const summary = findings.first().locator('summary');
        await summary.click();
        await summary.click();
        assert.ok(await findings.first().locator('.frame').isVisible());
      }
    });
  });
}

describe('the filter', () => {
  let url;
  before(() => { url = sites.wide(); });

  test('finds words, wherever they stand', async t => {
    const page = await open(t, url);
    const all = await shown(page);
    assert.match(await result(page), new RegExp(`^${all} findings$`));
    await page.fill('#q', 'MAPI_E_LOGON_FAILED inc/logon');
    await settled(page);
    assert.ok(await shown(page) > 0 && await shown(page) < all);
    for (const text of await page.locator('article.finding:visible').allTextContents()) { assert.match(text, /inc\/logon/); }
    await page.fill('#q', 'no such words');
    await settled(page);
    assert.equal(await shown(page), 0);
    assert.equal(await result(page), `0 of ${all} findings`);
    assert.equal(await page.locator('.group:visible').count(), 0, 'headings of nothing');
    await page.click('button[type=reset]');
    await settled(page);
    assert.equal(await shown(page), all);
  });

  test('chooses rule, application, confidence and level', async t => {
    const page = await open(t, url);
    const all = await shown(page);
    const rule = await page.locator('#rule option').nth(1).getAttribute('value');
    await page.selectOption('#rule', rule);
    await settled(page);
    assert.equal(await shown(page), await page.locator(`article[data-rule="${rule}"]`).count());
    await page.selectOption('#rule', '');
    const app = await page.locator('#app option').nth(1).getAttribute('value');
    await page.selectOption('#app', app);
    await settled(page);
    assert.equal(await shown(page), await page.locator(`[data-app="${app}"] article`).count());
    await page.selectOption('#app', '');
    await page.selectOption('#confidence', 'high');
    await settled(page);
    assert.equal(await shown(page), await page.locator('article[data-confidence=high]').count());
    await page.selectOption('#confidence', '');
    await page.uncheck('input[value=error]');
    await settled(page);
    assert.equal(await shown(page), all - await page.locator('article[data-state=error]').count());
  });

  test('gives way to a link to a finding that it hides', async t => {
    const page = await open(t, url);
    await page.fill('#q', 'no such words');
    await settled(page);
    await page.evaluate(() => { location.hash = '#f-1'; });
    await settled(page);
    assert.ok(await page.locator('#f-1').isVisible());
    assert.ok(await inView(page.locator('#f-1')));
  });

  test('works by keyboard alone', async t => {
    const page = await open(t, url);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the report');
    assert.ok(await inView(page.locator('.skip')), 'the link cannot be seen');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    await page.focus('#q');
    await page.keyboard.type('logon');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.ok(await shown(page) > 0);
    const details = page.locator('article.finding:visible details').first();
    const before = await details.evaluate(d => d.open);
    await details.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await details.evaluate(d => d.open), !before);
  });

  test('opens and closes all', async t => {
    const page = await open(t, url);
    await page.click('#fold');
    assert.equal(await page.locator('article details[open]').count(), 0);
    await page.click('#unfold');
    assert.equal(await page.locator('article details:not([open])').count(), 0);
  });
});

// cost loads a page three times and returns the least that its own thread worked,
// in seconds: what else the machine does is not in it, how fast the machine is
// is. seen is the time until the first text stands there, the least of the three.
async function cost(t, url) {
  const least = { work: Infinity, seen: Infinity };
  for (let i = 0; i < 3; i++) {
    const page = await open(t, 'about:blank');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    page.removeAllListeners('request');
    await page.goto(url);
    const { metrics } = await cdp.send('Performance.getMetrics');
    const seen = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity);
    least.work = Math.min(least.work, metrics.find(m => m.name === 'TaskDuration').value);
    least.seen = Math.min(least.seen, seen / 1000);
    await page.context().close();
  }
  return least;
}

test('a report with 5,000 findings costs the browser what its text costs', async t => {
  const { url, plain } = sites.many();
  const report = await cost(t, url);
  const text = await cost(t, plain);
  t.diagnostic(`seen after ${report.seen.toFixed(2)} s, work ${report.work.toFixed(2)} s; without style and script ${text.seen.toFixed(2)} s, ${text.work.toFixed(2)} s`);
  // Seconds are the machine's; what the report adds to its text is ours.
  assert.ok(report.work < 1.25 * text.work, 'style and script cost more than a quarter of what the text alone does');
  assert.ok(report.seen < text.seen + text.work, 'nothing is to be seen while the browser could have laid out all');

  const page = await open(t, url);
  assert.ok(await page.locator('article.finding').count() >= 5000);
  const filter = await page.evaluate(() => new Promise(done => {
    const q = document.getElementById('q');
    q.value = 'page42.asp';
    q.dispatchEvent(new Event('input', { bubbles: true }));
    const start = performance.now();
    new MutationObserver(() => requestAnimationFrame(() => done((performance.now() - start) / 1000))).observe(document.getElementById('result'), { childList: true });
  }));
  t.diagnostic(`filter: ${filter.toFixed(2)} s`);
  assert.match(await result(page), /^50 of /);
  assert.equal(await shown(page), 50);
  await page.evaluate(() => { location.hash = '#f-4000'; });
  await settled(page);
  assert.ok(await inView(page.locator('#f-4000')), 'a link to a finding leads nowhere');
  await page.click('#fold');
  assert.equal(await shown(page), 0);
  if (shots) { await page.click('button[type=reset]'); await page.fill('#q', 'page42.asp'); await settled(page); await page.evaluate(() => document.getElementById('findings').scrollIntoView()); await page.screenshot({ path: join(shots, 'many.png') }); }
  assert.ok(filter < text.work, `the filter takes ${filter} s, as long as to lay out the whole text`);
});
