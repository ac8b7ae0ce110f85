// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { Component } from 'svelte';
import type { DeploymentView, DoctorCode, DoctorReport, PartStatus, TeardownView } from '../bindings/contract';
import type { WaitCode } from '../bindings/kinds';
import type { BarredCode } from '../bindings/sentences';
import { barredWords, i18n, probeWords } from '../i18n';
import { app } from '../state/app.svelte';
import { wizard } from '../state/wizard.svelte';
import { chosen, domainView, records, servers, unwell, well } from '../testing/domains';
import { launching, part, probes, up, zoneTeardown } from '../testing/runs';
import { at, begin, calls, pass, press, show, stage, text, type } from '../testing/stage';
import { draftAt, problem, type Answers } from '../testing/world';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';
import Teardown from './teardown/Teardown.svelte';
import Verify from './verify/Verify.svelte';

stage();

async function open(screen: Component<{ id: string }>, answers: Answers) {
  const host = await begin(draftAt('review'), { probe: () => probes(), ...answers });
  await show(screen, { id: 'n7k2m4' });
  return host;
}

describe('the teardown of a deployment with a hosted zone', () => {
  const zoned: Answers = {
    deployment: () => up(),
    plan_teardown: ({ lang, keep, zone_goes }) => zoneTeardown(lang, keep, zone_goes),
    teardown: ({ id }) => ({ deployment: id, seq: 1 }),
  };

  test('keeps the zone, with its cost said, and asks for no other name', async () => {
    await open(Teardown, zoned);
    expect(text('zone-stays')).toContain('$0.50');
    expect(at('typed-zone')).toBeNull();
    expect(at('zone-free')?.textContent).toContain('within 12 hours');
    await type('typed-name', 'my-first-site');
    await press('confirm-teardown');
    expect(calls('plan_teardown')).toEqual([{ id: 'n7k2m4', keep: [], zone_goes: false, lang: 'en' }]);
    expect(calls('teardown')).toMatchObject([{ typed_zone: null }]);
  });

  test('deletes it only where its name is typed too', async () => {
    await open(Teardown, zoned);
    await press('zone-go');
    expect(at('zone-stays')).toBeNull();
    await type('typed-name', 'my-first-site');
    expect((at('confirm-teardown') as HTMLButtonElement).disabled).toBe(true);
    await type('typed-zone', 'example.com');
    expect((at('confirm-teardown') as HTMLButtonElement).disabled).toBe(true);
    await type('typed-zone', 'example.kr');
    await press('confirm-teardown');
    expect(calls('teardown')).toMatchObject([{ typed_zone: 'example.kr', keep: [] }]);
  });

  test('takes that back', async () => {
    await open(Teardown, zoned);
    await press('zone-go');
    await press('zone-keep');
    expect(at('zone-stays')).not.toBeNull();
    expect(at('typed-zone')).toBeNull();
  });

  test('offers nothing about a zone that is not ours', async () => {
    const foreign = (plan: TeardownView) => ({ ...plan, zone: plan.zone && { ...plan.zone, ours: false } });
    await open(Teardown, { ...zoned, plan_teardown: ({ lang }) => foreign(zoneTeardown(lang, [], false)) });
    expect(text('zone-stays')).toContain(i18n.m.teardown.zoneForeign);
    expect(at('zone-go')).toBeNull();
  });
});

const waiting = (what: WaitCode, more: Partial<DeploymentView> = {}): DeploymentView => {
  const view = launching();
  const parts = view.parts.map((it) => (it.node === 'alb' ? part('alb', 'working', { waiting: { what, detail: null } }) : it));
  return { ...view, parts, domain: domainView, ...more };
};

