import type { Language } from '../types';

export const language: Language = { name: 'English', locale: 'en-US', pays: 'dollars' };
