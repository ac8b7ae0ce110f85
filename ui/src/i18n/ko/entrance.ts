// The way into the account of what is opened.
export const entrance = {
  title: (name: string) => `${name}의 계정으로 들어갈게요`,
  titleDraft: '답하던 계정으로 들어갈게요',
  lead: (account: string, place: string) => `이 배포는 AWS 계정 ${account}의 ${place} 리전에 있어요. 이 계정에 들어가면 하려던 것으로 바로 이어져요.`,
  leadDraft: (account: string, place: string) => `지금까지의 답은 AWS 계정 ${account}의 ${place} 리전에서 썼어요. 들어가면 쓰던 곳부터 이어져요.`,
  unknown: '지금까지의 답을 어느 계정에서 썼는지는 남아 있지 않아요. 계정을 고르면 쓰던 곳부터 이어져요.',
  notKept: '지난번에 넣은 키는 ‘이번만 쓰기’여서 저장하지 않았어요. 다시 넣어 주세요.',
  trying: '계정에 들어가고 있어요. 잠시만 기다려 주세요.',
  look: '들어가지 않고 보기',
  practice: '연습 계정으로 하기',
  go: '이 배포의 계정으로 들어가기',
};
