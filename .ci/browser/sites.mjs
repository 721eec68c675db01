// The code bases that the reports of the browser test are about.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const work = process.env.WORK;

function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return root;
}

// audit writes the report of some code bases and returns its address.
function audit(name, ...sites) {
  const file = join(work, `${name}.html`);
  execFileSync(process.env.CDOLINT, ['audit', '--quiet', '-o', file, ...sites]);
  return `file://${file}`;
}

const config = (...on) => `<configuration><system.webServer><security><authentication>
${['anonymous', 'windows', 'basic'].map(k => `<${k}Authentication enabled="${on.includes(k)}" />`).join('\n')}
</authentication></security></system.webServer></configuration>`;

const logon = (server, mailbox) => `Set objSession = Server.CreateObject("MAPI.Session")
objSession.Logon "", "", False, True, 0, True, "${server}" & vbLf & "${mailbox}"
`;

// example is the site that README.md shows.
export function example() {
  const site = join(work, 'intranet');
  cpSync('testdata/sites/intranet', site, { recursive: true });
  return audit('example', site);
}

// wide has a deep tree of includes, what cannot be read, and several sources.
export function wide() {
  const files = {
    'web.config': config('windows'),
    'global.asa': '',
    'page.asp': '<!--#include file="inc/all.inc"-->\n<!--#include file="inc/gone.inc"-->\n<% Open %>\n',
    'broken.asp': '<% If x Then\nSet m = CreateObject("MAPI.Session"\n%>',
    'inc/logon.inc': `<% Sub Open\n${logon('EX01', 'anna')}End Sub %>`,
  };
  const names = ['top', 'menu', 'database', 'dates', 'strings', 'a-rather-long-name-for-an-include-file'];
  files['inc/all.inc'] = names.map(n => `<!--#include file="${n}.inc"-->`).join('\n');
  for (const n of names) { files[`inc/${n}.inc`] = n === 'dates' ? '<!--#include file="strings.inc"-->' : '<!--#include file="logon.inc"-->'; }
  const second = write(join(work, 'second'), { 'web.config': config('basic'), 'mail.asp': `<%\n${logon('EX02', 'x')}%>`, 'shop/global.asa': '', 'shop/order.asp': '<% Set m = CreateObject("JMail.Message") %>' });
  return audit('wide', write(join(work, 'wide'), files), second);
}

// check is the other HTML that there is, of check: one that works, a long line
// and a deep folder.
export function check() {
  const site = write(join(work, 'check'), {
    'intranet/departments/human-resources/reservations/web.config': config('windows'),
    'intranet/departments/human-resources/reservations/inbox.asp': `<%\n' ${'x'.repeat(300)}\n${logon('EX01', 'anna')}Response.Write objSession.Inbox.Messages.Count\n%>\n`,
    'broken.asp': '<% If x Then\nSet m = CreateObject("MAPI.Session"\n%>',
  });
  const file = join(work, 'check.html');
  execFileSync(process.env.CDOLINT, ['check', '--fail-on', 'never', '-o', file, site]);
  return `file://${file}`;
}

// hostile has names and code that would be markup.
export function hostile() {
  const bad = '"><img src=x onerror=alert(1)><script>alert(2)<';
  return audit('hostile', write(join(work, 'hostile'), {
    'web.config': config('windows'),
    [`${bad}.asp`]: `<%\n' </pre><script>alert(3)</script>\n${logon(`${bad.replaceAll('"', '""')}`, '<svg onload=alert(4)>')}%>`,
    "{{.}}'`${alert(5)}.asp": `<%\n${logon('EX', 'x')}%>`,
  }));
}

// nothing has no page at all.
export function nothing() { return audit('nothing', write(join(work, 'nothing'), { 'readme.txt': 'x' })); }

// many has 5,000 findings. plain is the same report without style and script:
// what its text alone costs this browser on this machine.
export function many() {
  const files = {};
  for (let a = 0; a < 50; a++) {
    files[`app${a}/global.asa`] = '';
    files[`app${a}/web.config`] = config(['windows', 'basic', 'anonymous'][a % 3]);
    files[`app${a}/inc/top.inc`] = '<% Sub PageTop : End Sub %>';
    for (let p = 0; p < 100; p++) {
      files[`app${a}/page${p}.asp`] = `<!--#include file="inc/top.inc"-->\n<%\nPageTop\n${logon(`EX0${a % 3}`, `box${p}`)}For Each m In objSession.Inbox.Messages\n  Response.Write m.Subject\nNext\nobjSession.Logoff\n%>\n`;
    }
  }
  const url = audit('many', write(join(work, 'many'), files));
  const report = readFileSync(new URL(url), 'utf8');
  const plain = join(work, 'plain.html');
  writeFileSync(plain, report.replace(/<(script|style)\b[^]*?<\/\1>/g, '').replace(/<meta http-equiv[^>]*>/, ''));
  return { url, plain: `file://${plain}` };
}
