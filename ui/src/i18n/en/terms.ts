import type { Messages } from '../ko';

export const terms = {
  port: {
    term: 'Port',
    english: 'port',
    says: 'A number that says which program on a computer a request is for.',
    example: ({ port }) => `Your app waits on port ${port ?? 'of your choice'}, and nginx in front of it hands requests on.`,
    place: 'EC2 > Security Groups > Inbound rules',
  },
  region: {
    term: 'Region',
    english: 'Region',
    says: 'A place in the world where AWS has its computers. The nearer to your visitors, the faster.',
    example: ({ region }) => (region ? `All of it is made in ${region}.` : 'All of it is made in the one region you choose.'),
    place: 'Top right of the console, beside your name',
  },
} satisfies Messages['terms'];
