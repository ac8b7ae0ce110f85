export const check = {
  step: '계정 확인',
  title: '계정을 살펴봤어요',
  titleBusy: '계정을 살펴보는 중이에요',
  lead: '만들기 전에 막힐 만한 것을 미리 찾아요. 읽기만 하고 아무것도 바꾸지 않아요.',
  good: (n: number) => `문제없는 것 ${n}가지`,
  none: '막힐 만한 것을 찾지 못했어요.',
  again: '다시 확인하기',
  createVpc: '만들어도 돼요',
  createVpcDone: '만들기로 했어요',
  lost: (name: string, n: number) => `이 컴퓨터의 기록에 없는 나루 배포가 있어요: ${name} (${n}개)`,
  lostTodo: '기록으로 가져오면 열어 보거나 치울 수 있어요.',
  recover: '가져오기',
};
