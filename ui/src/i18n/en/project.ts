import type { Messages } from '../ko';

export const project = {
  step: 'Project',
  title: 'What do you want to deploy?',
  lead: 'Choose what you have. You can add more later.',
  both: 'Front-end and back-end',
  bothSays: 'Pages come from a CDN, and the API is at /api of the same address.',
  frontend: 'Front-end only',
  frontendSays: 'Built files, for example from React or Vue, or a folder of HTML.',
  backend: 'Back-end only',
  backendSays: 'A server program that listens on a port.',
  name: 'Name',
  nameHint: 'Something you’ll recognise. Everything made in AWS carries this name.',
  namePlaceholder: 'my-first-site',
} satisfies Messages['project'];