describe('a launch that waits on name servers', () => {
  const doctored = (said: () => DoctorReport): Answers => ({
    deployment: () => waiting('name_servers_wrong'),
    doctor: said,
    practice: () => ({ speed: 1, app: 'healthy', account: 'ordinary' }),
    set_practice_registrar: (next) => next,
  });

  test('shows the four beside those that are there, and the guide of their registrar', async () => {
    await open(Launch, doctored(() => unwell));
    for (const server of [...servers, ...unwell.registered]) expect(text('name-servers')).toContain(server);
    expect(text('registrar-guide')).toContain(i18n.m.registrars.guides.gabia?.how[0]);
  });

  test('looks again by itself every 10 s of the account’s time, and says when it is right', async () => {
    let said = unwell;
    await open(Launch, doctored(() => said));
    expect(calls('doctor')).toHaveLength(1);
    await pass(9_000);
    expect(calls('doctor')).toHaveLength(1);
    said = well;
    await pass(1_000);
    expect(calls('doctor')).toHaveLength(2);
    expect(text('servers-wait')).toContain(i18n.m.domain.wait.serversRight);
  });

  test('looks as often as the practice account’s clock goes', async () => {
    await open(Launch, { ...doctored(() => unwell), practice: () => ({ speed: 10, app: 'healthy', account: 'ordinary' }) });
    await pass(3_050);
    expect(calls('doctor')).toHaveLength(4);
  });

  test('looks again on a button', async () => {
    await open(Launch, doctored(() => unwell));
    await press('doctor-again');
    expect(calls('doctor')).toHaveLength(2);
  });

  test('is put right at the practice registrar, by hand or with one button', async () => {
    await open(Launch, doctored(() => unwell));
    await type('practice-servers', ` ${servers[0]}\n${servers[1]}, ${servers[2]}\n`);
    await press('save-servers');
    await press('fill-servers');
    await press('save-servers');
    expect(calls('set_practice_registrar')).toEqual([
      { name: 'example.kr', servers: servers.slice(0, 3), exercise: true },
      { name: 'example.kr', servers, exercise: true },
    ]);
    expect(calls('doctor')).toHaveLength(3);
  });

  test('of a name within a domain asks for NS records, and leaves the domain its name servers', async () => {
    const within = { zone: 'example.kr', host: 'app' };
    const findings: DoctorReport['findings'] = [{ code: 'not_delegated', stops: true, params: { within } }];
    await open(Launch, doctored(() => ({ ...unwell, zone: 'app.example.kr', registered: [], findings, within })));
    expect(text('servers-wait')).toContain(i18n.m.domain.wait.withinTitle);
    expect(text('servers-wait')).not.toContain(i18n.m.domain.wait.serversLead);
    for (const server of servers) expect(text('ns-records')).toContain(server);
    expect(text('finding-not_delegated')).toContain('Leave the name servers of example.kr as they are');
    for (const harmful of ['registrar-guide', 'practice-registrar']) expect(at(harmful), harmful).toBeNull();
    await press('add-ns');
    expect(calls('set_practice_registrar')).toEqual([{ name: 'app.example.kr', servers, exercise: true }]);
  });

  test('has no practice registrar in a real account', async () => {
    const view = waiting('name_servers_wrong');
    await open(Launch, { ...doctored(() => unwell), deployment: () => ({ ...view, summary: { ...view.summary, practice: false } }) });
    expect(at('practice-registrar')).toBeNull();
  });

  test('keeps what it knows where the DNS cannot be asked the next time', async () => {
    let fails = false;
    await open(
      Launch,
      doctored(() => {
        if (fails) throw problem('no_connection');
        return unwell;
      }),
    );
    fails = true;
    await press('doctor-again');
    expect(at('problem')).not.toBeNull();
    expect(at('name-servers')).not.toBeNull();
  });
});

describe('a launch that waits', () => {
  test('on records elsewhere shows each with its state, and adds one in practice', async () => {
    await open(Launch, {
      deployment: () => waiting('add_record', { domain: { ...domainView, dns: 'elsewhere' } }),
      records_to_add: () => records,
      doctor: () => well,
      add_practice_record: () => null,
    });
    expect(at('record-certificate')?.dataset.state).toBe('seen');
    expect(text('record-site')).toContain(i18n.m.domain.records.aliasSays);
    expect(text('record-www')).toContain('old-site.example.net');
    expect(text('record-api')).toContain(i18n.m.domain.records.notYet);
    expect(at('add-api')).toBeNull();
    await press('add-site');
    expect(calls('add_practice_record')).toEqual([records[1]]);
    expect(calls('records_to_add')).toHaveLength(2);
  });

  test('on Amazon says what is done and what is not', async () => {
    await open(Launch, { deployment: () => waiting('waiting_for_amazon'), doctor: () => well });
    expect(at('examined'), 'folded where all is well').not.toBeNull();
    expect(text('stage-record_spreading')).toContain(i18n.m.domain.wait.stageDone);
    expect(at('stage-waiting_for_amazon')?.getAttribute('aria-current')).toBe('step');
  });

  test('on what uses the certificate says that it is issued and being attached', async () => {
    const certificate = (status: PartStatus, what: WaitCode | null) =>
      part('alb', status, { node: 'cert-cdn', kind: 'certificate', late: what !== null, waiting: what === null ? null : { what, detail: null } });
    let view = waiting('provisioning');
    const parts = view.parts;
    view = { ...view, parts: [...parts, certificate('working', 'waiting_for_amazon')] };
    const host = await open(Launch, { deployment: () => view, doctor: () => well });
    expect(text('certificate-wait'), 'how long it usually takes').toContain(i18n.m.launch.late(i18n.range(part('alb', 'working').usual)));
    expect(at('stage-issued')?.className).not.toContain('done');
    view = { ...view, parts: [...parts, certificate('ready', null)] };
    host.tell({ seq: 1, at: '2026-11-20T09:21:00Z', deployment: view.summary.id, node: 'cert-cdn', generation: 1, what: 'settled' });
    await pass(60_000);
    expect(at('stage-issued')?.className).toContain('done');
    expect(at('stage-attached')?.getAttribute('aria-current')).toBe('step');
  });

  const barred = (code: DoctorCode): DoctorReport => ({ ...well, well: false, findings: [{ ...code, stops: true }, ...well.findings] });

  const bars: { [C in BarredCode]: DoctorCode & { code: C } } = {
    caa_shuts_out: { code: 'caa_shuts_out', params: { at: 'example.kr', issuers: [] } },
    dnssec_mismatch: { code: 'dnssec_mismatch' },
    no_such_domain: { code: 'no_such_domain' },
  };

  test.each(Object.keys(bars) as BarredCode[])('on %s asks for that, and not for name servers', async (code) => {
    await open(Launch, { deployment: () => waiting('certificate_barred'), doctor: () => barred(bars[code]) });
    expect(text('servers-wait')).toContain(barredWords(code).says);
    expect(text('servers-wait')).not.toContain(i18n.m.domain.wait.serversTitle);
    expect(at(`finding-${code}`)).not.toBeNull();
    expect(at('registrar-guide')).toBeNull();
  });

  test('on records elsewhere says what bars the certificate besides', async () => {
    await open(Launch, {
      deployment: () => waiting('certificate_barred', { domain: { ...domainView, dns: 'elsewhere' } }),
      records_to_add: () => records,
      doctor: () => barred(bars.caa_shuts_out),
    });
    expect(at('finding-caa_shuts_out')).not.toBeNull();
    expect(at('record-site')).not.toBeNull();
  });

  test('on something else shows nothing of a domain', async () => {
    await open(Launch, { deployment: () => launching() });
    for (const panel of ['servers-wait', 'records-wait', 'certificate-wait']) expect(at(panel), panel).toBeNull();
  });
});

