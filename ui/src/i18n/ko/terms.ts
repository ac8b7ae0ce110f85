import type { Card } from '../types';

/** The cards. Their pictures stand in `components/term/pictures.ts`, by the same id. */
export const terms = {
  port: {
    term: '포트',
    english: 'port',
    says: '컴퓨터 한 대 안에서 어느 프로그램을 찾아가는지 정하는 번호예요.',
    example: ({ port }) => `내 앱은 ${port ?? '정해 준'}번 포트에서 기다리고, 그 앞의 nginx가 요청을 넘겨줘요.`,
    place: 'EC2 > 보안 그룹 > 인바운드 규칙',
  },
  region: {
    term: '리전',
    english: 'Region',
    says: 'AWS의 컴퓨터들이 모여 있는 지역이에요. 방문자와 가까울수록 빨리 열려요.',
    example: ({ region }) => (region ? `모두 ${region} 리전에 만들어요.` : '모두 고른 리전 한 곳에 만들어요.'),
    place: '콘솔 오른쪽 위, 이름 옆의 지역',
  },
} satisfies Record<string, Card>;
