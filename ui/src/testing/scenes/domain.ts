import type { DeploymentView, DoctorReport } from '../../bindings/contract';
import type { WaitCode } from '../../bindings/kinds';
import { press, scrollTo, type } from '../acts';
import { chosen, conflict, domainView, records, report, unwell, well, zones } from '../domains';
import { launching, part, up, zoneTeardown } from '../runs';
import { draftAt, inAccount, inPractice, type Answers } from '../world';
import { inLanguage, screen, type Scene } from './scene';

const registrar = { name: 'example.kr', servers: [], exercise: false };
const step = (answers: Answers, ...acts: Scene['acts'] & object): Scene => ({
  session: inPractice,
  draft: draftAt('domain', { domain: chosen }),
  answers: { zones: () => zones, domain: () => report({ registrar }), set_practice_registrar: (next) => next, ...answers },
  acts,
});

const waiting = (what: WaitCode, more: Partial<DeploymentView> = {}, said: DoctorReport = unwell): Answers => ({
  deployment: () => {
    const view = launching();
    const parts = view.parts.map((it) => (it.node === 'alb' ? part('alb', 'working', { waiting: { what, detail: null } }) : it));
    return inLanguage({ ...view, parts, domain: domainView, ...more }, 'launch');
  },
  doctor: () => said,
  records_to_add: () => records,
  add_practice_record: () => null,
  set_practice_registrar: (next) => next,
});

const site = { ...up(), domain: domainView };
const home: Answers = { deployment: () => inLanguage(site, 'launch'), look: () => inLanguage(site, 'launch'), doctor: () => unwell };

/** A domain: choosing it, waiting for it, living with it, and leaving it. */
export const domainScenes: Record<string, Scene> = {
  domain: step({}),
  'domain-later': { ...step({ zones: () => [] }), draft: draftAt('domain') },
  'domain-own': { ...step({ domain: () => report({ zones: [], zone: null, registrar, doctor: { ...well, expected: [], registered: unwell.registered, seen: [], findings: [{ code: 'zone_to_be_made', stops: false }], well: false } }) }), draft: draftAt('domain', { domain: { ...chosen, zone: '' } }) },
  'domain-idn': {
    ...step({ domain: () => report({ name: '\uB098\uB8E8.kr', ascii: 'xn--hn3bn4u.kr', zones: [], zone: null }) }),
    draft: draftAt('domain', { domain: { ...chosen, zone: '', name: '\uB098\uB8E8.kr' } }),
    acts: [scrollTo('domain-ascii')],
  },
  'domain-names': step({}, press('domain-zone'), () => document.querySelectorAll('[data-testid="domain-www"], [data-testid="domain-api"]').forEach((it) => it.setAttribute('open', '')), scrollTo('domain-api')),
  'domain-unwell': step({ domain: () => report({ registrar, doctor: unwell }) }, scrollTo('doctor')),
  'domain-exercise': step({}, scrollTo('exercise')),
  'domain-conflicts': step(
    {
      domain: () =>
        report({
          conflicts: [
            conflict,
            { ...conflict, name: 'www.example.kr', record: 'CNAME', old: ['old-site.example.net'], way: 'covers', agreed: true, as_old: { name: '*.example.kr' } },
            { ...conflict, name: 'api.example.kr', way: 'routed', new: 'load_balancer', as_old: { name: 'api.example.kr' } },
          ],
          taken: [{ name: 'api.example.kr', distribution: null, leads_to: 'd111111abcdef8.cloudfront.net', answers: false, record: null }],
        }),
    },
    press('continue'),
    scrollTo('conflicts'),
  ),
  'launch-servers': screen('launch', waiting('name_servers_wrong')),
  'launch-servers-practice': screen('launch', waiting('name_servers_wrong'), press('fill-servers'), scrollTo('practice-registrar')),
  'launch-servers-guide': screen('launch', waiting('name_servers_wrong'), scrollTo('registrar-guide')),
  'launch-records': screen('launch', waiting('add_record', { domain: { ...domainView, dns: 'elsewhere' } }, { ...well, expected: [], findings: [] })),
  'launch-certificate': screen('launch', waiting('waiting_for_amazon', {}, well)),
  'done-domain': screen('launch', home),
  verify: screen('verify', home, scrollTo('cors')),
  'verify-oauth': screen('verify', home, scrollTo('oauth')),
  'home-domain': screen('home', home, scrollTo('home-domain')),
  'home-domain-check': { ...screen('home', home, press('domain-check'), scrollTo('checkup')), session: inAccount },
  'teardown-zone': screen('teardown', { ...home, plan_teardown: ({ lang, keep, zone_goes }) => zoneTeardown(lang, keep, zone_goes) }, scrollTo('zone-stays')),
  'teardown-zone-goes': screen(
    'teardown',
    { ...home, plan_teardown: ({ lang, keep, zone_goes }) => zoneTeardown(lang, keep, zone_goes) },
    press('zone-go'),
    type('typed-name', 'my-first-site'),
    scrollTo('typed-zone'),
  ),
};
