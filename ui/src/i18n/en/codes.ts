import type { Messages } from '../ko';

export const codes = {
  unknownProblem: 'Something unexpected happened.',
  unknownProblemTodo: 'What you entered is still here. Try again; if it happens again, copy the technical details below and ask someone.',
  unknownField: 'This value can’t be used.',
  unknownFinding: 'There is something to look at.',
  technical: (code: string) => `Technical details: ${code}`,
} satisfies Messages['codes'];
