// Where name servers are changed, by the registrar. Menus change: each is as short as it can be and still lead there.

import type { ProviderCode } from '../../bindings/contract';

/** A registrar: its name, the way through its menus, and what has to be known. */
interface Guide {
  name: string;
  how: readonly string[];
  note?: string;
}

export const registrars = {
  label: '도메인을 산 곳',
  title: '네임서버를 바꾸는 방법',
  wait: '바꾸고 나서 퍼지기까지 보통 몇 분에서 몇 시간, 길면 이틀 걸려요.',
  guides: {
    gabia: {
      name: '가비아',
      how: ['My가비아로 들어가요.', '도메인 > 도메인 관리에서 도메인을 골라요.', '네임서버 > 설정을 누르고 1차부터 4차까지 붙여 넣어요.', '소유자 인증을 하고 적용해요.'],
      note: '5차 칸은 비워 두세요.',
    },
    hosting_kr: {
      name: '호스팅케이알',
      how: ['나의 서비스 > 도메인 관리로 들어가요.', '도메인을 고르고 네임서버 변경을 눌러요.', '네 개를 붙여 넣고 저장해요.'],
    },
    cafe24: {
      name: '카페24',
      how: ['나의 서비스 관리 > 도메인 관리로 들어가요.', '도메인을 고르고 네임서버 변경을 눌러요.', '1차부터 4차까지 붙여 넣고 저장해요.'],
    },
    whois: {
      name: '후이즈',
      how: ['마이 후이즈 > 도메인 관리로 들어가요.', '도메인을 고르고 네임서버 변경을 눌러요.', '네 개를 붙여 넣고 저장해요.'],
    },
    namecheap: {
      name: 'Namecheap',
      how: ['Domain List에서 도메인의 Manage를 눌러요.', 'Nameservers에서 Custom DNS를 골라요.', '네 개를 붙여 넣고 초록색 확인 표시를 눌러요.'],
    },
    godaddy: {
      name: 'GoDaddy',
      how: ['Domain Portfolio에서 도메인을 골라요.', 'DNS > Nameservers > Change Nameservers를 눌러요.', "I'll use my own nameservers를 고르고 네 개를 붙여 넣어 저장해요."],
    },
    cloudflare: {
      name: 'Cloudflare',
      how: ['도메인을 Cloudflare가 아닌 곳에서 샀다면, 바로 그곳에서 네임서버를 바꿔요.', 'Cloudflare에서 산 도메인은 네임서버를 바꿀 수 없어요. 앞으로 돌아가 레코드를 지금 쓰는 곳에 두기로 해 주세요.'],
      note: '레코드를 Cloudflare에 둘 때는 프록시(주황색 구름)를 끄고 더하세요.',
    },
    route53: {
      name: 'Route 53',
      how: ['Route 53 > 등록된 도메인에서 도메인을 골라요.', '작업 > 이름 서버 편집을 눌러요.', '네 개를 붙여 넣고 저장해요.'],
      note: '다른 AWS 계정에서 산 도메인이라면 그 계정으로 들어가야 해요.',
    },
    other: {
      name: '다른 곳',
      how: ['도메인을 산 곳에 들어가 도메인 관리를 열어요.', '네임서버(Nameserver, NS) 변경을 찾아요.', '있던 것을 지우고 네 개를 붙여 넣어 저장해요.'],
      note: '어디서 샀는지 모르겠다면 산 날의 메일이나 카드 내역을 찾아보세요.',
    },
  } as Record<ProviderCode | 'other', Guide>,
};
