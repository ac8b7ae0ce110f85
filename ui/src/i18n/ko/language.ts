import type { Language } from '../types';

export const language: Language = { name: '한국어', locale: 'ko-KR', pays: 'won' };
