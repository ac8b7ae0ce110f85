import type { Messages } from '../ko';

export const project = {
  step: 'Project',
  title: 'What do you want to deploy?',
  lead: 'Choose what you have. More can be added later.',
  both: 'Front-end and back-end',
  bothSays: 'Pages from a CDN, and the API at /api of the same address.',
  frontend: 'Front-end alone',
  frontendSays: 'Built files, such as of React or Vue, or a folder of HTML.',
  backend: 'Back-end alone',
  backendSays: 'A server program that waits for requests on a port.',
  name: 'Name',
  nameHint: 'One that you will know again. What is made in AWS bears it.',
  namePlaceholder: 'my-first-site',
} satisfies Messages['project'];
