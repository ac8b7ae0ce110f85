// Money. The first three are what the core says in pictures, receipts and the terminal.
export const money = {
  perHour: (amount: string) => `한 시간 ${amount}`,
  perDay: (amount: string) => `하루 ${amount}`,
  perMonth: (amount: string) => `한 달 ${amount}`,
  hour: '한 시간',
  day: '하루',
  month: '한 달',
  ifReal: (told: string) => `진짜라면 ${told}`,
  practice: '진짜 계정이라면 드는 비용이에요. 지금은 나가지 않아요.',
  practiceSpent: '진짜 계정이라면 들었을 비용이에요. 연습이라 실제로 나간 비용은 없어요.',
  byUse: (month: string) => `쓴 만큼 내는 것은 따로예요. 방문이 적은 사이트라면 한 달 ${month}쯤이에요.`,
  unproved: '날짜가 적힌 AWS 가격표로 확인하지 못한 값이에요.',
  /** Credits are counted in dollars. */
  credits: (dollars: string, won: string) => (won ? `${dollars}(${won})` : dollars),
};
