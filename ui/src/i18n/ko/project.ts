export const project = {
  step: '프로젝트',
  title: '무엇을 배포하나요?',
  lead: '가진 것만 고르면 돼요. 나중에 더할 수도 있어요.',
  both: '프론트엔드와 백엔드',
  bothSays: '화면은 CDN에서, API는 같은 주소의 /api로 열려요.',
  frontend: '프론트엔드만',
  frontendSays: 'React, Vue처럼 빌드한 파일이나 HTML 폴더예요.',
  backend: '백엔드만',
  backendSays: '포트에서 요청을 기다리는 서버 프로그램이에요.',
  name: '이름',
  nameHint: '알아보기 쉬운 이름이면 돼요. AWS에 만드는 것에 이 이름이 붙어요.',
  namePlaceholder: 'my-first-site',
};