describe('a site with a domain', () => {
  const withDomain = (more = {}): DeploymentView => ({ ...up(), domain: { ...domainView, ...more } });

  test('gets the lines that allow its pages to call the API, made from its origins', async () => {
    await open(Verify, { deployment: () => withDomain() });
    for (const backend of ['express', 'spring', 'nginx']) {
      await press(`cors-${backend}`);
      for (const origin of domainView.origins) expect(text('cors-text'), backend).toContain(origin);
    }
    expect(text('cors-text')).toContain('proxy_pass http://127.0.0.1:8080');
    expect(text('oauth')).toContain('https://example.kr');
  });

  test('needs no such lines where the API shares its name', async () => {
    await open(Verify, { deployment: () => withDomain({ api_name: null }) });
    expect(at('cors')).toBeNull();
    expect(document.body.textContent).toContain(i18n.m.done.apiBase);
  });

  test('shows of each probe what was asked, what came back and what it means', async () => {
    await open(Verify, { deployment: () => withDomain(), probe: () => probes('http_redirects') });
    const shown = text('probe-http_redirects');
    expect(shown).toContain('GET http://');
    expect(shown).toContain('502 text/html');
    expect(shown).toContain(probeWords({ code: 'http_redirects' }).wanted);
    await press('prove');
    expect(calls('probe')).toHaveLength(2);
  });
});

describe('home', () => {
  const draft = { ...draftAt('review'), domain: null };
  const home = (view: DeploymentView, more: Answers = {}): Answers => ({ deployment: () => view, look: () => view, draft_of: () => draft, ...more });

  test('adds a domain by way of the domain step', async () => {
    await open(Home, home(up()));
    await press('domain-add');
    expect(calls('draft_of')).toEqual([{ id: 'n7k2m4' }]);
    expect(app.screen).toEqual({ name: 'wizard' });
    expect(wizard.draft).toMatchObject({ step: 'domain', domain: { name: '', dns: 'route53' } });
  });

  test('checks the domain at any time', async () => {
    await open(Home, home({ ...up(), domain: domainView }, { doctor: () => unwell }));
    expect(calls('doctor')).toEqual([]);
    await press('domain-check');
    expect(at('finding-other_servers')).not.toBeNull();
    await press('doctor-again');
    expect(calls('doctor')).toHaveLength(2);
  });

  test('removes the domain by way of the review', async () => {
    await open(Home, home({ ...up(), domain: domainView }, { draft_of: () => ({ ...draft, domain: chosen }) }));
    await press('domain-remove');
    expect(app.screen).toEqual({ name: 'wizard' });
    expect(wizard.draft).toMatchObject({ step: 'review', domain: null });
  });

  test('says why it cannot change a deployment whose answers are lost', async () => {
    await open(
      Home,
      home(up(), {
        draft_of: () => {
          throw problem('blueprint_lost');
        },
      }),
    );
    await press('domain-add');
    expect(text('problem')).toContain('was found again by its tags');
  });
});
