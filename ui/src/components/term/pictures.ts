// The small pictures of the cards, by the card's id: what stands inside an SVG of 240 x 96. Strokes and fills take
// their colours from the classes `line`, `soft`, `accent`, `fill` and `text`. Each is put together from a few signs,
// so that a server, a visitor or a gate looks the same on every card.

import type { Messages } from '../../i18n';

/** A card's id. */
export type TermId = keyof Messages['terms'];

const at = (x: number, y: number, what: string) => `<g transform="translate(${x} ${y})">${what}</g>`;
const says = (x: number, y: number, what: string, anchor: 'start' | 'middle' | 'end' = 'middle') =>
  `<text class="text" x="${x}" y="${y}" text-anchor="${anchor}">${what}</text>`;

/** An arrow to the right, down or up, between two points. */
function arrow(x1: number, y1: number, x2: number, y2: number, look: 'accent' | 'line' = 'accent'): string {
  const long = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = [(x2 - x1) / long, (y2 - y1) / long];
  const wing = (side: number) => `${round(x2 - 7 * ux - side * 5 * uy)} ${round(y2 - 7 * uy + side * 5 * ux)}`;
  return `<path class="${look}" fill="none" d="M${x1} ${y1}L${x2} ${y2}M${wing(1)}L${x2} ${y2}L${wing(-1)}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A computer that serves: 40 x 44. */
const server =
  '<rect class="fill line" width="40" height="44" rx="6"/><path class="line" d="M0 22h40M17 11h15M17 33h15"/><circle class="accent" cx="9" cy="11" r="2"/><circle class="accent" cx="9" cy="33" r="2"/>';
/** A person: 24 x 40. */
const person = '<circle class="fill line" cx="12" cy="9" r="8"/><path class="fill line" d="M0 40v-6a12 12 0 0 1 24 0v6Z"/>';
/** A laptop: 52 x 40. */
const laptop = '<rect class="fill line" x="6" width="40" height="28" rx="4"/><path class="fill line" d="M0 32h52l-4 8H4Z"/>';
/** The internet: 44 x 44. */
const globe =
  '<circle class="fill line" cx="22" cy="22" r="21"/><path class="line" d="M1 22h42M22 1c13 12 13 30 0 42M22 1c-13 12-13 30 0 42"/>';
/** A bucket: 44 x 46. */
const bucket =
  '<path class="fill line" d="M2 8l6 34c.5 3 27.5 3 28 0l6-34"/><ellipse class="soft" cx="22" cy="8" rx="20" ry="6"/>';
/** A page: 32 x 40. */
const page = '<path class="fill line" d="M2 0h20l10 10v30H2Z"/><path class="line" d="M22 0v10h10M9 18h16M9 25h16M9 32h10"/>';
/** A gate in a wall: 20 x 72, open in the middle. */
const gate = '<path class="fill line" d="M2 0h16v24H2ZM2 48h16v24H2Z"/>';
/** A tick and a cross: 14 x 12. */
const tick = '<path class="accent" d="M0 6l5 6 9-12"/>';
const cross = '<path class="line" d="M0 0l12 12M12 0L0 12"/>';
/** A padlock: 28 x 34. */
const lock = '<path class="accent" d="M6 14V9a8 8 0 0 1 16 0v5"/><rect class="fill line" y="14" width="28" height="20" rx="5"/><path class="accent" d="M14 22v5"/>';
/** A key: 54 x 22. */
const key = '<circle class="accent" cx="11" cy="11" r="10"/><path class="accent" d="M21 11h33M44 11v8M52 11v6"/>';
/** A name tag: 58 x 30. */
const label = '<path class="fill line" d="M0 15L14 0h40a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4H14Z"/><circle class="line" cx="15" cy="15" r="3"/>';
/** A box with a whole app in it: 46 x 40. */
const box = '<path class="fill line" d="M0 10L23 0l23 10v22L23 40 0 32Z"/><path class="line" d="M0 10l23 9 23-9M23 19v21"/>';
/** A coin: 36 x 36. */
const coin = '<circle class="fill line" cx="18" cy="18" r="17"/>';
/** A place with a name: a rounded ground. */
const place = (x: number, y: number, w: number, h: number) =>
  `<rect class="fill line" x="${x}" y="${y}" width="${w}" height="${h}" rx="12" stroke-dasharray="5 4"/>`;

const operatorAndVisitor = `${at(22, 12, person)}${at(58, 26, key)}${arrow(118, 36, 146, 36)}${at(168, 14, server)}${at(22, 56, '<circle class="soft" cx="12" cy="7" r="7"/><path class="soft" d="M2 34v-5a10 10 0 0 1 20 0v5Z"/>')}${arrow(56, 76, 186, 76, 'line')}`;

export const pictures: Record<TermId, string> = {
  deployment: `${at(18, 28, laptop)}${arrow(78, 46, 104, 46)}${at(112, 24, globe)}${arrow(164, 46, 186, 30, 'line')}${arrow(164, 50, 186, 66, 'line')}${at(196, 6, person)}${at(196, 50, person)}`,
  server: `${at(24, 28, person)}${arrow(62, 40, 150, 40)}${says(106, 32, '?')}${at(164, 26, server)}${arrow(150, 58, 62, 58, 'line')}${says(106, 76, '200')}`,
  ip: `${at(14, 28, person)}${arrow(44, 48, 62, 48)}<rect class="fill line" x="68" y="32" width="112" height="32" rx="8"/>${says(124, 53, '203.0.113.10')}${at(188, 26, server)}`,
  port: `<rect class="fill line" x="120" y="10" width="96" height="76" rx="10"/><path class="line" d="M120 26h18M120 70h18"/>${says(176, 31, '22')}${says(176, 53, '3000')}${says(176, 75, '80')}${arrow(24, 48, 136, 48)}`,
  well_known_ports: `<rect class="fill line" x="22" y="14" width="196" height="68" rx="10"/><path class="line" d="M22 37h196M22 60h196M80 14v68"/>${says(51, 30, '22')}${says(149, 30, 'SSH')}${says(51, 53, '80')}${says(149, 53, 'HTTP')}${says(51, 77, '443')}${says(149, 77, 'HTTPS')}`,
  inbound_rule: `${at(112, 12, gate)}${arrow(24, 48, 170, 48)}${says(56, 43, '80')}${at(180, 42, tick)}<path class="line" d="M24 22h66M24 76h66"/>${says(56, 18, '22')}${at(92, 16, cross)}${at(92, 70, cross)}`,
  security_group: `<rect class="fill line" x="116" y="12" width="104" height="72" rx="14" stroke-dasharray="6 4"/>${at(156, 26, server)}${at(106, 12, gate)}${arrow(24, 48, 148, 48)}<path class="line" d="M24 24h58"/>${at(86, 18, cross)}`,
  key_pair: `${at(28, 38, key)}${says(55, 84, '.pem')}<path class="line" d="M98 49h44" stroke-dasharray="4 4"/>${at(152, 32, lock)}${at(190, 26, server)}`,
  ssh: `${at(20, 28, laptop)}${arrow(80, 50, 166, 50)}${at(98, 20, key)}${says(122, 72, '22')}${at(176, 26, server)}`,
  user_word: operatorAndVisitor,
  region: `<path class="soft" d="M20 58c10-30 44-26 58-34s40-14 60 0 56 2 74 22-8 40-40 38-60-10-90-4-70 6-62-22Z"/><circle class="accent" cx="166" cy="44" r="7"/><path class="accent" d="M166 51v22"/>${at(48, 36, '<circle class="line" r="4"/>')}${at(98, 56, '<circle class="line" r="4"/>')}`,
  zone: `${place(16, 10, 208, 76)}<rect class="soft" x="30" y="22" width="82" height="52" rx="9"/><rect class="soft" x="128" y="22" width="82" height="52" rx="9"/>${at(51, 26, server)}${at(149, 26, server)}`,
  subnet: `${place(16, 8, 208, 80)}<rect class="soft" x="30" y="20" width="82" height="56" rx="9"/><rect class="fill accent" x="128" y="20" width="82" height="56" rx="9"/>${at(151, 27, '<g transform="scale(.9)">' + server + '</g>')}`,
  ec2: `${place(104, 8, 120, 80)}${at(120, 26, server)}${at(168, 26, server)}${at(24, 30, coin)}${says(42, 53, '1h')}${arrow(70, 48, 98, 48)}`,
  ami: `${at(30, 26, '<rect class="soft" width="40" height="44" rx="6"/><path class="line" d="M8 14h24M8 22h24M8 30h14"/>')}${arrow(84, 40, 142, 30)}${arrow(84, 56, 142, 66)}${at(154, 4, '<g transform="scale(.9)">' + server + '</g>')}${at(154, 50, '<g transform="scale(.9)">' + server + '</g>')}`,
  container_image: `${at(28, 28, box)}${arrow(88, 48, 150, 48)}${at(166, 26, server)}${says(118, 38, 'pull')}`,
  instance_type: `<rect class="line fill" x="30" y="50" width="30" height="30" rx="5"/><rect class="line fill" x="88" y="36" width="44" height="44" rx="7"/><rect class="line fill" x="160" y="18" width="56" height="62" rx="9"/><path class="accent" d="M38 65h14M98 53h24M98 63h24M170 34h36M170 46h36M170 58h36"/>`,
  cpu_credits: `<rect class="fill line" x="24" y="24" width="54" height="52" rx="8"/><path class="accent" d="M30 68h42M30 58h42M30 48h42"/>${arrow(88, 50, 128, 50)}${at(140, 28, server)}<path class="accent" d="M192 66l10-26 8 16 8-24"/>`,
  load_balancer: `${at(18, 28, person)}${arrow(50, 48, 84, 48)}<circle class="fill line" cx="106" cy="48" r="19"/><path class="accent" d="M97 48h8m0 0l8-8m-8 8l8 8"/>${arrow(130, 40, 166, 26)}${arrow(130, 56, 166, 70)}${at(176, 6, '<g transform="scale(.86)">' + server + '</g>')}${at(176, 52, '<g transform="scale(.86)">' + server + '</g>')}`,
  listener: `<circle class="fill line" cx="58" cy="48" r="28"/><path class="accent" d="M49 56c0 10 14 8 14-2 0-5 6-7 6-14a11 11 0 0 0-22 0"/>${says(58, 90, ':80')}${arrow(92, 36, 168, 26)}${arrow(92, 60, 168, 70, 'line')}${at(178, 20, tick)}${says(196, 75, '403')}`,
  target_group: `<rect class="fill line" x="24" y="12" width="84" height="72" rx="10"/><path class="line" d="M36 30h40M36 48h40M36 66h40"/>${at(86, 24, tick)}${at(86, 42, tick)}${at(86, 60, tick)}${arrow(114, 48, 150, 48)}${at(160, 26, server)}`,
  health_check: `<path class="line" d="M22 58h40"/><path class="accent" d="M62 58h14l10-30 16 48 12-30 6 12h34"/>${at(170, 26, server)}${says(44, 44, '200')}`,
  https: `${at(24, 26, person)}<path class="line" d="M58 40h118M58 58h118"/>${at(104, 30, lock)}${at(184, 26, server)}`,
  domain: `${at(20, 28, person)}${arrow(56, 48, 84, 48)}<rect class="fill accent" x="92" y="32" width="84" height="32" rx="8"/>${says(134, 52, 'a.kr')}<path class="line" d="M182 48h6" stroke-dasharray="3 3"/>${at(194, 26, '<g transform="scale(.9)">' + server + '</g>')}`,
  dns: `${at(22, 28, person)}${arrow(58, 36, 136, 36)}${says(97, 28, 'a.kr ?')}${arrow(136, 60, 58, 60, 'line')}${says(97, 78, '203.0…')}<path class="fill line" d="M148 18h32a8 8 0 0 1 8 8v52a8 8 0 0 0-8-8h-32ZM228 18h-32a8 8 0 0 0-8 8v52a8 8 0 0 1 8-8h32Z"/><path class="accent" d="M158 34h20M158 46h20M198 34h20M198 46h20"/>`,
  hosted_zone: `${place(20, 10, 150, 76)}${at(32, 28, page)}${at(76, 28, page)}${at(120, 28, page)}${says(94, 84, 'a.kr')}${arrow(176, 48, 198, 48)}<rect class="fill line" x="204" y="14" width="24" height="14" rx="4"/><rect class="fill line" x="204" y="32" width="24" height="14" rx="4"/><rect class="fill line" x="204" y="50" width="24" height="14" rx="4"/><rect class="fill line" x="204" y="68" width="24" height="14" rx="4"/>`,
  name_server: `${at(20, 14, page)}${says(36, 70, 'a.kr')}<path class="line" d="M28 84h16"/>${arrow(64, 30, 120, 18)}${arrow(64, 36, 120, 38)}${arrow(64, 42, 120, 58)}${arrow(64, 48, 120, 78)}<rect class="fill line" x="126" y="8" width="90" height="18" rx="5"/><rect class="fill line" x="126" y="29" width="90" height="18" rx="5"/><rect class="fill line" x="126" y="50" width="90" height="18" rx="5"/><rect class="fill line" x="126" y="71" width="90" height="18" rx="5"/><path class="accent" d="M136 17h40M136 38h40M136 59h40M136 80h40"/>`,
  record: `<rect class="fill line" x="16" y="32" width="208" height="32" rx="8"/><path class="line" d="M84 32v32M122 32v32"/>${says(50, 53, 'a.kr')}${says(103, 53, 'A')}${says(173, 53, '203.0.113.10')}`,
  alias_record: `${at(20, 33, label)}${says(58, 53, 'a.kr')}${arrow(90, 48, 136, 48)}<circle class="fill accent" cx="166" cy="48" r="22"/>${says(166, 53, 'CDN')}<path class="line" d="M192 38h26M192 48h26M192 58h26" stroke-dasharray="4 4"/>`,
  redirect: `<rect class="fill line" x="18" y="14" width="82" height="28" rx="7"/>${says(59, 33, 'http://')}<path class="accent" d="M59 48v16a8 8 0 0 0 8 8h52M112 65l8 7-8 7"/>${says(88, 64, '301')}<rect class="fill accent" x="128" y="56" width="94" height="32" rx="7"/>${says(175, 77, 'https://')}`,
  certificate: `<rect class="fill line" x="56" y="12" width="128" height="62" rx="8"/><path class="line" d="M74 44h56M74 56h40"/>${says(102, 33, 'a.kr')}<circle class="fill accent" cx="158" cy="56" r="13"/>${at(151, 51, '<path class="accent" d="M1 5l4 5 8-9"/>')}<path class="accent" d="M150 68v18l8-6 8 6v-18"/>`,
  bucket: `${at(36, 30, page)}${at(60, 22, page)}${arrow(102, 46, 138, 46)}${at(154, 24, bucket)}`,
  public_access: `${at(16, 28, person)}${arrow(48, 26, 146, 26, 'line')}${at(96, 20, cross)}${arrow(48, 62, 82, 62)}<circle class="fill accent" cx="104" cy="62" r="18"/>${says(104, 67, 'CDN')}${arrow(126, 62, 154, 62)}${at(166, 24, bucket)}${at(176, 42, '<g transform="scale(.85)">' + lock + '</g>')}`,
  cdn: `${at(98, 26, bucket)}${arrow(94, 38, 62, 24, 'line')}${arrow(94, 60, 62, 74, 'line')}${arrow(146, 38, 178, 24, 'line')}${arrow(146, 60, 178, 74, 'line')}${at(40, 8, '<circle class="accent fill" cx="8" cy="12" r="9"/>')}${at(40, 62, '<circle class="accent fill" cx="8" cy="12" r="9"/>')}${at(184, 8, '<circle class="accent fill" cx="8" cy="12" r="9"/>')}${at(184, 62, '<circle class="accent fill" cx="8" cy="12" r="9"/>')}${at(12, 10, '<g transform="scale(.55)">' + person + '</g>')}${at(212, 64, '<g transform="scale(.55)">' + person + '</g>')}`,
  origin: `<circle class="fill accent" cx="56" cy="48" r="20"/>${says(56, 53, 'CDN')}${arrow(82, 38, 156, 26)}${arrow(82, 58, 156, 70)}${says(116, 24, '/')}${says(116, 84, '/api')}${at(166, 2, '<g transform="scale(.9)">' + bucket + '</g>')}${at(168, 52, '<g transform="scale(.86)">' + server + '</g>')}`,
  oac: `<circle class="fill accent" cx="46" cy="48" r="24"/>${says(46, 53, 'CDN')}${arrow(76, 48, 158, 48)}${at(92, 18, '<rect class="fill line" width="36" height="24" rx="5"/><path class="accent" d="M7 12h10M7 18h20"/>')}${at(170, 24, bucket)}`,
  cache: `${at(20, 26, person)}${arrow(52, 48, 88, 48)}<rect class="fill accent" x="96" y="26" width="44" height="44" rx="10"/>${at(104, 30, '<g transform="scale(.86)">' + page + '</g>')}<path class="line" d="M148 48h30" stroke-dasharray="4 4"/>${at(184, 26, bucket)}`,
  invalidation: `<rect class="line" x="34" y="22" width="52" height="52" rx="10" fill="none" stroke-dasharray="5 4"/>${at(44, 28, page)}${at(54, 42, cross)}${arrow(150, 48, 98, 48)}${at(160, 26, bucket)}${says(124, 38, '/*')}`,
  spa_route: `<rect class="fill line" x="20" y="16" width="96" height="64" rx="9"/><path class="line" d="M20 32h96"/>${says(68, 60, '/about')}${arrow(122, 48, 166, 48)}${at(178, 28, page)}${says(144, 38, '?')}`,
  cors: `<rect class="fill line" x="18" y="20" width="74" height="56" rx="9"/><path class="line" d="M18 34h74"/>${says(55, 60, 'a.kr')}<rect class="fill line" x="148" y="20" width="74" height="56" rx="9"/><path class="line" d="M148 34h74"/>${says(185, 60, 'b.kr')}${arrow(96, 44, 144, 44)}${arrow(144, 62, 96, 62, 'line')}`,
  env_var: `<rect class="fill line" x="22" y="22" width="104" height="52" rx="9"/>${says(74, 43, 'PORT=3000')}${says(74, 63, 'KEY=****')}${arrow(132, 48, 162, 48)}${at(172, 26, server)}`,
  parameter: `<rect class="fill line" x="24" y="18" width="100" height="60" rx="10"/>${says(74, 42, '/naru/PORT')}${says(74, 64, '****')}${at(130, 34, '<g transform="scale(.8)">' + lock + '</g>')}${arrow(160, 48, 180, 48)}${at(188, 26, server)}`,
  docker: `${at(28, 28, '<g transform="scale(.8)">' + box + '</g>')}${at(28, 64, '<path class="line" d="M0 0h38"/>')}${arrow(78, 46, 112, 46)}<rect class="fill line" x="122" y="14" width="96" height="68" rx="10"/>${at(134, 22, '<g transform="scale(.8)">' + box + '</g>')}${at(172, 42, '<path class="accent" d="M30 4a15 15 0 1 0 2 12M32-4v10H22"/>')}`,
  nginx: `${at(14, 28, person)}${arrow(44, 48, 82, 48)}${says(62, 38, '80')}<path class="fill accent" d="M110 22l22 13v26l-22 13-22-13V35Z"/><path class="accent" d="M102 58V38l16 20V38"/>${arrow(136, 48, 176, 48)}${says(156, 38, '3000')}${at(184, 26, server)}`,
  reverse_proxy: `${at(14, 28, person)}${arrow(46, 40, 88, 40)}${arrow(88, 58, 46, 58, 'line')}<rect class="fill accent" x="96" y="26" width="44" height="44" rx="10"/>${arrow(146, 40, 178, 40)}${arrow(178, 58, 146, 58, 'line')}${at(186, 26, server)}`,
  iam_user: `${at(38, 28, person)}${at(70, 20, '<rect class="fill line" width="46" height="56" rx="7"/><path class="line" d="M10 14h26M10 26h26"/>')}${at(86, 56, tick)}${arrow(124, 48, 158, 48)}${place(166, 18, 56, 60)}${says(194, 53, 'AWS')}`,
  access_key: `${at(24, 16, key)}${says(92, 32, 'AKIA...', 'start')}<rect class="fill line" x="24" y="52" width="192" height="30" rx="8"/>${says(120, 72, '****************')}`,
  policy: `<rect class="fill line" x="58" y="8" width="124" height="80" rx="10"/><path class="line" d="M98 26h66M98 48h66M98 70h66"/>${at(74, 20, tick)}${at(74, 42, tick)}${at(75, 64, cross)}`,
  role: `${at(30, 26, server)}${arrow(78, 48, 110, 48)}<path class="fill accent" d="M120 34l14-10h20l14 10-8 10-4-3v35h-24V41l-4 3Z"/>${arrow(176, 48, 196, 48)}${says(218, 53, 'AWS')}`,
  instance_profile: `${at(30, 26, server)}<path class="line" d="M72 48h14"/>${at(88, 33, label)}<path class="line" d="M148 48h14"/><path class="fill accent" d="M168 34l14-10h20l14 10-8 10-4-3v35h-24V41l-4 3Z"/>`,
  tag: `${at(26, 26, server)}${at(72, 34, label)}<path class="line" d="M66 49h6"/>${says(112, 54, 'naru')}${at(160, 26, bucket)}<path class="line" d="M204 49h8"/>${at(204, 38, '<g transform="scale(.5)">' + label + '</g>')}`,
  free_tier: `<path class="line" d="M24 74h192"/><rect class="soft" x="34" y="44" width="40" height="30" rx="4"/><rect class="soft" x="84" y="32" width="40" height="42" rx="4"/><path class="accent" d="M24 30h122" stroke-dasharray="6 5"/><rect class="fill line" x="134" y="14" width="40" height="60" rx="4"/>${says(54, 64, '0')}${says(104, 58, '0')}${says(154, 50, '$')}`,
  credits: `<rect class="fill accent" x="26" y="28" width="92" height="42" rx="8" stroke-dasharray="6 5"/>${says(72, 54, '$')}${arrow(126, 49, 158, 49)}${at(170, 31, coin)}${says(188, 54, '$')}`,
  default_vpc: `${place(54, 10, 170, 76)}<rect class="soft" x="70" y="24" width="66" height="48" rx="8"/><rect class="soft" x="146" y="24" width="66" height="48" rx="8"/>${at(86, 28, '<g transform="scale(.85)">' + server + '</g>')}${at(162, 28, '<g transform="scale(.85)">' + server + '</g>')}${arrow(14, 48, 52, 48)}`,
};
