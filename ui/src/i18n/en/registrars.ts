import type { Messages } from '../ko';

export const registrars = {
  label: 'Where you bought the domain',
  title: 'How to change the name servers',
  wait: 'It usually takes minutes to hours to spread, two days at most.',
  guides: {
    gabia: {
      name: 'Gabia',
      how: ['Sign in and open My Gabia.', 'Under Domains, open the management page and choose the domain.', 'Open the name server settings and paste the first to the fourth.', 'Confirm that you are the owner, then apply.'],
      note: 'Leave the fifth field empty.',
    },
    hosting_kr: {
      name: 'Hosting.kr',
      how: ['Open My services > Domains.', 'Choose the domain, then the change of name servers.', 'Paste the four and save.'],
    },
    cafe24: {
      name: 'Cafe24',
      how: ['Open My services > Domains.', 'Choose the domain, then the change of name servers.', 'Paste the first to the fourth and save.'],
    },
    whois: {
      name: 'Whois (whois.co.kr)',
      how: ['Open My Whois > Domains.', 'Choose the domain, then the change of name servers.', 'Paste the four and save.'],
    },
    namecheap: {
      name: 'Namecheap',
      how: ['In the Domain List press Manage beside the domain.', 'Under Nameservers choose Custom DNS.', 'Paste the four and press the green check mark.'],
    },
    godaddy: {
      name: 'GoDaddy',
      how: ['Choose the domain in your Domain Portfolio.', 'Open DNS > Nameservers > Change Nameservers.', "Choose I'll use my own nameservers, paste the four and save."],
    },
    cloudflare: {
      name: 'Cloudflare',
      how: ['If you bought the domain elsewhere, change the name servers there, not at Cloudflare.', 'A domain bought at Cloudflare keeps its name servers. Go back and choose to keep the records where they are.'],
      note: 'Records that you add at Cloudflare need the proxy (the orange cloud) switched off.',
    },
    route53: {
      name: 'Route 53',
      how: ['Choose the domain under Route 53 > Registered domains.', 'Press Actions > Edit name servers.', 'Paste the four and save.'],
      note: 'If it was bought in another AWS account, sign in to that one.',
    },
    other: {
      name: 'Somewhere else',
      how: ['Sign in where you bought the domain and open its settings.', 'Look for name servers (nameservers, NS).', 'Replace what is there with the four and save.'],
      note: 'If you don’t remember where, look for the email or card payment from that day.',
    },
  },
} satisfies Messages['registrars'];
