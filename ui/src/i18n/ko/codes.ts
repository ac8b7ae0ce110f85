export const codes = {
  unknownProblem: '예상하지 못한 일이 생겼어요.',
  unknownProblemTodo: '입력한 내용은 그대로예요. 다시 해 보고, 또 그러면 아래 기술 정보를 복사해서 물어봐 주세요.',
  unknownField: '이 값은 쓸 수 없어요.',
  unknownFinding: '확인이 필요한 것이 있어요.',
  technical: (code: string) => `기술 정보: ${code}`,
};
